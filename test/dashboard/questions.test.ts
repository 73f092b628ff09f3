/** The dashboard's questions on a real DuckDB, over a `flow` whose rows stand for several records. */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCell, type RawCell } from '../../src/cell.ts';
import { cellsQuestion } from '../../src/dashboard/cells.ts';
import { outlineOf } from '../../src/dashboard/data.ts';
import { levels, namesAt } from '../../src/dashboard/levels.ts';
import { namesOf, sizeOf } from '../../src/dashboard/names.ts';
import { overviewQuestions } from '../../src/dashboard/overview.ts';
import { readCells } from '../../src/dashboard/read-cells.ts';
import { type Overview, readOverview } from '../../src/dashboard/read-overview.ts';
import type { Question } from '../../src/query.ts';
import type { Result } from '../../src/result.ts';

/** 14 flows from 30 addresses' worth of rows: each `n` sends n flows of 100 bytes; 7 is beyond 2^63 in bytes. */
const flow = `CREATE TABLE flow AS
SELECT concat('10.0.0.', n) AS srcaddr, '10.1.0.1' AS dstaddr, 443 AS dstport, 6 AS protocol, 'eni-1' AS interface_id,
  CASE WHEN n % 2 = 0 THEN 'REJECT' ELSE 'ACCEPT' END AS action, CAST(n AS BIGINT) AS flows,
  CAST(n AS HUGEINT) AS packets, CASE WHEN n = 7 THEN 18446744073709551616 ELSE CAST(n * 100 AS HUGEINT) END AS bytes,
  TIMESTAMP '2025-08-14 00:00:00' + n * INTERVAL 1 HOUR AS bin,
  TIMESTAMP '2025-08-14 00:00:00' + n * INTERVAL 1 HOUR AS start_time,
  TIMESTAMP '2025-08-14 00:01:00' + n * INTERVAL 1 HOUR AS end_time
FROM range(1, 21) AS r (n)
UNION ALL SELECT NULL, '10.1.0.2', 0, 1, NULL, NULL, 2, NULL, NULL, NULL, NULL, NULL`;

let instance: DuckDBInstance;
let connection: DuckDBConnection;
let overview: Overview;
const base = { seconds: 3600 };

async function ask({ sql, columns }: Question): Promise<Pick<Result, 'batches'>> {
  const read = await connection.runAndReadAll(sql.text);
  const rows = read
    .getRowsJS()
    .map((row) => row.map((cell, i) => parseCell(columns[i]?.kind ?? 'text', cell as RawCell)));
  return {
    batches: (async function* () {
      yield rows;
    })(),
  };
}

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
  await connection.run(`SET integer_division = true; SET TimeZone = 'UTC'; ${flow}`);
  overview = await readOverview(await Promise.all(overviewQuestions(base).map(ask)));
});
afterAll(() => instance.closeSync());

const sum = (values: readonly unknown[]) =>
  values.reduce((total: bigint, value) => total + BigInt((value ?? 0) as number), 0n);

/** 1 + … + 20, and the 2 of the row without anything. */
const allFlows = 212n;
/** 100 × (1 + … + 20) without the 700 of 7, which has 2^64. */
const allBytes = 2n ** 64n + 20_300n;

