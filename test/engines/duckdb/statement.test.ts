import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseRange } from '../../../src/address.ts';
import { loadDuckDB } from '../../../src/engines/duckdb/binding.ts';
import { Prepared } from '../../../src/engines/duckdb/prepared.ts';
import { Session } from '../../../src/engines/duckdb/session.ts';
import type { Request } from '../../../src/engines/engine.ts';
import type { Condition } from '../../../src/filter.ts';
import type { LogFile } from '../../../src/logs/plan.ts';
import type { Row } from '../../../src/result.ts';
import {
  engine,
  everything,
  files,
  log,
  logFile,
  records,
  rejects,
  rowsOf,
  t0,
  temporaryFolder,
  totals,
  v2,
} from './logs.ts';

/** Runs the text as the duckdb shell does: all its statements, of which the last one has the rows. */
async function pasted(text: string, { question }: Request): Promise<Row[]> {
  const session = await Session.open({ temporaryFolder: temporaryFolder(), tables: 'memory' });
  onTestFinished(() => session.close());
  const native = loadDuckDB();
  const { extracted_statements: all, statement_count: count } = await native.extract_statements(
    session.connection,
    text,
  );
  for (let i = 0; i < count - 1; i++) {
    await native.execute_prepared(await native.prepare_extracted_statement(session.connection, all, i));
  }
  const last = text.slice(text.indexOf('WITH flow AS'));
  const prepared = await Prepared.of(session, last.replace(/;$/, ''));
  const rows: Row[] = [];
  for await (const batch of await prepared.run(question.columns.map(({ kind }) => kind))) rows.push(...batch);
  return rows;
}

/** The statement and the engine must give the same rows. Returns them. */
async function same(logs: readonly LogFile[], request: Request): Promise<Row[]> {
  const ours = await rowsOf(engine(logs).run(request));
  expect(await pasted(await engine(logs).statement(request), request)).toEqual(ours);
  return ours;
}

const v5 = `${v2} vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr`;

