import { describe, expect, it } from 'vitest';
import type { FormatOptions } from '../../src/output/format.ts';
import type { Page, Section } from '../../src/output/page.ts';
import { fitted } from '../../src/output/page-columns.ts';
import { pageFormats } from '../../src/output/page-formats.ts';
import { phrase } from '../../src/output/page-phrase.ts';
import { columnsOf, plain } from './render.ts';

const big = 2n ** 64n;

const talkers: Section = {
  name: 'talkers',
  title: 'Top talkers',
  more: 'flowlogs top-talkers',
  columns: columnsOf({ srcaddr: 'address', flows: 'count', bytes: 'bytes', share: 'share' }),
  rows: [
    ['10.0.0.1', 12n, big, 0.75],
    ['10.0.0.2', 3n, 999n, 0.25],
  ],
  spare: ['share'],
};
const ports: Section = {
  name: 'ports',
  title: 'Top ports',
  columns: columnsOf({ dstport: 'port', flows: 'count' }),
  rows: [],
  spare: [],
};
const rejects: Section = {
  name: 'rejects',
  title: 'Top rejects',
  more: 'flowlogs top-rejects',
  columns: columnsOf({ srcaddr: 'address', dstports: 'count' }),
  remark: 'action is not recorded in these logs',
  spare: [],
};
const page: Page = { title: 'VPC flow logs', lines: ['2025-08-14 (UTC)'], sections: [talkers, ports, rejects] };

async function written(
  format: keyof typeof pageFormats,
  what: Page = page,
  options: Partial<FormatOptions> = {},
): Promise<string> {
  let text = '';
  for await (const piece of pageFormats[format](what, { ...plain, ...options })) text += piece;
  return text;
}

describe('a page', () => {
  it('in a terminal is titles with a table each; what is empty or unknown takes one line', async () => {
    expect(await written('table')).toBe(`VPC flow logs
2025-08-14 (UTC)

Top talkers  flowlogs top-talkers
srcaddr   flows    bytes   share
────────  ─────  ───────  ──────
10.0.0.1     12  18.4 EB  75.0 %
10.0.0.2      3    999 B  25.0 %

Top ports: none

Top rejects: action is not recorded in these logs
`);
  });

  it('in Markdown is headings and tables', async () => {
    expect(await written('markdown')).toBe(`# VPC flow logs

2025-08-14 (UTC)

## Top talkers

| srcaddr | flows | bytes | share |
| --- | ---: | ---: | ---: |
| 10.0.0.1 | 12 | 18.4 EB | 75.0 % |
| 10.0.0.2 | 3 | 999 B | 25.0 % |

More: \`flowlogs top-talkers\`

## Top ports

none

## Top rejects

action is not recorded in these logs
`);
  });

  it('in JSON is one object with exact numbers; what is unknown is not there, what is empty is', async () => {
    const text = await written('json');
    expect(text).toBe(`{
"talkers": [
{"srcaddr":"10.0.0.1","flows":12,"bytes":18446744073709551616,"share":0.75},
{"srcaddr":"10.0.0.2","flows":3,"bytes":999,"share":0.25}
],
"ports": []
}
`);
    expect(JSON.parse(text)).toMatchObject({ ports: [] });
    expect(await written('json', { ...page, sections: [] })).toBe('{}\n');
  });

  it('in NDJSON names the section of each object first', async () => {
    expect(await written('ndjson')).toBe(
      '{"section":"talkers","srcaddr":"10.0.0.1","flows":12,"bytes":18446744073709551616,"share":0.75}\n' +
        '{"section":"talkers","srcaddr":"10.0.0.2","flows":3,"bytes":999,"share":0.25}\n',
    );
  });

  it('in CSV is one table with the columns of all sections, also of those that have no rows', async () => {
    const known = { ...rejects, rows: [['=cmd', 7n]] };
    const sections = [talkers, ports, known];
    expect(await written('csv', { ...page, sections }, { csvSafe: true })).toBe(
      'section,srcaddr,flows,bytes,share,dstport,dstports\n' +
        'talkers,10.0.0.1,12,18446744073709551616,0.75,,\n' +
        'talkers,10.0.0.2,3,999,0.25,,\n' +
        "rejects,'=cmd,,,,,7\n",
    );
    expect((await written('csv')).split('\n')[0]).toBe('section,srcaddr,flows,bytes,share,dstport,dstports');
    expect(await written('tsv', page, { header: false })).toBe(
      'talkers\t10.0.0.1\t12\t18446744073709551616\t0.75\t\t\ntalkers\t10.0.0.2\t3\t999\t0.25\t\t\n',
    );
  });

  it('sends nothing to a terminal or a ticket that these would obey', async () => {
    const hostile: Page = {
      title: 'a\x1b[2Jb',
      lines: ['<script>'],
      sections: [
        { ...talkers, columns: columnsOf({ vpc_id: 'text' }), rows: [['\x1b]0;x\x07|<b>']], remark: 'it is `\x07`' },
      ],
    };
    const text = await written('table', hostile);
    expect(text).not.toMatch(/[\x1b\x07]/);
    const markdown = await written('markdown', hostile);
    expect(markdown).not.toMatch(/[\x1b\x07]|(?<!\\)<|(?<!\\)\|<b/);
  });

  it('draws what has a drawing of its own, and keeps the lines of a picture in a ticket', async () => {
    const drawn: Section = { ...talkers, drawn: phrase(), rows: talkers.rows?.slice(0, 1) ?? [] };
    const said = 'srcaddr 10.0.0.1 · 12 flows · 18.4 EB · share 75.0 %\n';
    expect(await written('table', { ...page, sections: [drawn] })).toContain(`flowlogs top-talkers\n${said}`);
    expect(await written('markdown', { ...page, sections: [drawn] })).toContain('| 10.0.0.1 | 12 |');
    const picture = await written('markdown', { ...page, sections: [{ ...drawn, isPicture: true }] });
    expect(picture).toContain(`\`\`\`text\n${said}\`\`\`\n`);
  });
});