describe('the overview', () => {
  it('has every flow in its series, and leaders by each measure', () => {
    expect(sum(overview.series.map(({ flows }) => flows))).toBe(allFlows);
    expect(sum(overview.series.map(({ bytes }) => bytes))).toBe(allBytes);
    const { srcaddr, refused, port } = overview.leaders;
    // The one without an address is none.
    expect(srcaddr.size).toBe(20);
    expect(srcaddr.flows.slice(0, 2)).toEqual([
      { values: { srcaddr: '10.0.0.20' }, amount: 20n },
      { values: { srcaddr: '10.0.0.19' }, amount: 19n },
    ]);
    expect(srcaddr.bytes[0]).toEqual({ values: { srcaddr: '10.0.0.7' }, amount: 2n ** 64n });
    expect(srcaddr.rejected[0]?.amount).toBe(20n);
    expect(refused.rejected[0]).toEqual({
      values: { srcaddr: '10.0.0.20', dstaddr: '10.1.0.1', dstport: 443, protocol: 6 },
      amount: 20n,
    });
    // ICMP has no ports.
    expect(port.flows.map(({ values }) => values)).toEqual([
      { dstport: 443, protocol: 6 },
      { dstport: null, protocol: 1 },
    ]);
    expect(overview.first?.toISOString()).toBe('2025-08-14T01:00:00.000Z');
    expect(overview.last?.toISOString()).toBe('2025-08-14T20:01:00.000Z');
  });

  it('names what leads by any measure, and knows the most that an unnamed one has', () => {
    const most = { srcaddr: 3, dstaddr: 9, dstport: 9, protocol: 9, interface_id: 9 };
    const names = namesOf(overview, most);
    // First of rejected connections and by flows 20, then by bytes 7; in the second round 18 is the next rejected.
    expect(names.srcaddr).toEqual(['10.0.0.20', '10.0.0.7', '10.0.0.18']);
    expect(sizeOf('srcaddr', overview, names)).toEqual({
      groups: 20,
      // 19 by flows; by bytes 20 has most after 7, but is named: 19 again; 16 by rejected flows.
      mostUnnamed: { flows: 19, bytes: 1900, rejected: 16 },
    });
    expect(sizeOf('pair', overview, names).mostUnnamed.flows).toBe(19);
  });
});

describe('the cells', () => {
  it('add up to every flow at every level, each flow in one cell', async () => {
    const outline = outlineOf(overview, 3600, undefined);
    for (const level of levels.keys()) {
      const { columns, level: chosen } = await readCells(await ask(cellsQuestion({ ...outline, level }, base)));
      expect(chosen).toBe(level);
      expect(sum(columns.flows)).toBe(allFlows);
      expect(sum(columns.bytes)).toBe(allBytes);
    }
  });

  it('tell named values apart, and add the others up', async () => {
    const outline = outlineOf(overview, 3600, undefined);
    const last = levels.length - 1;
    const cells = await readCells(await ask(cellsQuestion({ ...outline, level: last }, base)));
    const named = namesAt(levels[last] ?? levels[0]).srcaddr;
    const flowsOf = (test: (code: number) => boolean) =>
      sum(cells.columns.flows.filter((_, i) => test(cells.columns.srcaddr[i] ?? 0)));
    const numbers = outline.names.srcaddr.slice(0, named).map((name) => Number(String(name).split('.')[3]));
    const namedFlows = BigInt(numbers.reduce((a, b) => a + b, 0));
    expect(flowsOf((code) => code >= 0)).toBe(namedFlows);
    expect(flowsOf((code) => code === -1)).toBe(allFlows - 2n - namedFlows);
    expect(flowsOf((code) => code === -2)).toBe(2n);
    // All time is one, but for the flow without a start.
    expect([...new Set(cells.columns.time)].sort()).toEqual([-1, 0]);
  });

  it('keep times of half a log apart when bins are longer', async () => {
    const outline = outlineOf(overview, 3600, undefined);
    const level = levels.findIndex(({ span }) => span === 16);
    const { columns } = await readCells(await ask(cellsQuestion({ ...outline, level }, base)));
    const early = sum(columns.flows.filter((_, i) => columns.time[i] === Math.floor((outline.axis?.first ?? 0) / 16)));
    // The axis begins at a whole multiple of 16 bins; which hours are before the next one follows from it.
    const next = ((outline.axis?.origin ?? 0) + 16 * (outline.axis?.width ?? 0)) * 1000;
    const before = overview.series.filter(({ at }) => at !== null && at * 1000 < next);
    expect(early).toBe(sum(before.map(({ flows }) => flows)));
  });
});
