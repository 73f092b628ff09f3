import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/errors.ts';
import type { Plan } from '../../../src/logs/plan.ts';
import { scan } from '../../../src/logs/scan.ts';
import { engine, everything, files, log, rowsOf, t0, temporaryFolder, v2 } from './logs.ts';

const logs = () =>
  files({
    'a.log': log([
      { dstport: 22, action: 'REJECT' },
      { dstport: 443, bytes: 60 },
      { dstport: 443, srcaddr: '-' },
    ]),
  });

const ask = (text: string) => engine(logs()).select(text, everything);

describe('a SELECT of the user', () => {
  it('runs over flow', async () => {
    const result = await ask(
      'SELECT dstport, count(*) AS n, sum(bytes) AS bytes FROM flow GROUP BY dstport ORDER BY dstport',
    );
    expect(result.columns).toEqual([
      { name: 'dstport', kind: 'port' },
      { name: 'n', kind: 'integer' },
      { name: 'bytes', kind: 'bytes' },
    ]);
    expect(await rowsOf(result)).toEqual([
      [22, 1, 840n],
      [443, 2, 900n],
    ]);
    expect(result.coverage()).toMatchObject({ flows: 3, records: 3 });
  });

  it.each([
    [
      'a CTE, a join of flow with itself, and a comment at the end',
      "WITH r AS (SELECT * FROM flow WHERE action = 'REJECT') SELECT count(*) AS n FROM r JOIN flow f ON f.dstport >= r.dstport; -- done;",
      [[3]],
    ],
    ['FROM first', 'FROM flow SELECT max(dstport) AS p', [[443]]],
    ['a window function', 'SELECT rank() OVER (ORDER BY bytes) AS r FROM flow ORDER BY r', [[1], [2], [2]]],
    ['a subquery', 'SELECT dstport FROM flow WHERE bytes < (SELECT avg(bytes) FROM flow)', [[443]]],
    ['UNION', 'SELECT 1 AS x UNION SELECT dstport FROM flow WHERE dstport = 22 ORDER BY x', [[1], [22]]],
    ['no column of flow', 'SELECT count(*) AS n FROM flow', [[3]]],
    ['no flow', 'SELECT 1 + 1 AS two', [[2]]],
    ['whole division as in Trino', 'SELECT 7 / 2 AS x', [[3]]],
  ])('may have %s', async (_, text, rows) => {
    expect(await rowsOf(ask(text))).toEqual(rows);
  });

  it('reads only the columns that it needs', async () => {
    const plans: Plan[] = [];
    const spy: typeof scan = (of, plan, options) => {
      plans.push(plan);
      return scan(of, plan, options);
    };
    const opened = engine(logs(), { scan: spy });
    await rowsOf(
      opened.select('SELECT dstport, max(start_time) FROM flow GROUP BY 1 HAVING sum(packets) > 0', everything),
    );
    expect(plans.map(({ rows, columns }) => [rows, [...columns].sort()])).toEqual([
      ['records', ['dstport', 'packets', 'start']],
    ]);
  });

  it('has all columns with *, those that the logs lack as NULL', async () => {
    const opened = engine(files({ 'a.log': log([{ 'new-field': 'x' }], `${v2} new-field`) }));
    const result = await opened.select('SELECT * FROM flow', everything);
    const names = result.columns.map(({ name }) => name);
    const [row] = await rowsOf(result);
    const value = (name: string) => row?.[names.indexOf(name)];
    expect([value('srcaddr'), value('vpc_id'), value('flows'), value('start_time'), value('new_field')]).toEqual([
      '10.0.0.5',
      null,
      1n,
      new Date(t0 * 1000),
      'x',
    ]);
    expect(result.coverage().notes).toEqual([]);
  });

  it('is told which of its columns the logs lack', async () => {
    const result = await ask('SELECT vpc_id, srcaddr, tcp_flags FROM flow');
    await rowsOf(result);
    expect(result.coverage().notes).toEqual(['not recorded in these logs, and so NULL: vpc-id tcp-flags']);
  });

  it('applies window and conditions first', async () => {
    const condition = { is: 'text', option: '--action', on: ['action'], not: false, values: ['REJECT'] } as const;
    const result = engine(logs()).select('SELECT dstport FROM flow', { window: {}, conditions: [condition] });
    expect(await rowsOf(result)).toEqual([[22]]);
  });

  it('gets each type as the value that it is, and nested ones as text', async () => {
    const result =
      await ask(`SELECT true AS b, 1::TINYINT AS i1, -2::SMALLINT AS i2, 3::BIGINT AS i8, 170141183460469231731687303715884105727::HUGEINT AS i16,
      1.5::FLOAT AS f4, 0.1 AS d, 1234567890.5::DECIMAL(38, 1) AS wide, 12345678901234567890::DECIMAL(38, 0) AS whole, DATE '2024-08-08' AS day,
      TIMESTAMP '2024-08-08 01:02:03.5' AS t, TIMESTAMP_S '2024-08-08 01:02:03' AS s, TIMESTAMP_MS '2024-08-08 01:02:03.25' AS ms, TIMESTAMP_NS '2024-08-08 01:02:03' AS ns,
      TIMESTAMPTZ '2024-08-08 01:02:03+02' AS tz, 'infinity'::TIMESTAMP AS inf, TIME '01:02:03' AS clock, INTERVAL 90 SECOND AS gap, [1, 2] AS list, {'a': 1} AS s2, '\\xAA'::BLOB AS blob,
      NULL AS nothing, 'x' AS srcport`);
    const [row] = await rowsOf(result);
    const time = (text: string) => new Date(`2024-08-08T${text}Z`);
    expect(row).toEqual([
      ...[true, 1, -2, 3, 170141183460469231731687303715884105727n, 1.5, 0.1, 1234567890.5, 12345678901234567890n],
      ...[
        time('00:00:00'),
        time('01:02:03.5'),
        time('01:02:03'),
        time('01:02:03.25'),
        time('01:02:03'),
        new Date('2024-08-07T23:02:03Z'),
        null,
      ],
      ...['01:02:03', '00:01:30', '[1, 2]', "{'a': 1}", '\\xAA', null, 'x'],
    ]);
    expect(result.columns.map(({ kind }) => kind)).toEqual([
      ...['boolean', 'integer', 'integer', 'integer', 'integer', 'number', 'number', 'number', 'integer'],
      ...[
        'time',
        'time',
        'time',
        'time',
        'time',
        'time',
        'time',
        'text',
        'text',
        'text',
        'text',
        'text',
        'integer',
        'text',
      ],
    ]);
  });

  it('fails with the reason when it fails after many rows', async () => {
    const many = Array.from({ length: 20_000 }, (_, i) => ({ 'interface-id': i === 19_999 ? 'eni-x' : i }));
    const opened = engine(files({ 'a.log': log(many) }));
    const rows = rowsOf(opened.select('SELECT CAST(interface_id AS INTEGER) AS i FROM flow', everything));
    await expect(rows).rejects.toThrow(/DuckDB could not answer: Could not convert string 'eni-x' to INT32/);
  });

  it('is in UTC whatever the machine says', async () => {
    expect(await rowsOf(ask("SELECT to_timestamp(0)::VARCHAR AS t, current_setting('TimeZone') AS zone"))).toEqual([
      ['1970-01-01 00:00:00+00', 'UTC'],
    ]);
  });
});

