import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { table } from '../../src/output/table.ts';
import type { Kind, Row } from '../../src/result.ts';
import { rendered } from './render.ts';

const kinds: Record<string, Kind> = {
  srcaddr: 'address',
  dstport: 'port',
  protocol: 'protocol',
  action: 'action',
  flows: 'count',
  bytes: 'bytes',
  share: 'share',
  last_seen: 'time',
};

const rows: Row[] = [
  ['203.0.113.12', 443, 6, 'REJECT', 48211n, 1_234_567n, 0.98765, new Date(1755166830000)],
  ['2001:db8:85a3:8d3:1319:8a2e:370:7348', 0, 1, 'ACCEPT', 7n, 999n, 0.0001, new Date(1755166830250)],
  ['10.0.0.9', 51234, 17, 'ACCEPT', 1n, null, 0, null],
];

describe('a table', () => {
  it('lines numbers up on the right and puts names beside ports and protocols', async () => {
    expect(await rendered(table, kinds, rows)).toBe(
      `
srcaddr                               dstport      protocol  action   flows   bytes   share  last_seen
────────────────────────────────────  ───────────  ────────  ──────  ──────  ──────  ──────  ────────────────────────
203.0.113.12                            443 https   6 tcp    REJECT  48,211  1.2 MB  98.8 %  2025-08-14 10:20:30Z
2001:db8:85a3:8d3:1319:8a2e:370:7348      -         1 icmp   ACCEPT       7   999 B  <0.1 %  2025-08-14 10:20:30.250Z
10.0.0.9                              51234        17 udp    ACCEPT       1       -   0.0 %  -
`.slice(1),
    );
  });

  it('shows all digits of bytes when asked to', async () => {
    const text = await rendered(table, { bytes: 'bytes' }, [[9_223_372_036_854_775_808n]], { bytes: 'raw' });
    expect(text).toBe('                    bytes\n─────────────────────────\n9,223,372,036,854,775,808\n');
  });

  it('shows numbers by what they are', async () => {
    const text = await rendered(table, { version: 'integer', average: 'number', start: 'epoch', ok: 'boolean' }, [
      [2, 1234.567, 1755166830n, true],
      [10000, 0.000123456, 1755166830250n, false],
      [null, 3, 9223372036854775807n, null],
    ]);
    expect(text).toBe(
      'version   average  start                     ok\n' +
        '───────  ────────  ────────────────────────  ─────\n' +
        '      2  1,234.57  2025-08-14 10:20:30Z      true\n' +
        '  10000  0.000123  2025-08-14 10:20:30.250Z  false\n' +
        '      -         3  9223372036854775807       -\n',
    );
  });

  it('shows port 0 when the protocol has ports, or is not in the row', async () => {
    expect(await rendered(table, { port: 'port', protocol: 'protocol' }, [[0, 6]], { header: false })).toBe(
      '0  6 tcp\n',
    );
    expect(await rendered(table, { port: 'port', protocol: 'protocol' }, [[0, null]], { header: false })).toBe(
      '0  -\n',
    );
    expect(await rendered(table, { port: 'port' }, [[0]], { header: false })).toBe('0\n');
  });

  it('shows a port that a protocol without ports has all the same', async () => {
    expect(await rendered(table, { port: 'port', protocol: 'protocol' }, [[8, 1]], { header: false })).toBe(
      '8  1 icmp\n',
    );
  });

  it('has the names alone when there are no rows, and nothing without them', async () => {
    expect(await rendered(table, { srcaddr: 'address', flows: 'count' }, [])).toBe('srcaddr  flows\n');
    expect(await rendered(table, { srcaddr: 'address' }, [], { header: false })).toBe('');
  });

  it('colours only what happened, and only when asked to', async () => {
    const text = await rendered(
      table,
      { action: 'action', note: 'text' },
      [
        ['ACCEPT', 'REJECT'],
        ['REJECT', 'x'],
        ['OTHER', 'y'],
      ],
      { color: true },
    );
    expect(text).toBe(
      '\x1b[1maction\x1b[22m  \x1b[1mnote\x1b[22m\n──────  ──────\n' +
        '\x1b[32mACCEPT\x1b[39m  REJECT\n\x1b[31mREJECT\x1b[39m  x\nOTHER   y\n',
    );
  });

  it('keeps its columns in line over many rows', async () => {
    const many = Array.from({ length: 100 }, (_, i): Row => [`10.0.0.${i}`, BigInt(10 ** (i % 7))]);
    const lines = (await rendered(table, { srcaddr: 'address', flows: 'count' }, many)).split('\n').slice(0, -1);
    expect(lines).toHaveLength(102);
    expect(new Set(lines.map((line) => line.length))).toEqual(new Set([9 + 2 + 9]));
    expect(lines.filter((line) => line.startsWith('srcaddr') || line.startsWith('─'))).toHaveLength(2);
  });
});

