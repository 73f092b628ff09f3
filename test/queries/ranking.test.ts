import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rankings } from '../../src/queries/index.ts';
import { recordsQuestion } from '../../src/queries/records.ts';
import { top } from '../../src/queries/top.ts';
import { topAccepts } from '../../src/queries/top-accepts.ts';
import { topRejects } from '../../src/queries/top-rejects.ts';
import type { Question, SortKey } from '../../src/query.ts';

/** A `flow` whose rows stand for several records, as a grouping reader makes them. */
const flow = `CREATE TABLE flow AS SELECT * FROM (VALUES
  ('10.0.0.1', '10.0.1.1', 22,   6,   'REJECT', 2, 4::HUGEINT,    160::HUGEINT,  TIMESTAMP '2025-08-14 10:00:00', TIMESTAMP '2025-08-14 10:01:00'),
  ('10.0.0.1', '10.0.1.1', 23,   6,   'REJECT', 1, 1,             40,            TIMESTAMP '2025-08-14 09:00:00', TIMESTAMP '2025-08-14 09:01:00'),
  ('10.0.0.2', '10.0.1.1', NULL, 6,   'REJECT', 3, 9,             5000,          TIMESTAMP '2025-08-14 11:00:00', TIMESTAMP '2025-08-14 11:01:00'),
  ('10.0.0.3', '10.0.1.1', 22,   6,   'REJECT', 1, NULL,          NULL,          NULL,                            NULL),
  (NULL,       '10.0.1.1', 22,   6,   'REJECT', 1, 1,             1,             NULL,                            NULL),
  ('10.0.0.1', '10.0.1.1', 443,  6,   'ACCEPT', 5, 50,            9223372036854775807, TIMESTAMP '2025-08-14 10:00:00', TIMESTAMP '2025-08-14 10:09:00'),
  ('10.0.0.2', '10.0.1.1', 443,  6,   'ACCEPT', 7, 70,            9223372036854775807, TIMESTAMP '2025-08-14 10:00:00', TIMESTAMP '2025-08-14 10:08:00'),
  ('10.0.0.2', '10.0.1.2', 443,  6,   'ACCEPT', 1, 1,             2,             TIMESTAMP '2025-08-14 10:00:00', TIMESTAMP '2025-08-14 10:07:00')
) AS t (srcaddr, dstaddr, dstport, protocol, action, flows, packets, bytes, start_time, end_time)`;

let instance: DuckDBInstance;
let connection: DuckDBConnection;
let ask: (question: Question) => Promise<Record<string, unknown>[]>;

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
  await connection.run(flow);
  ask = async ({ sql }) => (await connection.runAndReadAll(sql.text)).getRowObjectsJson();
});
afterAll(() => instance.closeSync());

const ranking = (by: readonly string[], sort: SortKey = 'flows', limit = 10) => ({ by, sort, limit });

describe('top-rejects', () => {
  it('adds up the rejected flows of each pair, most first, ties in the order of the addresses', async () => {
    const question = topRejects.ask(ranking(['srcaddr', 'dstaddr']));
    const rows = await ask(question);
    expect(rows.map(({ srcaddr, flows, dstports }) => [srcaddr, flows, dstports])).toEqual([
      ['10.0.0.1', '3', '2'],
      ['10.0.0.2', '3', null],
      ['10.0.0.3', '1', '1'],
      [null, '1', '1'],
    ]);
    expect(rows[0]).toEqual({
      srcaddr: '10.0.0.1',
      dstaddr: '10.0.1.1',
      flows: '3',
      packets: '5',
      bytes: '200',
      dstports: '2',
      first_seen: '2025-08-14 09:00:00',
      last_seen: '2025-08-14 10:01:00',
      share: 3 / 8,
      cumulative_share: 3 / 8,
    });
    expect(rows.map(({ cumulative_share }) => cumulative_share)).toEqual([3 / 8, 6 / 8, 7 / 8, 1]);
    expect(Object.keys(rows[0] ?? {})).toEqual(question.columns.map(({ name }) => name));
    expect(question.needs).toEqual(['action', 'srcaddr', 'dstaddr']);
    expect(question.reads).toEqual(['action', 'srcaddr', 'dstaddr', 'dstport', 'protocol']);
  });

  it('sorts by bytes with what was not recorded last, and then shares bytes', async () => {
    const question = topRejects.ask(ranking(['srcaddr'], 'bytes'));
    const rows = await ask(question);
    expect(rows.map(({ srcaddr, bytes, share }) => [srcaddr, bytes, share])).toEqual([
      ['10.0.0.2', '5000', 5000 / 5201],
      ['10.0.0.1', '200', 200 / 5201],
      [null, '1', 1 / 5201],
      ['10.0.0.3', null, null],
    ]);
    expect(question.needs).toEqual(['action', 'srcaddr', 'bytes']);
  });

  it('does not count the ports that it groups by', async () => {
    const question = topRejects.ask(ranking(['dstport'], 'flows', 1));
    expect(question.columns.map(({ name }) => name)).not.toContain('dstports');
    expect(await ask(question)).toMatchObject([{ dstport: 22, flows: '4', share: 0.5 }]);
  });
});

