/** Signs of an attack are found on a table as they are in files: the same bytes of CSV, with what the cases expect. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { answered } from '../commands/typing.ts';
import { collected } from '../queries/asking.ts';
import { makePlace, makeTable, type Place, put, v2Columns } from './bed.ts';

/** By table, with the columns of their logs. */
const cases = {
  scans: {
    ...collected('S07-port-scan'),
    columns:
      'version:int srcaddr:string dstaddr:string srcport:int dstport:int protocol:bigint tcp_flags:int bytes:bigint packets:bigint start:bigint end:bigint action:string log_status:string',
  },
  beacons: { ...collected('S10-beacons'), columns: v2Columns },
  protocols: { ...collected('S06-protocols'), columns: v2Columns },
};

let place: Place;

beforeAll(async () => {
  place = await makePlace('security');
  for (const [table, { path, columns }] of Object.entries(cases)) {
    await put(place, `${table}/a.log`, readFileSync(`${path}/a.log`));
    await makeTable(place, table, { folder: `${table}/`, columns });
  }
});

/** The lines of an answer, which both must give. */
async function lines(table: keyof typeof cases, words: readonly string[]): Promise<string[]> {
  const line = [...words, '--date', '2024-08-08', '--csv'];
  const lake = ['--database', place.database, '--table', table, '--output-location', `s3://${place.bucket}/results/`];
  const fromFiles = (await answered([...line, cases[table].path])).out;
  expect((await answered([...line, ...lake])).out).toBe(fromFiles);
  return fromFiles.trimEnd().split('\n').slice(1);
}

describe.each([
  ['scans', ['port-scans'], 3],
  ['scans', ['port-scans', '--max-answered', '100%', '--min-hosts', '2'], 5],
  ['beacons', ['port-scans', '--min-hosts', '2'], 0],
  ['scans', ['admin-ports'], 42],
  ['scans', ['admin-ports', '--from', 'any', '--ports', '+8000-8100', '-n', '0'], 115],
  ['beacons', ['big-transfers'], 1],
  ['beacons', ['big-transfers', '--over', '1', '--to', 'public'], 8],
  ['scans', ['big-transfers', '--over', '1kB'], 3],
  ['protocols', ['odd-protocols'], 4],
  ['protocols', ['odd-protocols', '--allow', 'gre,255'], 2],
  ['beacons', ['beacons'], 2],
  ['beacons', ['beacons', '--max-bytes', '10MB', '--max-jitter', '1', '--min-count', '3'], 4],
  ['beacons', ['beacons', '--aggregation-interval', '100s', '--max-jitter', '1', '--to', 'public'], 3],
] as const)('%s: %j', (table, words, count) => {
  it('is answered alike', async () => {
    expect(await lines(table, words)).toHaveLength(count);
  });
});