describe('the statement gives the rows of the engine', () => {
  it('for text and gzip, whatever the names say, with header lines anywhere and fields in any order', async () => {
    const logs = files({
      'a.log': log([{ action: 'REJECT' }]) + log([{ action: 'REJECT', bytes: 7 }]),
      'plain.gz': log([{ action: 'REJECT', bytes: 11 }]),
      'packed.log': gzipSync(log([{ action: 'REJECT', srcaddr: '192.0.2.9' }])),
      'year=2024/b.log': log([{ action: 'REJECT', bytes: 100, 'vpc-id': 'vpc-1' }], v5.split(' ').reverse().join(' ')),
    });
    const rows = await same(logs, { question: rejects, ...everything });
    expect(rows.map(([address, flows]) => [address, flows])).toEqual([
      ['10.0.0.5', 4n],
      ['192.0.2.9', 1n],
    ]);
  });

  it('without header lines, and for CSV with quotes', async () => {
    const csv = `${v2.replaceAll(' ', ',').replaceAll('-', '_')}\n2,111122223333,eni-0a1,"2001:DB8::1",198.51.100.7,,443,6,10,840,${t0},${t0 + 60},REJECT,OK\n`;
    const logs = files({
      'bare.log': log([{ action: 'REJECT' }])
        .split('\n')
        .slice(1)
        .join('\n'),
      'athena.csv': csv,
    });
    const rows = await same(logs, { question: rejects, ...everything });
    expect(rows.map(([address]) => address)).toEqual(['10.0.0.5', '2001:db8::1']);
  });

  it('for spellings of addresses, missing values and bad lines', async () => {
    const logs = files({
      'a.log': `${log([{ srcaddr: '2001:DB8:0::1', bytes: '-' }, { srcaddr: '::ffff:10.0.0.5' }, { bytes: '-5' }, { bytes: '1.5' }, { srcport: 65536 }, { protocol: 'tcp' }, { action: 'DENY' }, { start: '-' }, { 'log-status': '-' }, { 'log-status': 'NODATA', start: '-' }])}too few fields\n`,
    });
    const rows = await same(logs, { question: totals('srcaddr'), ...everything });
    expect(rows).toEqual([
      ['10.0.0.5', 1n, 840n],
      ['2001:db8::1', 1n, null],
    ]);
  });

  it('for records, with the window in seconds and in milliseconds', async () => {
    const logs = files({
      'a.log': log([
        { start: t0 },
        { start: t0 - 1 },
        { start: t0 * 1000 + 1 },
        { start: t0 * 1000 - 1 },
        { start: t0 + 60 },
      ]),
    });
    const window = { from: new Date(t0 * 1000), to: new Date((t0 + 60) * 1000) };
    const rows = await same(logs, { question: records('start', 'start_time', 'bytes'), window, conditions: [] });
    expect(rows.map(([start]) => start)).toEqual([String(t0), String(t0 * 1000 + 1)]);
  });

  it('for layouts of text fields alone, whose header line has nothing that is no number', async () => {
    const logs = files({ 'a.log': log([{}, {}], 'interface-id srcaddr dstaddr vpc-id') });
    expect(await same(logs, { question: totals('interface_id'), ...everything })).toEqual([['eni-0a1', 2n, null]]);
  });

  const range = (text: string) => parseRange(text) ?? { family: 4 as const, first: 0n, last: 0n };
  const conditions: readonly (readonly [string, Condition])[] = [
    ['a CIDR block', { is: 'address', option: '--src', on: ['srcaddr'], not: false, ranges: [range('10.0.0.0/8')] }],
    ['no such block', { is: 'address', option: '--src', on: ['srcaddr'], not: true, ranges: [range('10.0.0.0/8')] }],
    [
      'an IPv6 block or an address',
      {
        is: 'address',
        option: '--addr',
        on: ['srcaddr', 'dstaddr'],
        not: false,
        ranges: [range('2001:db8::/32'), range('192.0.2.1')],
      },
    ],
    [
      'neither of them',
      {
        is: 'address',
        option: '--addr',
        on: ['srcaddr', 'dstaddr'],
        not: true,
        ranges: [range('2001:db8::/32'), range('192.0.2.1')],
      },
    ],
    [
      'ports',
      {
        is: 'number',
        option: '--port',
        on: ['srcport', 'dstport'],
        not: false,
        ranges: [
          { first: 22n, last: 22n },
          { first: 8000n, last: 9000n },
        ],
      },
    ],
    [
      'other ports',
      { is: 'number', option: '--port', on: ['srcport', 'dstport'], not: true, ranges: [{ first: 22n, last: 22n }] },
    ],
    ['words', { is: 'text', option: '--interface-id', on: ['interface_id'], not: false, values: ["eni-'1", 'eni-2'] }],
    ['other words', { is: 'text', option: '--interface-id', on: ['interface_id'], not: true, values: ["eni-'1"] }],
  ];
  it.each(conditions)('for a condition on %s', async (_, condition) => {
    const logs = files({
      'a.log': log([
        { srcaddr: '10.1.2.3', srcport: 22 },
        { srcaddr: '11.1.2.3', dstport: 8080, 'interface-id': "eni-'1" },
        { srcaddr: '2001:DB8::1', dstport: '-', srcport: '-' },
        { srcaddr: '::ffff:10.9.9.9', 'interface-id': 'eni-2' },
        { srcaddr: '-', dstaddr: '192.0.2.1', 'interface-id': '-' },
        { srcaddr: 'nowhere', dstport: 9001 },
      ]),
    });
    const rows = await same(logs, { question: totals('srcaddr'), window: {}, conditions: [condition] });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.length).toBeLessThan(6);
  });

  it('for the cases that text files can show', async () => {
    const folder = fileURLToPath(new URL('../../fixtures/cases', import.meta.url));
    for (const name of [
      'P01-header-first-and-middle',
      'P02-two-orders-one-folder',
      'P04-crlf',
      'P16-over-2-53',
      'P19-bad-numbers',
      'S01-nodata-skipdata',
    ]) {
      const inputs = readdirSync(`${folder}/${name}/in`).map((file) => logFile(`${folder}/${name}/in/${file}`));
      expect(await same(inputs, { question: totals('action', 'srcaddr'), ...everything }), name).not.toEqual([]);
    }
  });
});

describe('the statement', () => {
  it('holds the question word for word, and only the columns that it names', async () => {
    const text = await engine(files({ 'a.log': log([{}]) })).statement({ question: rejects, ...everything });
    expect(text.endsWith(`\n${rejects.sql.text};`)).toBe(true);
    expect(text).not.toContain('vpc_id');
  });

  it('names the files that DuckDB cannot read', async () => {
    const logs = files({
      'twice.gz': gzipSync(gzipSync(log([{}]))),
      'export\n; DROP TABLE x; --.gz': gzipSync(`2024-08-08T01:00:00.000Z ${log([{}]).split('\n')[1]}\n`),
      'a.log': log([{ action: 'REJECT' }]),
    });
    const text = await engine(logs).statement({ question: rejects, ...everything });
    const remark = text.split('\n').find((line) => line.startsWith('-- not in this statement'));
    expect(remark).toContain('twice.gz (text), export?; DROP TABLE x; --.gz (cloudwatch-export)');
    expect(await pasted(text, { question: rejects, ...everything })).toHaveLength(1);
  });

  it('gives no rows where there are no logs', async () => {
    const text = await engine([]).statement({ question: rejects, ...everything });
    expect(await pasted(text, { question: rejects, ...everything })).toEqual([]);
  });
});
