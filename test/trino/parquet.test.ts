import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AthenaEngine } from '../../src/engines/athena/engine.ts';
import { addPartitions, ask, athena, makePlace, makeTable, type Place, put, rowsOf, v5Columns } from './bed.ts';
import { writeParquet } from './parquet.ts';

/** Two records as AWS writes them to Parquet: INT_32 and INT_64, `-` in text columns. */
const record = (bytes: number, more = '') =>
  `5::int AS version, '111122223333' AS account_id, 'eni-0a1' AS interface_id, '10.0.0.5' AS srcaddr,
   '2001:DB8:0:0:0:0:0:2' AS dstaddr, 44000::int AS srcport, 443::int AS dstport, 6::int AS protocol, 10::bigint AS packets,
   ${bytes}::bigint AS bytes, 1755129600::bigint AS "start", 1755129660::bigint AS "end", 'ACCEPT' AS action${more}`;

let place: Place;
let folder: string;
const opened: AthenaEngine[] = [];

beforeAll(async () => {
  place = await makePlace('parquet');
  folder = await mkdtemp(join(tmpdir(), 'flowlogs-parquet-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await Promise.all(opened.map((engine) => engine.close()));
});

async function write(key: string, select: string): Promise<number> {
  const file = join(folder, key.replaceAll('/', '_'));
  await writeParquet(file, select);
  return put(place, key, readFileSync(file));
}

async function table(name: string, keys: string, partitions: readonly (readonly string[])[]): Promise<AthenaEngine> {
  const spec = { folder: `${name}/`, columns: v5Columns, format: 'parquet', keys } as const;
  await makeTable(place, name, spec);
  await addPartitions(
    place,
    name,
    spec,
    partitions.map((values) => ({ values, folder: values.join('/') })),
  );
  const engine = athena(place, name);
  opened.push(engine);
  return engine;
}

describe('flow on a Parquet table', () => {
  it('reads the documented columns, whose types are not quite those of the files', async () => {
    await write(
      'types/2025/08/14/a.parquet',
      `SELECT ${record(100, `, 'OK' AS log_status, 19::int AS tcp_flags, '-' AS vpc_id`)}`,
    );
    const engine = await table('types', 'year month day', [['2025', '08', '14']]);
    const rows = await ask(
      engine,
      'SELECT protocol, bytes, flows, start_time, tcp_flags, vpc_id, traffic_path FROM flow',
    );
    expect(rows).toEqual([[6, 100, 1, new Date('2025-08-14T00:00:00Z'), 19, null, null]]);
  });

  it('takes a file without log-status for traffic, and leaves NODATA out', async () => {
    const nodata = record(0, `, 'NODATA' AS log_status`).replace("'ACCEPT'", "'-'");
    await write('status/2025/08/14/a.parquet', `SELECT ${record(1)}`);
    await write(
      'status/2025/08/14/b.parquet',
      `SELECT ${record(2, `, 'OK' AS log_status`)} UNION ALL SELECT ${nodata}`,
    );
    const engine = await table('status', 'year month day', [['2025', '08', '14']]);
    expect(await ask(engine, 'SELECT sum(flows), sum(bytes) FROM flow')).toEqual([[2, 3]]);
  });

  it('reads only the columns of the question, and no more than the estimate says', async () => {
    const size = await write(
      'columns/2025/08/14/a.parquet',
      `SELECT ${record(1, `, 'OK' AS log_status, md5(i::varchar) AS vpc_id`)} FROM range(200000) AS r (i)`,
    );
    const engine = await table('columns', 'year month day', [['2025', '08', '14']]);
    const window = { from: new Date('2025-08-14T00:00:00Z'), to: new Date('2025-08-15T00:00:00Z') };
    const answer = await engine.select('SELECT sum(bytes) FROM flow', { window, conditions: [] });
    expect(await rowsOf(answer)).toEqual([[200_000]]);
    expect(Number(answer.coverage().scannedBytes)).toBeLessThan(size / 4);
    expect((await engine.estimate({ window, conditions: [] })).bytes).toBe(BigInt(size));
  });

  it('does not read a file all of whose records began before', async () => {
    await write('pushed/2025/08/14/a.parquet', `SELECT ${record(1, `, 'OK' AS log_status`)} FROM range(50000)`);
    const engine = await table('pushed', 'year month day', [['2025', '08', '14']]);
    const late = {
      window: { from: new Date('2025-08-14T12:00:00Z'), to: new Date('2025-08-14T13:00:00Z') },
      conditions: [],
    };
    const answer = await engine.select('SELECT srcaddr FROM flow', late);
    expect(await rowsOf(answer)).toEqual([]);
    expect(answer.coverage().scannedBytes).toBeLessThan(2000n);
  });
});
