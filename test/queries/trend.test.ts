import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trend } from '../../src/queries/trend.ts';
import { withoutWhole, withZeros } from '../../src/queries/trend-zeros.ts';
import type { Column, Coverage, Result, Row } from '../../src/result.ts';
import type { Window } from '../../src/window.ts';

/** A `flow` whose rows stand for several records, as a grouping reader makes them. */
const flow = `CREATE TABLE flow AS SELECT * FROM (VALUES
  (TIMESTAMP '2025-08-14 10:00:00', 443, 6,  'ACCEPT', 5, 9223372036854775807),
  (TIMESTAMP '2025-08-14 10:00:00', 443, 6,  'ACCEPT', 1, 9223372036854775807),
  (TIMESTAMP '2025-08-14 10:00:00', 22,  6,  'REJECT', 2, 80),
  (TIMESTAMP '2025-08-14 11:00:00', 53,  17, 'ACCEPT', 2, 100),
  (TIMESTAMP '2025-08-14 11:00:00', 0,   1,  'ACCEPT', 3, 30),
  (TIMESTAMP '2025-08-14 11:00:00', 443, 6,  NULL,     1, NULL),
  (NULL,                            22,  6,  'REJECT', 1, 7)
) AS t (bin, dstport, protocol, action, flows, bytes)`;

let instance: DuckDBInstance;
let connection: DuckDBConnection;
type Asked = Parameters<typeof trend.ask>[0];
const usual: Asked = { bin: undefined, by: undefined, limit: 5, measure: 'flows' };
const ask = async (asked: Partial<Asked> = {}) => {
  const { sql, columns } = trend.ask({ ...usual, ...asked });
  const rows = (await connection.runAndReadAll(sql.text)).getRowsJson();
  return { rows, columns: columns.map(({ name }) => name) };
};

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
  await connection.run(flow);
});
afterAll(() => instance.closeSync());

describe('a trend', () => {
  it('adds up each bin by action, exactly beyond 2^63, with what is in no bin last', async () => {
    const { rows, columns } = await ask();
    expect(columns.join(' ')).toBe('time flows accepted rejected bytes accepted_bytes rejected_bytes');
    // 2 × (2^63 − 1) = 18446744073709551614, and 80. The flow without an action counts in flows only.
    expect(rows).toEqual([
      ['2025-08-14 10:00:00', '8', '6', '2', '18446744073709551694', '18446744073709551614', '80'],
      ['2025-08-14 11:00:00', '6', '5', '0', '130', '130', '0'],
      [null, '1', '0', '1', '7', '0', '7'],
    ]);
  });

  it('has a line for each of the values with most, and one for all others', async () => {
    // 443: 7 flows, 22: 3, none (ICMP): 3, 53: 2. A value comes before none.
    const { rows, columns } = await ask({ by: ['dstport'], limit: 2 });
    expect(columns.slice(0, 4)).toEqual(['time', 'line', 'dstport', 'flows']);
    expect(rows.map((row) => row.slice(0, 6))).toEqual([
      ['2025-08-14 10:00:00', '0', null, '8', '6', '2'],
      ['2025-08-14 11:00:00', '0', null, '6', '5', '0'],
      [null, '0', null, '1', '0', '1'],
      ['2025-08-14 10:00:00', '1', 443, '6', '6', '0'],
      ['2025-08-14 11:00:00', '1', 443, '1', null, null],
      ['2025-08-14 10:00:00', '2', 22, '2', '0', '2'],
      [null, '2', 22, '1', '0', '1'],
      ['2025-08-14 11:00:00', null, null, '5', '5', '0'],
    ]);
  });

  it('gives flows without a value a line of their own, apart from all others', async () => {
    const { rows } = await ask({ by: ['dstport'], limit: 3 });
    const last = rows.slice(-2).map((row) => row.slice(0, 4));
    expect(last).toEqual([
      ['2025-08-14 11:00:00', '3', null, '3'],
      ['2025-08-14 11:00:00', null, null, '2'],
    ]);
  });

  it('ranks its lines by bytes on request, and needs them then', async () => {
    const { rows } = await ask({ by: ['dstport'], limit: 2, measure: 'bytes' });
    expect([...new Set(rows.map((row) => row[2]))]).toEqual([null, 443, 53]);
    expect(trend.ask({ ...usual, measure: 'bytes' }).needs).toEqual(['start', 'bytes']);
    expect(trend.ask(usual).needs).toEqual(['start']);
  });

  it('can be split by the action that it counts, and by several fields', async () => {
    const { rows } = await ask({ by: ['action', 'protocol'], limit: 1 });
    expect(rows.map((row) => row.slice(1, 7))).toEqual([
      ['0', null, null, '8', '6', '2'],
      ['0', null, null, '6', '5', '0'],
      ['0', null, null, '1', '0', '1'],
      ['1', 'ACCEPT', 6, '6', '6', '0'],
      [null, null, null, '2', '0', '2'],
      [null, null, null, '6', '5', '0'],
      [null, null, null, '1', '0', '1'],
    ]);
  });

  it('is text that both engines read', () => {
    for (const by of [undefined, ['srcaddr', 'service']]) {
      expect(trend.ask({ ...usual, by }).sql.text).not.toMatch(/count\(\*\)|OFFSET|GROUP BY ALL|DISTINCT|::|;/);
    }
    expect(trend.ask({ ...usual, bin: 300 }).bin).toEqual({ seconds: 300 });
  });
});