describe('a text that is not one SELECT', () => {
  it.each([
    ['nothing', '  ', 'there is no statement'],
    ['a comment', '-- SELECT 1', 'there is no statement'],
    ['two statements', 'SELECT 1; DROP VIEW flow', 'has 2 statements'],
    ['a parameter', 'SELECT ?', 'has parameters'],
    ['COPY', "COPY flow TO 'x.csv'", 'the SQL reaches for "'],
    ['COPY to standard output', "COPY (SELECT 1) TO '/dev/stdout'", 'the SQL reaches for "'],
    ['EXPORT', "EXPORT DATABASE 'x'", 'the SQL reaches for "'],
    ...[
      'CREATE TABLE t AS SELECT 1',
      'DROP TABLE flow',
      'INSERT INTO flow (srcaddr) VALUES (1)',
      'DELETE FROM flow',
      "ATTACH 'x.db'",
      'DETACH memory',
      'SET memory_limit = 1',
      'PRAGMA enable_profiling',
      'CALL pragma_version()',
      'INSTALL httpfs',
      'LOAD json',
      'CHECKPOINT',
      'BEGIN',
      'EXPLAIN SELECT 1',
      'EXPLAIN ANALYZE INSERT INTO flow (srcaddr) VALUES (1)',
      'PREPARE p AS SELECT 1',
      'USE memory',
      'VACUUM',
    ].map((text): [string, string, string] => [text, text, 'SELECT']),
  ])('is refused: %s', async (_, text, message) => {
    const asked = ask(text);
    await expect(asked).rejects.toThrow(UsageError);
    await expect(asked).rejects.toThrow(message);
  });

  it('is told what is wrong, where, and what was meant', async () => {
    await expect(ask('SELECT dstport\nFROM flow WHERE AND x')).rejects.toMatchObject({
      exitCode: 2,
      message: 'the SQL is not understood: syntax error at or near "AND"',
      hint: 'line 2, at: AND x',
    });
    await expect(ask('SELECT srcadr FROM flow')).rejects.toMatchObject({
      message: 'the SQL is not understood: Referenced column "srcadr" not found in FROM clause!',
      hint: expect.stringMatching(/^Candidate bindings: .*srcaddr.*; line 1, at: srcadr FROM flow$/),
    });
    await expect(ask('SELECT sum(action) FROM flow')).rejects.toThrow(UsageError);
  });

  it.each([
    ['a table that is not there', "SELECT * FROM 'logs/a.log'", 'the only table is flow; line 1, at: '],
    ['flow, mistyped', 'SELECT * FROM flw', 'Did you mean "flow"?; line 1, at: flw'],
    ['an extension', "SELECT srcaddr::INET <<= '10.0.0.0/8'::INET FROM flow", 'use --src, --dst or --addr'],
    ['end without quotes', 'SELECT end FROM flow', 'end is a word of SQL: write "end"; line 1, at: end FROM flow'],
  ])('is given advice that can be followed: %s', async (_, text, hint) => {
    await expect(ask(text)).rejects.toMatchObject({ exitCode: 2, hint: expect.stringContaining(hint) });
  });
});

describe('a SELECT that reaches for more than flow', () => {
  it.each([
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM read_json('/etc/passwd')",
    "SELECT * FROM read_parquet('/etc/passwd')",
    "SELECT * FROM sniff_csv('/etc/passwd')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM '/etc/passwd.csv'",
    "SELECT * FROM read_parquet('https://example.com/x.parquet')",
    "SELECT * FROM query('COPY flow TO ''x.csv''')",
  ])('is refused: %s', async (text) => {
    await expect(ask(text)).rejects.toThrow(/^the SQL reaches for "|Expected a single SELECT/);
  });

  it('writes no file even through the log of DuckDB', async () => {
    const path = join(temporaryFolder(), 'log');
    const text = `SELECT * FROM enable_logging(storage = 'file', storage_config = {'path': '${path}'})`;
    await rowsOf(ask(text)).catch(() => {});
    expect(existsSync(path)).toBe(false);
  });

  it('can change no setting', async () => {
    const rows = await rowsOf(
      ask(
        "SELECT value FROM duckdb_settings() WHERE name IN ('enable_external_access', 'lock_configuration') ORDER BY name",
      ),
    );
    expect(rows).toEqual([['false'], ['true']]);
  });
});
