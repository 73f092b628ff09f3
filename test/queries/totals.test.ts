import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { totalsQuestion } from '../../src/queries/totals.ts';

let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
});
afterAll(() => instance.closeSync());

const columns = '(action, flows, packets, bytes, start_time, end_time)';

/** The one row, of a `flow` of these rows. */
async function totals(rows: string): Promise<unknown> {
  const flow = `WITH flow AS (SELECT * FROM (VALUES ${rows}) AS t ${columns} WHERE flows > 0)`;
  const found = (await connection.runAndReadAll(`${flow} ${totalsQuestion.sql.text}`)).getRowsJson();
  expect(found).toHaveLength(1);
  return found[0];
}

const time = (text: string) => `TIMESTAMP '2025-08-14 ${text}:00'`;

describe('totals', () => {
  it('are exact beyond 2^63, and tell the actions apart', async () => {
    // 9223372036854775807 + 9223372036854775807 + 1 = 18446744073709551615; 2 + 3 + 1 flows.
    const rows = [
      `('ACCEPT', 2, 5::HUGEINT, 9223372036854775807::HUGEINT, ${time('10:00')}, ${time('10:09')})`,
      `('REJECT', 3, 4, 9223372036854775807, ${time('09:00')}, ${time('09:01')})`,
      `(NULL, 1, NULL, 1, ${time('11:00')}, ${time('11:01')})`,
    ];
    const [first, last] = ['2025-08-14 09:00:00', '2025-08-14 11:01:00'];
    expect(await totals(rows.join())).toEqual(['6', '9', '18446744073709551615', '2', '3', first, last]);
  });

  it('are missing where nothing is recorded, and 0 of no flows', async () => {
    const nothing = `(NULL::VARCHAR, 1, NULL::HUGEINT, NULL::HUGEINT, ${time('10:00')}, ${time('10:00')})`;
    expect(await totals(nothing)).toEqual(['1', null, null, null, null, '2025-08-14 10:00:00', '2025-08-14 10:00:00']);
    expect(await totals(nothing.replace(', 1,', ', 0,'))).toEqual(['0', '0', '0', '0', '0', null, null]);
  });
});