describe('the columns that people see', () => {
  const names = (section: Section) => section.columns.map(({ name }) => name);
  const wide: Section = { ...talkers, spare: ['share', 'flows'] };

  it('are all if they fit on a line', () => {
    // 8 + 2 + 5 + 2 + 7 + 2 + 6 characters, as in the table above.
    expect(names(fitted(wide, 32, 'human'))).toEqual(['srcaddr', 'flows', 'bytes', 'share']);
  });

  it('are fewer where they do not, those first that can be spared most', () => {
    expect(names(fitted(wide, 31, 'human'))).toEqual(['srcaddr', 'flows', 'bytes']);
    expect(names(fitted(wide, 10, 'human'))).toEqual(['srcaddr', 'bytes']);
    // 18,446,744,073,709,551,616 has 26 characters.
    expect(names(fitted(wide, 43, 'raw'))).toEqual(['srcaddr', 'flows', 'bytes']);
  });

  it('are without those that can be spared and have no value', () => {
    const rows = [['10.0.0.1', null, 1n, null]];
    expect(names(fitted({ ...wide, rows }, 200, 'human'))).toEqual(['srcaddr', 'bytes']);
  });
});

describe('a phrase', () => {
  const kinds = {
    flows: 'count',
    bad_lines: 'count',
    other_files: 'count',
    bytes: 'bytes',
    first_seen: 'time',
  } as const;
  const said = async (row: readonly (bigint | Date | null)[], options: Partial<FormatOptions> = {}) => {
    async function* batches() {
      yield [row];
    }
    let text = '';
    const rows = { columns: columnsOf(kinds), batches: batches() };
    for await (const piece of phrase(['other_files'])(rows, { ...plain, ...options })) text += piece;
    return text;
  };
  const noon = new Date('2025-08-14T12:00:00Z');

  it('says numbers before what they count, and nothing of what is missing', async () => {
    expect(await said([1n, 0n, 0n, 1500n, null])).toBe('1 flow · 0 bad lines · 1.5 kB\n');
    expect(await said([2000n, 1n, 3n, 1500n, noon], { bytes: 'raw' })).toBe(
      '2,000 flows · 1 bad line · 3 other files · 1,500 bytes\nfirst seen 2025-08-14 12:00:00Z\n',
    );
  });

  it('breaks its lines for narrow terminals', async () => {
    expect(await said([2n, 0n, 0n, 5n, noon], { width: 20 })).toBe(
      '2 flows\n0 bad lines · 5 B\nfirst seen 2025-08-14 12:00:00Z\n',
    );
  });
});
