/** The collected cases of real logs: what must come out is worked out by hand in their expected.json. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { outputFormats } from '../../src/options/output.ts';
import { answered } from './typing.ts';

const root = fileURLToPath(new URL('../fixtures/cases', import.meta.url));

type Expected = Readonly<Record<string, number | string | null>>;

const cases = readdirSync(root).map((name): [string, string, Expected] => {
  const { expected } = JSON.parse(readFileSync(`${root}/${name}/expected.json`, 'utf8')) as { expected: Expected };
  return [name, `${root}/${name}/in`, expected];
});

const folder = (name: string) => cases.find(([id]) => id.startsWith(name))?.[1] ?? '';

/** Numbers of more than 2^53 are compared by their digits. */
const digits = (text: string, key: string) => new RegExp(`"${key}": ([^,\n]*)`).exec(text)?.[1];

const counted = ['accept', 'reject', 'bytes', 'packets', 'bad_lines', 'nodata', 'skipdata'];

async function csv(...args: string[]): Promise<string[][]> {
  const { out } = await answered([...args, '--csv', '--no-header']);
  return out
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split(','));
}

const total = (name: string, ...args: string[]) =>
  csv('sql', 'SELECT count(*), sum(bytes) FROM flow', folder(name), ...args);

describe('inspect', () => {
  it.each(cases)('%s has the numbers that it must have', async (_, path, expected) => {
    const { out } = await answered(['inspect', '--json', path]);
    for (const key of counted) {
      const text = /"bytes": \d+/.exec(readFileSync(`${path}/../expected.json`, 'utf8'))?.[0];
      if (!(key in expected)) continue;
      const exact = key === 'bytes' && text ? text.slice('"bytes": '.length) : String(expected[key]);
      expect(`${key} ${digits(out, key)}`).toBe(`${key} ${exact}`);
    }
    const records = expected.records_all ?? (expected.records as number | undefined);
    if (records !== undefined) expect(digits(out, 'records')).toBe(String(records));
  });

  it('P09: names the damaged file, counts its whole lines, and exits with 6', async () => {
    const { out, code } = await answered(['inspect', '--json', folder('P09')]);
    expect(JSON.parse(out)).toMatchObject({ records: 2396, bytes: 5261820 });
    expect(out).toContain('cut.log.gz');
    expect(code).toBe(6);
  });

  it('F02, P25: counts other files', async () => {
    expect(JSON.parse((await answered(['inspect', '--json', folder('F02')])).out)).toMatchObject({ other_files: 3 });
    expect(JSON.parse((await answered(['inspect', '--json', folder('P25')])).out)).toMatchObject({ other_files: 1 });
  });
});

