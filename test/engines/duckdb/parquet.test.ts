import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Session } from '../../../src/engines/duckdb/session.ts';
import type { Condition } from '../../../src/filter.ts';
import type { LogFile } from '../../../src/logs/plan.ts';
import { identifier, type Sql, sql } from '../../../src/sql.ts';
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
} from './logs.ts';

/** Writes a Parquet file of the rows of a SELECT. */
async function parquet(select: Sql, name = 'a.parquet'): Promise<LogFile> {
  const path = join(temporaryFolder(), name);
  const session = await Session.open({ temporaryFolder: temporaryFolder(), tables: 'memory' });
  await session.run(sql`COPY (${select}) TO ${path} (FORMAT parquet)`);
  await session.close();
  return logFile(path);
}

const status = identifier('log-status');

/** Records as AWS writes them to Parquet: (srcaddr, dstport, bytes, start, action, log-status). */
function awsRecords(...rows: readonly Sql[]): Sql {
  const values = rows.reduce((all, row) => sql`${all}, ${row}`);
  return sql`SELECT 2::INTEGER AS version, col0 AS srcaddr, col1::INTEGER AS dstport, col2::BIGINT AS bytes,
    10::BIGINT AS packets, col3::BIGINT AS "start", col3::BIGINT + 60 AS "end", col4 AS action, col5 AS ${status}
    FROM (VALUES ${values})`;
}

const good = sql`('10.0.0.5', 443, 840, ${t0}, 'REJECT', 'OK')`;