describe('ports', () => {
  it('are none for protocols without them, whatever port was logged', async () => {
    const records = `(1, 0, 'a'), (50, 0, 'b'), (58, 0, 'b'), (6, 0, 'b'), (17, 53, 'b'), (NULL, 22, 'b')`;
    const flow = `WITH flow AS (SELECT protocol, dstport, srcaddr, 'REJECT' AS action, 1 AS flows, NULL AS packets,
      NULL AS bytes, NULL AS start_time, NULL AS end_time FROM (VALUES ${records}) AS t (protocol, dstport, srcaddr))`;
    const over = async ({ sql }: Question) =>
      (await connection.runAndReadAll(`${flow}\n${sql.text}`)).getRowObjectsJson();
    expect((await over(top.ask(ranking(['dstport'])))).map(({ dstport, flows }) => [dstport, flows])).toEqual([
      [null, '3'],
      [0, '1'],
      [22, '1'],
      [53, '1'],
    ]);
    expect((await over(topRejects.ask(ranking(['srcaddr'])))).map(({ dstports }) => dstports)).toEqual(['3', null]);
  });
});

describe('top-accepts', () => {
  it('adds up bytes beyond 2^63 exactly', async () => {
    const question = topAccepts.ask(ranking(['srcaddr'], 'bytes'));
    const rows = await ask(question);
    expect(rows.map(({ srcaddr, bytes, packets, flows }) => [srcaddr, bytes, packets, flows])).toEqual([
      ['10.0.0.2', '9223372036854775809', '71', '8'],
      ['10.0.0.1', '9223372036854775807', '50', '5'],
    ]);
    expect(Object.keys(rows[0] ?? {})).toEqual(question.columns.map(({ name }) => name));
  });
});

describe('top', () => {
  it('is about both actions', async () => {
    const question = top.ask(ranking(['action'], 'flows', 0));
    const rows = await ask(question);
    expect(rows.map(({ action, flows }) => [action, flows])).toEqual([
      ['ACCEPT', '13'],
      ['REJECT', '8'],
    ]);
    expect(question.needs).toEqual(['action']);
    expect(Object.keys(rows[0] ?? {})).toEqual(question.columns.map(({ name }) => name));
  });
});

describe('every ranking', () => {
  it.each(rankings.map((query) => [query.name, query] as const))('%s is text that both engines read', (_, query) => {
    const { sql, reads, needs } = query.ask(ranking(['srcaddr', 'dstport'], 'packets', 3));
    expect(sql.text).not.toMatch(/count\(\*\)|OFFSET|GROUP BY ALL|::|;/);
    // It fails at times where memory is little, with a million groups: they do not go to disk.
    expect(query.ask(ranking(['srcaddr'])).sql.text).not.toMatch(/DISTINCT/);
    expect(sql.text).toContain('\nLIMIT 3\n');
    expect([...reads, 'packets']).toEqual(expect.arrayContaining([...needs]));
    expect(query.ask(ranking(['srcaddr'], 'flows', 0)).sql.text).not.toContain('LIMIT');
  });
});

describe('records', () => {
  it('are all recorded fields in the order of time, then of all other fields', () => {
    const { sql, columns, reads } = recordsQuestion(['srcaddr', 'start', 'end', 'my "field"'], 5);
    expect(sql.text).toBe(`SELECT "srcaddr", "start", "end", "my ""field"""
FROM flow
ORDER BY "start" NULLS LAST, "end" NULLS LAST, "srcaddr" NULLS LAST, "my ""field""" NULLS LAST
LIMIT 5`);
    expect(columns).toEqual([
      { name: 'srcaddr', kind: 'address' },
      { name: 'start', kind: 'epoch' },
      { name: 'end', kind: 'epoch' },
      { name: 'my "field"', kind: 'text' },
    ]);
    expect(reads).toEqual(['srcaddr', 'start', 'end', 'my "field"']);
  });

  it('have the header of version 2 when nothing is recorded', () => {
    const { columns, sql } = recordsQuestion([], 0);
    expect(columns).toHaveLength(14);
    expect(sql.text).not.toContain('LIMIT');
  });
});