const hour = 3_600_000;
/** 2025-08-14T00:00:00Z */
const midnight = 1_755_129_600_000;
const at = (hours: number) => new Date(midnight + hours * hour);
const time: Column = { name: 'time', kind: 'time' };
const flows: Column = { name: 'flows', kind: 'count' };
const bytes: Column = { name: 'bytes', kind: 'bytes' };
const line: Column = { name: 'line', kind: 'integer' };
const port: Column = { name: 'dstport', kind: 'port' };

function resultOf(columns: readonly Column[], rows: readonly Row[]): Result {
  async function* batches() {
    for (const row of rows) yield [row];
  }
  return { columns, batches: batches(), coverage: () => ({}) as Coverage };
}

/** The rows with the time as hours since midnight. */
async function rowsOf({ batches }: Result): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows.map(([first, ...rest]) => [first instanceof Date ? (first.getTime() - midnight) / hour : null, ...rest]);
}

const bounds = { inARow: 3, inAll: 5 };
const filled = async (rows: readonly Row[], window: Window = {}, columns = [time, flows]) => {
  const { result, leftOut } = withZeros(resultOf(columns, rows), { seconds: 3600, window }, bounds);
  return { rows: await rowsOf(result), gaps: leftOut.gaps.map(({ bins }) => bins), after: leftOut.after };
};

describe('empty bins', () => {
  it('have rows of zeros between the first and the last flow', async () => {
    const { rows } = await filled([
      [at(1), 5n],
      [at(3), 7n],
    ]);
    expect(rows).toEqual([
      [1, 5n],
      [2, 0n],
      [3, 7n],
    ]);
  });

  it('have rows from the start of a window, whose first bin it may cut, and up to its end, half open', async () => {
    const inside = { from: new Date(midnight + 90 * 60_000), to: at(5) };
    expect((await filled([[at(3), 7n]], inside)).rows.map(([hours]) => hours)).toEqual([1, 2, 3, 4]);
    const cut = { to: new Date(midnight + 5 * hour + 1) };
    expect((await filled([[at(3), 7n]], cut)).rows.map(([hours]) => hours)).toEqual([3, 4, 5]);
  });

  it('have none without any flow', async () => {
    expect((await filled([], { from: at(0), to: at(3) })).rows).toEqual([]);
  });

  it('have none where too many are in a row, which is told', async () => {
    const { rows, gaps } = await filled([
      [at(0), 1n],
      [at(5), 2n],
      [at(9), 4n],
    ]);
    expect(rows).toEqual([
      [0, 1n],
      [5, 2n],
      [6, 0n],
      [7, 0n],
      [8, 0n],
      [9, 4n],
    ]);
    expect(gaps).toEqual([4]);
  });

  it('have none from where they would be too many in all, which is told', async () => {
    const { rows, gaps, after } = await filled([0, 4, 8, 10].map((hours) => [at(hours), 1n]));
    // Three zeros, then three more would be six, and one more has no row either.
    expect(rows.map(([hours]) => hours)).toEqual([0, 1, 2, 3, 4, 8, 10]);
    expect([gaps, after]).toEqual([[], at(5)]);
  });

  it('are as little recorded as the rows beside them', async () => {
    const { rows } = await filled(
      [
        [at(0), 1n, null],
        [at(2), 1n, null],
      ],
      {},
      [time, flows, bytes],
    );
    expect(rows[1]).toEqual([1, 0n, null]);
  });

  it('do not come after flows without a start', async () => {
    const rows: Row[] = [
      [at(0), 1n],
      [null, 9n],
    ];
    expect((await filled(rows, { to: at(2) })).rows).toEqual([
      [0, 1n],
      [1, 0n],
      [null, 9n],
    ]);
    expect((await filled([[null, 9n]])).rows).toEqual([[null, 9n]]);
  });
});

describe('the lines of a trend', () => {
  const columns = [time, line, port, flows];
  const rows: Row[] = [
    ...[0, 9, 12].map((hours): Row => [at(hours), 0, null, 3n]),
    ...[9].map((hours): Row => [at(hours), 1, 443, 2n]),
    ...[0, 9, 12].map((hours): Row => [at(hours), 2, null, 1n]),
    ...[0, 12].map((hours): Row => [at(hours), null, null, 1n]),
  ];

  it('have all the same bins, those of the whole, which is left out', async () => {
    const answer = await filled(rows, {}, columns);
    // 1 to 8 are eight bins, too many; 10 and 11 are two.
    const bins = [0, 9, 10, 11, 12];
    expect(answer.rows.map(([hours, ...rest]) => [hours, ...rest])).toEqual([
      ...bins.map((hours) => [hours, 1, 443, hours === 9 ? 2n : 0n]),
      ...bins.map((hours) => [hours, 2, null, [0, 9, 12].includes(hours) ? 1n : 0n]),
      ...bins.map((hours) => [hours, null, null, [0, 12].includes(hours) ? 1n : 0n]),
    ]);
    expect(answer.gaps).toEqual([8]);
  });

  it('reach over the window as the whole does', async () => {
    const answer = await filled(rows.slice(1, 2).concat(rows.slice(3, 4)), { from: at(7), to: at(11) }, columns);
    expect(answer.rows).toEqual([7, 8, 9, 10].map((hours) => [hours, 1, 443, hours === 9 ? 2n : 0n]));
  });

  it('of an earlier answer come as they are, without the whole', async () => {
    expect(await rowsOf(withoutWhole(resultOf(columns, rows)))).toHaveLength(6);
    expect(await rowsOf(withoutWhole(resultOf([time, flows], [[at(0), 1n]])))).toHaveLength(1);
  });
});