describe('Parquet files', () => {
  it('are counted as text is', async () => {
    const file = await parquet(
      awsRecords(
        good,
        sql`('10.0.0.6', 22, 60, ${t0 + 1}, 'ACCEPT', 'OK')`,
        sql`('-', NULL, NULL, ${t0 - 9}, '-', 'NODATA')`,
        sql`('-', NULL, NULL, ${t0 + 9}, NULL, 'SKIPDATA')`,
      ),
    );
    expect(await engine([file]).inspect({}, [])).toEqual([
      {
        file: 'a.parquet',
        formats: [
          {
            container: 'parquet',
            fields: ['version', 'srcaddr', 'dstport', 'bytes', 'packets', 'start', 'end', 'action', 'log_status'],
            records: 4,
          },
        ],
        other: false,
        damaged: false,
        ...{ lines: 4, headers: 0, records: 4, badLines: 0, ok: 2, nodata: 1, skipdata: 1, accept: 1, reject: 1 },
        ...{ bytes: 900n, packets: 20n, first: t0 - 9, last: t0 + 69, matched: 2, problems: [] },
      },
    ]);
  });

  it('answer questions as text does', async () => {
    const file = await parquet(awsRecords(good, good, sql`('10.0.0.6', 22, 60, ${t0}, 'ACCEPT', 'OK')`));
    expect(await rowsOf(engine([file]).run({ question: rejects, ...everything }))).toEqual([
      ['10.0.0.5', 2n, 20n, 1680n, new Date(t0 * 1000), new Date((t0 + 60) * 1000)],
    ]);
    const question = records('srcaddr', 'start', 'start_time', 'flows', 'vpc_id');
    expect(await rowsOf(engine([file]).run({ question, ...everything }))).toHaveLength(3);
  });

  it('go into one flow with text, and with Parquet of other columns, orders and types', async () => {
    const drifted = sql`SELECT 'OK' AS log_status, 'REJECT' AS action, '840' AS bytes, 10.0::DOUBLE AS packets, '10.0.0.5' AS sourceaddress,
      to_timestamp(${t0})::TIMESTAMP AS "start", ${t0 + 60}::DOUBLE AS "end", 'x' AS "New-Field"`;
    const logs = [
      await parquet(awsRecords(good)),
      await parquet(drifted, 'b.parquet'),
      ...files({ 'c.log': log([{ action: 'REJECT' }]) }),
    ];
    expect(await rowsOf(engine(logs).run({ question: rejects, ...everything }))).toEqual([
      ['10.0.0.5', 3n, 30n, 2520n, new Date(t0 * 1000), new Date((t0 + 60) * 1000)],
    ]);
    expect(await rowsOf(engine(logs).run({ question: records('new_field'), ...everything }))).toEqual([
      ['x'],
      [null],
      [null],
    ]);
    expect(await engine(logs).recorded({})).toContain('new_field');
  });

  it('take the spellings of one address for one, also beside text', async () => {
    const logs = [
      await parquet(
        awsRecords(
          sql`('2001:DB8:0::1', 1, 1, ${t0}, 'ACCEPT', 'OK')`,
          sql`('::ffff:10.0.0.5', 1, 2, ${t0}, 'ACCEPT', 'OK')`,
        ),
      ),
      ...files({
        'c.log': log([
          { srcaddr: '2001:db8::1', bytes: 4 },
          { srcaddr: '10.0.0.5', bytes: 8 },
        ]),
      }),
    ];
    expect(await rowsOf(engine(logs).run({ question: totals('srcaddr'), ...everything }))).toEqual([
      ['10.0.0.5', 2n, 10n],
      ['2001:db8::1', 2n, 5n],
    ]);
  });

  it('count bad values as bad lines, with the row and the reason, and leave them out', async () => {
    const bad = [
      sql`('10.0.0.5', 65536, 1, ${t0}, 'ACCEPT', 'OK')`,
      sql`('10.0.0.5', 443, -1, ${t0}, 'ACCEPT', 'OK')`,
      sql`('10.0.0.5', 443, 1, ${t0}, 'SUCCESS', 'OK')`,
      sql`('10.0.0.5', 443, 1, ${t0}, 'ACCEPT', '-')`,
      sql`('10.0.0.5', 443, 1, NULL, 'ACCEPT', 'OK')`,
    ];
    const file = await parquet(awsRecords(good, ...bad));
    const [report] = await engine([file]).inspect({}, []);
    expect(report).toMatchObject({ lines: 6, records: 1, badLines: 5, ok: 1, bytes: 840n, matched: 1 });
    expect(report?.problems.map(({ line, problem }) => [line, problem])).toEqual([
      [2, 'dstport 65536 is over 65535'],
      [3, 'bytes "-1" is not a whole number'],
      [4, 'action "SUCCESS" is neither ACCEPT nor REJECT'],
      [5, 'log_status is missing'],
      [6, 'start is missing'],
    ]);
    expect(await rowsOf(engine([file]).run({ question: totals(), ...everything }))).toEqual([[1n, 840n]]);
  });

  it('count bad values in columns of text and of doubles', async () => {
    const file = await parquet(sql`SELECT srcaddr, dstport, bytes::DOUBLE AS bytes, 'OK' AS log_status FROM (VALUES
      ('a', '443', 1), ('b', '-', NULL), ('c', '', 'NaN'::DOUBLE), ('d', 'https', 1), ('e', '443', 1.5), ('f', '99999999999999999999999', 1), ('g', '007', 3)) AS t (srcaddr, dstport, bytes)`);
    const [report] = await engine([file]).inspect({}, []);
    expect(report).toMatchObject({ records: 4, badLines: 3, bytes: 4n });
    const rows = await rowsOf(engine([file]).run({ question: totals('srcaddr', 'dstport'), ...everything }));
    expect(rows).toEqual([
      ['a', '443', 1n, 1n],
      ['b', null, 1n, null],
      ['c', null, 1n, null],
      ['g', '7', 1n, 3n],
    ]);
  });

  it('list the first twenty bad records and count the others', async () => {
    const file = await parquet(sql`SELECT 'x' AS srcaddr, 'y' AS dstaddr, 70000 AS srcport FROM range(50)`);
    const [report] = await engine([file]).inspect({}, []);
    expect(report?.badLines).toBe(50);
    expect(report?.problems).toHaveLength(21);
    expect(report?.problems.at(-1)).toEqual({ file: 'a.parquet', line: null, problem: 'and 30 more bad records' });
  });

  it('are filtered by window and conditions', async () => {
    const condition: Condition = {
      is: 'address',
      option: '--src',
      on: ['srcaddr'],
      not: true,
      ranges: [{ family: 4, first: 0x0a000006n, last: 0x0a000006n }],
    };
    const file = await parquet(
      awsRecords(
        good,
        sql`('10.0.0.5', 443, 1, ${t0 + 60}, 'REJECT', 'OK')`,
        sql`('10.0.0.6', 443, 1, ${t0}, 'REJECT', 'OK')`,
      ),
    );
    const asked = { window: { from: new Date(t0 * 1000), to: new Date((t0 + 60) * 1000) }, conditions: [condition] };
    const result = await engine([file]).run({ question: totals('srcaddr'), ...asked });
    expect(await rowsOf(result)).toEqual([['10.0.0.5', 1n, 840n]]);
    expect(result.coverage()).toMatchObject({ flows: 1, records: 3 });
  });

  it('without a row are no failure', async () => {
    const file = await parquet(sql`${awsRecords(good)} LIMIT 0`);
    const result = await engine([file]).run({ question: rejects, ...everything });
    expect(await rowsOf(result)).toEqual([]);
    expect(result.coverage()).toMatchObject({ files: 1, records: 0, problems: [] });
  });

  it('of other things do no harm and are named', async () => {
    const logs = [
      await parquet(sql`SELECT 1 AS id, 'x' AS type, [1] AS list, {'action': 1} AS nested`),
      ...files({ 'c.log': log([{}]) }),
    ];
    const result = await engine(logs).run({ question: totals('action'), ...everything });
    expect(await rowsOf(result)).toEqual([['ACCEPT', 1n, 840n]]);
    expect(result.coverage()).toMatchObject({ files: 1, otherFiles: 1 });
    expect(result.coverage().problems).toEqual([
      { file: 'a.parquet', line: null, problem: 'is not a flow log: its columns are id, type, list, nested' },
    ]);
  });

  it('that are damaged, in the footer or in a page, are named while the others count', async () => {
    const select = awsRecords(good);
    const sound = await parquet(select, 'sound.parquet');
    const cut = await parquet(select, 'cut.parquet');
    truncateSync(cut.path, 300);
    const spoilt = await parquet(select, 'spoilt.parquet');
    const bytes = readFileSync(spoilt.path);
    writeFileSync(spoilt.path, bytes.fill(0xff, 4, 60));
    const result = await engine([cut, sound, spoilt]).run({ question: totals('srcaddr'), ...everything });
    expect(await rowsOf(result)).toEqual([['10.0.0.5', 1n, 840n]]);
    expect(result.coverage()).toMatchObject({ files: 3, damagedFiles: 2, records: 1 });
    expect(result.coverage().problems.map(({ file }) => file)).toEqual(['cut.parquet', 'spoilt.parquet']);
    for (const { problem } of result.coverage().problems) expect(problem).toMatch(/^is a damaged Parquet file: /);
  });

  it('have names that are no patterns', async () => {
    const odd = await parquet(awsRecords(good), "it's [1]*?{a}.parquet");
    expect(await rowsOf(engine([odd]).run({ question: totals('srcaddr'), ...everything }))).toHaveLength(1);
    expect(await rowsOf(engine([odd]).select('SELECT srcaddr FROM flow', everything))).toEqual([['10.0.0.5']]);
  });
});
