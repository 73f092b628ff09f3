/**
 * The same logs in every layout that AWS delivers, in tables of every kind of partition: the program answers every
 * question from the files and from Athena with the same bytes.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CreateCrawlerCommand, CreateDatabaseCommand } from '@aws-sdk/client-glue';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentedOrders } from '../../src/flow.ts';
import { top } from '../../src/queries/top.ts';
import { topAccepts } from '../../src/queries/top-accepts.ts';
import { topRejects } from '../../src/queries/top-rejects.ts';
import { control, glue, makePlace, type Place, put } from './bed.ts';
import { recordsOf, writeParquet } from './parquet.ts';
import { flowlogs } from './program.ts';

/** A crawler takes it for a number. */
const account = '012345678901';
const region = 'ap-southeast-1';
/** 2025-08-14T00:00:00Z. */
const midnight = 1_755_129_600;

/** Addresses as they are written, port and protocol, packets and bytes, action; each at another minute of the hour. */
const traffic = [
  '10.0.0.5 10.0.0.6 443 6 10 5000 ACCEPT',
  '10.0.0.5 10.0.0.6 443 6 20 9007199254740993 ACCEPT',
  '10.0.0.5 203.0.113.9 53 17 1 76 ACCEPT',
  '203.0.113.9 10.0.0.6 22 6 1 40 REJECT',
  '203.0.113.9 10.0.0.6 23 6 2 80 REJECT',
  '198.51.100.7 10.0.0.6 0 1 3 252 REJECT',
  '2001:DB8:0:0:0:0:0:1 2001:db8::0:2 443 6 4 4000 ACCEPT',
  '2001:db8::1 2001:db8::2 443 6 4 4000 ACCEPT',
  '2001:db8:bad::77 2001:0db8::2 22 6 1 60 REJECT',
  '2001:db8:BAD:0::77 2001:db8::2 0 58 1 64 REJECT',
  '::ffff:10.0.0.5 ::1 8080 6 1 1 ACCEPT',
];

/** Fields 15 to 29, that of an instance missing at times. */
function morePastVersion2(i: number, src: string, dst: string): string {
  const instance = i % 3 === 0 ? '-' : `i-0a${i}`;
  const family = src.includes(':') ? 'IPv6' : 'IPv4';
  return `vpc-0a1 subnet-0a${i % 2} ${instance} ${i % 20} ${family} ${src} ${dst} ${region} apse1-az1 - - - ${i % 2 ? 'S3' : '-'} ${i % 2 ? 'ingress' : 'egress'} ${i % 4 === 0 ? '-' : i % 8}`;
}

function record(version: 2 | 5, i: number, line: string, start: number): string {
  const [src = '', dst = '', port, protocol, packets, bytes, action] = line.split(' ');
  const first = `${version} ${account} eni-0a${i % 2} ${src} ${dst} ${40_000 + i} ${port} ${protocol} ${packets} ${bytes} ${start} ${start + 59} ${action} OK`;
  return version === 2 ? first : `${first} ${morePastVersion2(i, src, dst)}`;
}

function silent(version: 2 | 5, status: string, start: number): string {
  const first = `${version} ${account} eni-0a9 - - - - - - - ${start} ${start + 60} - ${status}`;
  return version === 2 ? first : `${first}${' -'.repeat(15)}`;
}

/** The records of a delivery, by day and hour: some that began in the hour before, and everything that is no traffic. */
function delivery(version: 2 | 5, hour: number): string {
  const begin = midnight + 3600 * hour;
  const lines = traffic.map((line, i) => record(version, i + hour, line, begin - 90 + 60 * i));
  const header = (documentedOrders.get(version === 2 ? 14 : 29) ?? []).map((name) => name.replaceAll('_', '-'));
  return [header.join(' '), ...lines, silent(version, 'NODATA', begin), silent(version, 'SKIPDATA', begin), ''].join(
    '\n',
  );
}

/** Hours since the start of 2025-08-14: the first, the last, and the first of the next day. */
const hours = [0, 23, 24];

interface Layout {
  readonly name: string;
  readonly version: 2 | 5;
  readonly hive: boolean;
  readonly hourly: boolean;
  readonly parquet?: boolean;
}

const layouts: readonly Layout[] = [
  { name: 'plain', version: 2, hive: false, hourly: false },
  { name: 'hourly', version: 5, hive: false, hourly: true },
  { name: 'hive', version: 5, hive: true, hourly: false },
  { name: 'hive_hourly', version: 2, hive: true, hourly: true },
  { name: 'parquet', version: 5, hive: false, hourly: false, parquet: true },
];

function keyOf({ hive, hourly, parquet }: Layout, hour: number): string {
  const time = new Date((midnight + 3600 * hour) * 1000).toISOString();
  const [year, month, day, hh] = time.split(/[-T:]/);
  const folder = hive
    ? `aws-account-id=${account}/aws-service=vpcflowlogs/aws-region=${region}/year=${year}/month=${month}/day=${day}/${hourly ? `hour=${hh}/` : ''}`
    : `${account}/vpcflowlogs/${region}/${year}/${month}/${day}/${hourly ? `${hh}/` : ''}`;
  const extension = parquet ? 'log.parquet' : 'log.gz';
  return `AWSLogs/${folder}${account}_vpcflowlogs_${region}_fl-0a1_${year}${month}${day}T${hh}00Z_0a1.${extension}`;
}