describe('a question', () => {
  it('F02, P10, S01: warns of other files, of an empty gzip file, of lost records; each warning once', async () => {
    expect((await answered(['top-accepts', folder('F02')])).err).toMatch(/^warning: .*README\.txt.*not a flow log$/m);
    expect((await answered(['top-accepts', folder('P10')])).err).toMatch(/^warning: .*zero\.log\.gz: is no gzip file/m);
    const { err, code } = await answered(['top-accepts', folder('S01')]);
    expect(err.match(/SKIPDATA/g)).toHaveLength(1);
    expect(code).toBe(0);
  });

  it('P16, P17: keeps every digit in every format', async () => {
    for (const [name, sum] of [
      ['P16', '18014398509481987'],
      ['P17', '18446744073709551614'],
    ] as const) {
      for (const format of ['csv', 'tsv', 'json', 'ndjson']) {
        expect((await answered(['top-accepts', '-o', format, folder(name)])).out, format).toContain(sum);
      }
      const grouped = BigInt(sum).toLocaleString('en-US');
      for (const format of ['table', 'markdown']) {
        expect((await answered(['top-accepts', '-o', format, '--bytes', 'raw', folder(name)])).out).toContain(grouped);
      }
    }
  });

  it.each([
    ['P16', 18014398509481987n, 9007199254740993n],
    ['P17', 18446744073709551614n, 9223372036854775807n],
  ])('%s: keeps every digit whatever is asked, in every format', async (name, sum, single) => {
    const questions: [string[], bigint][] = [
      [['top', '--by', 'protocol', '--sort', 'bytes'], sum],
      [['sql', 'SELECT sum(bytes) AS bytes FROM flow'], sum],
      [['inspect'], sum],
      [['search'], single],
      [['day', '2024-08-08'], single],
    ];
    for (const [question, bytes] of questions) {
      for (const format of outputFormats) {
        const { out } = await answered([...question, '-o', format, '--bytes', 'raw', folder(name)]);
        const grouped = format === 'table' || format === 'markdown';
        expect(out, `${question[0]} ${format}`).toContain(grouped ? bytes.toLocaleString('en-US') : String(bytes));
      }
    }
  });

  it('P23: that needs bytes names the field and the version that brought it', async () => {
    await expect(answered(['top', '--by', 'srcaddr', '--sort', 'bytes', folder('P23')])).rejects.toMatchObject({
      message: 'bytes is not recorded in these logs',
      hint: expect.stringContaining('since version 2'),
      exitCode: 1,
    });
  });

  it('P23: shows what was not recorded as missing, not as 0', async () => {
    expect(await csv('top', '--by', 'srcaddr', folder('P23'))).toEqual([
      [expect.any(String), '1', '', '', '', '', '1', '1'],
    ]);
  });

  it('T01: puts a record into the day of its start', async () => {
    const days = { '2024-08-07': ['3', '11'], '2024-08-08': ['2', '20'], '2024-08-09': ['1', '32'] };
    for (const [day, expected] of Object.entries(days)) {
      expect(await total('T01', '--date', day)).toEqual([expected]);
      const rows = await csv('day', day, folder('T01'));
      expect(rows).toHaveLength(Number(expected[0]));
      expect(rows.reduce((sum, row) => sum + Number(row[9]), 0)).toBe(Number(expected[1]));
      const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
      expect(await total('T01', '--since', day, '--until', next)).toEqual([expected]);
    }
    expect(await total('T01')).toEqual([['6', '63']]);
  });

  it('T05: takes a window that is half open', async () => {
    const rows = await csv('search', folder('T05'));
    expect(rows).toHaveLength(6);
    const midnight = Math.floor(Number(rows[0]?.[10]) / 3600) * 3600;
    expect(await total('T05', '--since', String(midnight + 600), '--until', String(midnight + 1800))).toEqual([
      ['2', '6'],
    ]);
    expect(await total('T05', '--since', String(midnight), '--until', String(midnight + 3600))).toEqual([['6', '63']]);
  });

  it('S04: ranks by the original addresses on request', async () => {
    const rows = await csv('top', '--by', 'srcaddr', '--sort', 'bytes', folder('S04'));
    expect(rows.map(([address, , , bytes]) => [address, bytes])).toEqual([
      ['10.0.1.5', '1400'],
      ['10.0.0.220', '1000'],
      ['203.0.113.5', '600'],
    ]);
    const own = ['--addr', '203.0.113.5', '--interface-id', '!eni-0a9'];
    const talk = await csv('top', '--by', 'pkt_srcaddr,pkt_dstaddr', '--sort', 'bytes', ...own, folder('S04'));
    expect(talk.map(([from, to, , , bytes]) => [from, to, bytes])).toEqual([
      ['10.0.1.5', '203.0.113.5', '700'],
      ['203.0.113.5', '10.0.1.5', '300'],
    ]);
  });

  it('S06: groups by protocol, NODATA in none', async () => {
    const rows = await csv('top', '--by', 'protocol', '--sort', 'bytes', folder('S06'));
    expect(Object.fromEntries(rows.map(([protocol, , , bytes]) => [protocol, Number(bytes)]))).toEqual({
      1: 1,
      58: 2,
      17: 4,
      47: 8,
      50: 16,
      6: 32,
      0: 64,
      255: 128,
    });
  });

  it('S06: has no port of protocols without ports, and port 0 of TCP', async () => {
    const rows = await csv('top', '--by', 'dstport', folder('S06'));
    // hopopt 64, icmp 1, ipv6-icmp 2, gre 8, esp 16 and 255 with 128 bytes; tcp; udp.
    expect(rows.map(([port, flows, , bytes]) => [port, flows, bytes])).toEqual([
      ['', '6', '219'],
      ['0', '1', '32'],
      ['443', '1', '4'],
    ]);
  });

  it('S02: counts a file and its copy, since it cannot know', async () => {
    expect(await total('S02')).toEqual([['2', '20']]);
  });

  it('S08: keeps the leading zero of an account, and a missing interface missing', async () => {
    const accounts = await csv('top', '--by', 'account_id', '-n', '0', folder('S08'));
    expect(accounts.map(([account]) => account).sort()).toEqual(['064076352821', '111122223333', 'unknown']);
    const rows = await csv('search', folder('S08'));
    expect(rows.some((row) => row[2] === '')).toBe(true);
    expect(rows.some((row) => row[2] === '-')).toBe(false);
  });
});
