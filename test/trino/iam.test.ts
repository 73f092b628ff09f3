import { CreateCrawlerCommand, DeleteCrawlerCommand } from '@aws-sdk/client-glue';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandWithNeeds, policyFor } from '../../src/catalog/iam.ts';
import { calls, control, glue, makePlace, type Place } from './bed.ts';
import { putDays, run } from './lake.ts';

let place: Place;
let crawler: string;

beforeAll(async () => {
  place = await makePlace('iam');
  crawler = `${place.bucket}-crawler`;
  await putDays(place, '', { hive: true, hourly: false });
  const Targets = { CatalogTargets: [{ DatabaseName: place.database, Tables: ['logs'] }] };
  const Role = 'arn:aws:iam::123456789012:role/crawler';
  await glue.send(new CreateCrawlerCommand({ Name: crawler, Role, DatabaseName: place.database, Targets }));
});

afterAll(async () => {
  await glue.send(new DeleteCrawlerCommand({ Name: crawler }));
});

const names = {
  region: undefined,
  account: undefined,
  database: 'x',
  workGroup: 'primary',
  logs: undefined,
  results: undefined,
};

function allowed(command: CommandWithNeeds): ReadonlySet<string> {
  return new Set(policyFor([command], names).Statement.flatMap(({ Action }) => Action));
}

/** Listing a bucket is ListObjectsV2 on the wire and s3:ListBucket in a policy. */
function actionOf(call: string): string {
  return call === 's3:ListObjects' ? 's3:ListBucket' : call;
}

describe('the policies', () => {
  const table = '--table logs';
  const lines: readonly (readonly [CommandWithNeeds, string])[] = [
    ['setup-table', `setup-table ${table} --partitioning registered --location s3://BUCKET/`],
    ['setup-table', `setup-table ${table} --partitioning projection --replace --location s3://BUCKET/`],
    ['setup-table', `setup-table ${table} --partitioning registered --replace --location s3://BUCKET/`],
    ['setup-partitions', `setup-partitions ${table} --since 2025-08-15`],
    ['crawl', `crawl ${table}`],
    ['setup-views', `setup-views ${table}`],
    ['setup-views', `setup-views ${table} --check`],
    ['setup', `setup ${table} --location s3://BUCKET/`],
    ['doctor', `doctor ${table}`],
    ['setup-views', `setup-views ${table} --drop`],
  ];

  it.each(lines)('allow %s all that it does: %s', async (command, line) => {
    await control({ reset: true });
    await run(place, line.replace('BUCKET', place.bucket));
    const made = [...new Set((await calls()).map(actionOf))];
    expect(made.length).toBeGreaterThan(0);
    expect(made.filter((action) => !allowed(command).has(action))).toEqual([]);
  });
});