describe('a table on a narrow terminal', () => {
  const wide: Record<string, Kind> = { interface_id: 'text', srcaddr: 'address', cluster: 'text', flows: 'count' };
  const row: Row = [
    'eni-0123456789abcdef0',
    '2001:db8:85a3:8d3:1319:8a2e:370:7348',
    'arn:aws:ecs:eu-west-1:x/production',
    5n,
  ];
  const lengths = (text: string) =>
    text
      .split('\n')
      .slice(0, -1)
      .map((line) => line.length);

  it('shortens the widest texts until all fits', async () => {
    const text = await rendered(table, wide, [row], { width: 84 });
    expect(Math.max(...lengths(text))).toBe(84);
    expect(text.split('\n')[2]).toBe(
      'eni-0123456789abc…  2001:db8:85a3:8d3:1319:8a2e:370:7348  arn:aws:ecs:eu-wes…      5',
    );
  });

  it('gives a row several lines rather than shorten an address, a number, or a text below eight', async () => {
    // Narrowed to eight each, the texts would leave 36 + 8 + 8 + 5 and three gaps of two: 63 columns.
    expect((await rendered(table, wide, [row, row], { width: 63 })).split('\n')).toHaveLength(5);
    expect(await rendered(table, wide, [row, ['eni-1', '10.0.0.1', null, 12n]], { width: 62 })).toBe(
      'interface_id           srcaddr\n' +
        '  cluster                             flows\n' +
        '─────────────────────  ────────────────────────────────────\n' +
        'eni-0123456789abcdef0  2001:db8:85a3:8d3:1319:8a2e:370:7348\n' +
        '  arn:aws:ecs:eu-west-1:x/production      5\n' +
        'eni-1                  10.0.0.1\n' +
        '  -                                      12\n',
    );
  });

  it('gives each column a line of its own when two are too much, and cuts texts longer than a line', async () => {
    expect(await rendered(table, wide, [row], { width: 20, header: false })).toBe(
      'eni-0123456789abc…\n  2001:db8:85a3:8d3:1319:8a2e:370:7348\n  arn:aws:ecs:eu-we…\n  5\n',
    );
  });

  it('takes a text for an address when it is one', async () => {
    const text = await rendered(table, { a: 'text', b: 'text' }, [[row[1] ?? null, 'x'.repeat(40)]], { width: 50 });
    expect(text.split('\n')[2]).toBe('2001:db8:85a3:8d3:1319:8a2e:370:7348  xxxxxxxxxxx…');
  });

  it('shortens nothing when all fits, or when it is no terminal', async () => {
    for (const width of [200, null]) expect(await rendered(table, wide, [row], { width })).not.toContain('…');
  });

  it('counts the columns of wide characters', async () => {
    const text = await rendered(
      table,
      { a: 'text', b: 'count' },
      [
        ['日本語テキスト', 1],
        ['abc', 22],
      ],
      { header: false },
    );
    expect(text).toBe('日本語テキスト   1\nabc             22\n');
    const cut = await rendered(
      table,
      { a: 'text', b: 'count' },
      [
        ['日本語テキスト', 1],
        ['😀😀😀😀😀😀', 22],
      ],
      {
        header: false,
        width: 13,
      },
    );
    expect(cut).toBe('日本語テ…   1\n😀😀😀😀…  22\n');
  });
});

describe('a table of hostile values', () => {
  it('cuts a cell longer than any field, so that it takes neither the page nor the time', async () => {
    const text = await rendered(
      table,
      { a: 'text' },
      [['x'.repeat(1001)], [`${'x'.repeat(998)}😀x`], ['y'.repeat(1000)]],
      {
        header: false,
      },
    );
    expect(text).toBe(`${'x'.repeat(999)}…\n${'x'.repeat(998)}…\n${'y'.repeat(1000)}\n`);
    const begin = performance.now();
    await rendered(table, { a: 'text' }, [['日本😀'.repeat(200_000)]], { width: 80 });
    expect(performance.now() - begin).toBeLessThan(5000);
  });

  it('sends no control character to the terminal', async () => {
    const cell = fc.string({ unit: 'binary', maxLength: 12 });
    const width = fc.option(fc.integer({ min: 1, max: 40 }));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 3 }), cell, width, async (texts, name, columns) => {
        const text = await rendered(table, { [`n${name}`]: 'text', action: 'action' }, texts, { width: columns });
        expect(text).not.toMatch(/[^\n\P{Cc}]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        const rule = texts.length === 0 ? 0 : 1;
        const lines = [1, 2].map((each) => each * (texts.length + 1) + rule);
        expect(lines).toContain(text.split('\n').length - 1);
      }),
    );
  });
});