async function bytesOf({ version, parquet }: Layout, hour: number): Promise<Uint8Array> {
  const text = delivery(version, hour);
  if (!parquet) return gzipSync(text);
  const [source, target] = [join(root, 'one.log'), join(root, 'one.parquet')];
  writeFileSync(source, text);
  await writeParquet(target, recordsOf([source], documentedOrders.get(29) ?? []));
  return readFileSync(target);
}

const root = mkdtempSync(join(tmpdir(), 'flowlogs-layouts-'));
let place: Place;
/** A crawler leaves alone what it takes for known, so its tables have a database of their own. */
let crawled: Place;

beforeAll(async () => {
  place = await makePlace('layouts');
  crawled = { ...place, database: `${place.database}_crawled` };
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: crawled.database } }));
  await control({ crawler_ms: 200 });
  for (const layout of layouts) {
    for (const hour of hours) {
      const key = `${layout.name}/${keyOf(layout, hour)}`;
      const bytes = await bytesOf(layout, hour);
      mkdirSync(dirname(join(root, key)), { recursive: true });
      writeFileSync(join(root, key), bytes);
      await put(place, key, bytes);
    }
  }
});
afterAll(async () => {
  rmSync(root, { recursive: true });
  await control({ reset: true });
});

async function done(where: Place, ...args: readonly string[]): Promise<string> {
  const { code, out, err } = await flowlogs(where, args, { cwd: root });
  if (code !== 0) throw new Error(`flowlogs ${args.join(' ')}: ${code}\n${err}`);
  return out;
}

interface Table {
  readonly place: Place;
  readonly name: string;
}

/** How a table comes to its partitions. */
const partitionings: Readonly<Record<string, (layout: Layout) => Promise<Table>>> = {
  projected: async ({ name }) => {
    const table = `${name}_projected`;
    await done(place, 'setup-table', '--location', `s3://${place.bucket}/${name}/`, '--table', table);
    return { place, name: table };
  },
  registered: async (layout) => {
    const table = await registered(layout, place);
    await done(place, 'setup-partitions', '--table', table.name);
    return table;
  },
  /** The crawler of the bed makes tables of text by itself; of Parquet it adds the partitions to ours. */
  crawled: async (layout) => {
    const { name, parquet } = layout;
    const ours = parquet ? await registered(layout, crawled) : undefined;
    const Name = `${place.bucket}-${name}`;
    await glue.send(
      new CreateCrawlerCommand({
        ...{ Name, Role: 'arn:aws:iam::123456789012:role/crawler', DatabaseName: crawled.database },
        TablePrefix: `${name}_`,
        Targets: ours
          ? { CatalogTargets: [{ DatabaseName: crawled.database, Tables: [ours.name] }] }
          : { S3Targets: [{ Path: `s3://${place.bucket}/${name}/AWSLogs/` }] },
      }),
    );
    await done(crawled, 'crawl', Name);
    return ours ?? { place: crawled, name: `${name}_awslogs` };
  },
};

async function registered({ name }: Layout, where: Place): Promise<Table> {
  const table = `${name}_registered`;
  const location = ['--location', `s3://${place.bucket}/${name}/`, '--partitioning', 'registered'];
  await done(where, 'setup-table', ...location, '--table', table);
  return { place: where, name: table };
}

const window = ['--since', '2025-08-14T20:00Z', '--until', '2025-08-15T00:30Z'];
const select =
  'SELECT srcaddr, dstport, action, instance_id, sum(flows) AS flows, sum(bytes) AS bytes, avg(packets) AS mean, max(bytes) / 7 AS seventh, min(start_time) AS first, count(DISTINCT interface_id) AS interfaces FROM flow GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4';
const by: Readonly<Record<string, readonly string[]>> = { top: ['--by', 'interface_id,dstport,protocol'] };
/** All others are compared in one layout, by generated.test.ts. */
const rankings = [topRejects, topAccepts, top];
const sorts = ['flows', 'packets', 'bytes'] as const;

/** Questions of every kind; rankings in another order at each turn, so that three turns have had all. */
function questions(turn: number): readonly (readonly string[])[] {
  return [
    ...rankings.map(({ name }, i) => [name, ...(by[name] ?? []), '--sort', sorts[(turn + i) % 3] ?? '', ...window]),
    ['day', '2025-08-14'],
    ['search', '--addr', '2001:db8::/112', '--port', '!22', ...window],
    ['sql', select, ...window],
  ];
}

/** The answers to them, asked side by side. */
async function answers(
  turn: number,
  where: Place,
  ...from: readonly string[]
): Promise<readonly (readonly string[])[]> {
  return Promise.all(
    questions(turn).map(async (question) => [question.join(' '), await done(where, ...question, '--csv', ...from)]),
  );
}

describe.each(layouts.map((layout) => [layout.name, layout] as const))('logs in the layout %s', (name, layout) => {
  it.each(Object.entries(partitionings))(
    'have the same answers in a table of partitions that are %s',
    async (how, make) => {
      const table = await make(layout);
      const turn = Object.keys(partitionings).indexOf(how);
      const fromFiles = await answers(turn, place, name);
      for (const [question, answer = ''] of fromFiles) expect(answer.split('\n').length, question).toBeGreaterThan(3);
      expect(await answers(turn, table.place, '--table', table.name)).toEqual(fromFiles);
    },
  );
});
