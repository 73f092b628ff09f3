import { CreateCrawlerCommand, GetCrawlerCommand, StartCrawlerCommand } from '@aws-sdk/client-glue';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AthenaEngine } from '../../src/engines/athena/engine.ts';
import type { AthenaOptions } from '../../src/engines/athena/options.ts';
import { sql } from '../../src/sql.ts';
import {
  addPartitions,
  ask,
  athena,
  glue,
  makePlace,
  makeTable,
  type Place,
  put,
  rowsOf,
  runStatement,
  type TableSpec,
  v2,
} from './bed.ts';

/**
 * A month of folders, 2025/08/01 to 31. In the folder of day D lie two records that began on D and one that began before
 * midnight of D − 1, so a day has three records, one of them in the folder of the next. Files differ in size.
 */
const account = '111122223333';
const region = 'ap-southeast-1';
const days = Array.from({ length: 31 }, (_, i) => String(i + 1).padStart(2, '0'));
const at = (day: string, clock: string) =>
  Date.UTC(2025, 7, Number(day), ...(clock.split(':').map(Number) as [number, number])) / 1000;
const record = (start: number, bytes: number) =>
  `2 ${account} eni-0a1 10.0.0.5 10.0.0.6 44000 443 6 1 ${bytes} ${start} ${start + 60} ACCEPT OK`;
const night = (day: string) => [
  record(at(day, '00:05'), 10_000 + Number(day)),
  record(at(day, '00:00') - 30, 30_000 + Number(day) - 1),
];
const noon = (day: string) => [record(at(day, '12:00'), 20_000 + Number(day))];
/** Noise of other lengths day by day, NODATA, so that sizes tell which files were read. */
const quiet = (day: string) =>
  Array.from(
    { length: Number(day) },
    (_, i) => `2 ${account} eni-${day}${i} - - - - - - - ${at(day, '00:00')} ${at(day, '00:01')} - NODATA`,
  );
const day14 = { from: new Date('2025-08-14T00:00:00Z'), to: new Date('2025-08-15T00:00:00Z') };
const noon14 = { from: new Date('2025-08-14T12:00:00Z'), to: new Date('2025-08-14T13:00:00Z') };

let place: Place;
const sizes = { plain: new Map<string, number>(), hourly: new Map<string, number>() };
const opened: AthenaEngine[] = [];

beforeAll(async () => {
  place = await makePlace('tables');
  await Promise.all(
    days.map(async (day) => {
      const whole = `${[v2, ...night(day), ...noon(day), ...quiet(day)].join('\n')}\n`;
      sizes.plain.set(day, await put(place, `AWSLogs/${account}/vpcflowlogs/${region}/2025/08/${day}/x.log.gz`, whole));
      const hive = `hive/AWSLogs/aws-account-id=${account}/aws-service=vpcflowlogs/aws-region=${region}/year=2025/month=08/day=${day}`;
      const parts = { '00': [...night(day), ...quiet(day)], '12': noon(day) };
      for (const [hour, lines] of Object.entries(parts)) {
        sizes.hourly.set(
          `${day}/${hour}`,
          await put(place, `${hive}/hour=${hour}/x.log.gz`, `${[v2, ...lines].join('\n')}\n`),
        );
        await put(place, `hourly/${region}/2025/08/${day}/${hour}/x.log.gz`, `${[v2, ...lines].join('\n')}\n`);
      }
    }),
  );
});
afterAll(() => Promise.all(opened.map((engine) => engine.close())));

const plainFolder = `AWSLogs/${account}/vpcflowlogs/${region}/`;
const template = () => `s3://${place.bucket}/AWSLogs/\${accid}/vpcflowlogs/\${region}/\${day}`;

async function table(
  name: string,
  spec: TableSpec,
  partitions: readonly { readonly values: readonly string[]; readonly folder: string }[] = [],
  options: Partial<AthenaOptions> = {},
): Promise<AthenaEngine> {
  await makeTable(place, name, spec);
  if (partitions.length > 0) await addPartitions(place, name, spec, partitions);
  const engine = athena(place, name, options);
  opened.push(engine);
  return engine;
}

/** A day's three records; the bytes read are those of the folders of D and D + 1, and the estimate says so before. */
async function expectDay14(
  engine: AthenaEngine,
  read = [...['14', '15'].map((day) => sizes.plain.get(day) ?? 0)],
): Promise<void> {
  const scope = { window: day14, conditions: [] };
  const answer = await engine.select('SELECT sum(flows), sum(bytes) FROM flow', scope);
  expect(await rowsOf(answer)).toEqual([[3, 10_014 + 20_014 + 30_014]]);
  const bytes = BigInt(read.reduce((a, b) => a + b, 0));
  expect(answer.coverage().scannedBytes).toBe(bytes);
  expect(await engine.estimate(scope)).toMatchObject({ bytes, objects: read.length });
  expect(answer.coverage().notes).toEqual([]);
}

/** One hour reads from the folder of that hour on to the end of the next day. */
async function expectNoon14(engine: AthenaEngine): Promise<void> {
  const scope = { window: noon14, conditions: [] };
  const answer = await engine.select('SELECT sum(bytes) FROM flow', scope);
  expect(await rowsOf(answer)).toEqual([[20_014]]);
  const bytes = BigInt(['14/12', '15/00', '15/12'].reduce((sum, hour) => sum + (sizes.hourly.get(hour) ?? 0), 0));
  expect(answer.coverage().scannedBytes).toBe(bytes);
  expect(await engine.estimate(scope)).toMatchObject({ bytes });
}

const folders = (values: (day: string) => readonly string[]) =>
  days.map((day) => ({ values: values(day), folder: `2025/08/${day}` }));

describe('a day of a month, on the tables that there are', () => {
  it('year, month and date as text: the mission', async () => {
    const spec = { folder: plainFolder, keys: 'year month date' };
    const engine = await table(
      'mission',
      spec,
      folders((day) => ['2025', '08', day]),
    );
    await expectDay14(engine);
    const text = await engine.statement({
      question: {
        columns: [],
        needs: [],
        reads: [],
        rows: 'records',
        sql: sql`SELECT 1`,
      },
      window: day14,
      conditions: [],
    });
    expect(text).toContain(`WHERE "year" = '2025' AND "month" = '08' AND "date" BETWEEN '14' AND '15'`);
  });

  it('a date of type date: AWS documents', async () => {
    const spec = { folder: plainFolder, keys: 'date:date' };
    await expectDay14(
      await table(
        'documented',
        spec,
        folders((day) => [`2025-08-${day}`]),
      ),
    );
  });

  it('account, Region and day, projected: AWS documents', async () => {
    const parameters = {
      'projection.enabled': 'true',
      'projection.accid.type': 'enum',
      'projection.accid.values': `${account},222233334444`,
      'projection.region.type': 'enum',
      'projection.region.values': `${region},us-east-1`,
      'projection.day.type': 'date',
      'projection.day.range': '2025/01/01,NOW',
      'projection.day.format': 'yyyy/MM/dd',
      'storage.location.template': template(),
    };
    const engine = await table('projected', { folder: 'AWSLogs/', keys: 'accid region day', parameters });
    await expectDay14(engine);
    const inRegion = { is: 'text', option: '--region', on: ['region'], not: false, values: [region] } as const;
    expect(await ask(engine, 'SELECT DISTINCT region FROM flow', { window: day14, conditions: [inRegion] })).toEqual([
      [region],
    ]);
    expect((await engine.estimate({ window: day14, conditions: [inRegion] })).partitions).toBe(4);
    const early = await engine.select('SELECT 1 FROM flow', {
      window: { from: new Date('2024-12-31T00:00:00Z'), to: new Date('2025-01-02T00:00:00Z') },
      conditions: [],
    });
    expect(early.coverage().notes).toEqual([
      'projected projects partitions from 2025-01-01 on: nothing earlier is found',
    ]);
  });

  it('Region, date and hour, projected: AWS documents', async () => {
    const parameters = {
      'projection.enabled': 'true',
      'projection.region.type': 'enum',
      'projection.region.values': region,
      'projection.date.type': 'date',
      'projection.date.range': '2025/08/01,2025/08/31',
      'projection.date.format': 'yyyy/MM/dd',
      'projection.hour.type': 'integer',
      'projection.hour.range': '00,23',
      'projection.hour.digits': '2',
      'storage.location.template': `s3://${place.bucket}/hourly/\${region}/\${date}/\${hour}`,
    };
    const engine = await table('projected_hours', { folder: 'hourly/', keys: 'region date hour', parameters });
    await expectDay14(
      engine,
      ['14/00', '14/12', '15/00', '15/12'].map((hour) => sizes.hourly.get(hour) ?? 0),
    );
    await expectNoon14(engine);
  });

  it('Hive folders by the hour, registered: AWS documents', async () => {
    const spec = { folder: 'hive/AWSLogs/', keys: 'aws-account-id aws-service aws-region year month day hour' };
    const all = days.flatMap((day) =>
      ['00', '12'].map((hour) => ({
        values: [account, 'vpcflowlogs', region, '2025', '08', day, hour],
        folder: `aws-account-id=${account}/aws-service=vpcflowlogs/aws-region=${region}/year=2025/month=08/day=${day}/hour=${hour}`,
      })),
    );
    const engine = await table('hive', spec, all);
    await expectDay14(
      engine,
      ['14/00', '14/12', '15/00', '15/12'].map((hour) => sizes.hourly.get(hour) ?? 0),
    );
    await expectNoon14(engine);
  });

  it('partition_0, partition_1, …: a crawler', async () => {
    const spec = {
      folder: 'AWSLogs/',
      keys: 'partition_0 partition_1 partition_2 partition_3 partition_4 partition_5',
    };
    const all = days.map((day) => ({
      values: [account, 'vpcflowlogs', region, '2025', '08', day],
      folder: `${account}/vpcflowlogs/${region}/2025/08/${day}`,
    }));
    await expectDay14(await table('crawled', spec, all));
  });

  it('year, month and day as integers', async () => {
    const spec = { folder: plainFolder, keys: 'year:int month:int day:int' };
    await expectDay14(
      await table(
        'integers',
        spec,
        folders((day) => ['2025', '8', String(Number(day))]),
      ),
    );
  });

  it('year, month and day as text without zeros', async () => {
    const spec = { folder: plainFolder, keys: 'year month day' };
    await expectDay14(
      await table(
        'unpadded',
        spec,
        folders((day) => ['2025', '8', String(Number(day))]),
      ),
    );
  });

  it('one text key: yyyyMMdd, yyyy-MM-dd, dd-MM-yyyy', async () => {
    const spec = { folder: plainFolder, keys: 'dt' };
    await expectDay14(
      await table(
        'dt',
        spec,
        folders((day) => [`202508${day}`]),
      ),
    );
    await expectDay14(
      await table(
        'dashed',
        { ...spec, keys: 'date' },
        folders((day) => [`2025-08-${day}`]),
      ),
    );
    await expectDay14(
      await table(
        'slashed',
        { ...spec, keys: 'day' },
        folders((day) => [`2025/08/${day}`]),
      ),
    );
    const parameters = {
      'projection.enabled': 'true',
      'projection.dt.type': 'date',
      'projection.dt.range': '01-08-2025,31-08-2025',
      'projection.dt.format': 'dd-MM-yyyy',
      'storage.location.template': `s3://${place.bucket}/backwards/\${dt}`,
    };
    for (const day of ['13', '14', '15', '16'])
      await put(
        place,
        `backwards/${day}-08-2025/x.log.gz`,
        `${[v2, ...night(day), ...noon(day), ...quiet(day)].join('\n')}\n`,
      );
    await expectDay14(await table('backwards', { folder: 'backwards/', keys: 'dt', parameters }));
  });

  it('an integer key: 20250814', async () => {
    const spec = { folder: plainFolder, keys: 'day:int' };
    await expectDay14(
      await table(
        'number',
        spec,
        folders((day) => [`202508${day}`]),
      ),
    );
  });

  it('year, month and day, projected as integers', async () => {
    const parameters = {
      'projection.enabled': 'true',
      'projection.year.type': 'integer',
      'projection.year.range': '2024,2026',
      'projection.month.type': 'integer',
      'projection.month.range': '1,12',
      'projection.month.digits': '2',
      'projection.day.type': 'integer',
      'projection.day.range': '1,31',
      'projection.day.digits': '2',
      'storage.location.template': `s3://${place.bucket}/${plainFolder}\${year}/\${month}/\${day}`,
    };
    await expectDay14(await table('projected_parts', { folder: plainFolder, keys: 'year month day', parameters }));
  });

  it('an injected account, which has to be named', async () => {
    const parameters = {
      'projection.enabled': 'true',
      'projection.accid.type': 'injected',
      'projection.region.type': 'enum',
      'projection.region.values': region,
      'projection.day.type': 'date',
      'projection.day.range': '2025/01/01,NOW',
      'projection.day.format': 'yyyy/MM/dd',
      'storage.location.template': template(),
    };
    const engine = await table('injected', { folder: 'AWSLogs/', keys: 'accid region day', parameters });
    await expect(ask(engine, 'SELECT 1 FROM flow', { window: day14 })).rejects.toMatchObject({
      hint: 'give --account-id',
    });
    const mine = { is: 'text', option: '--account-id', on: ['account_id'], not: false, values: [account] } as const;
    expect(await ask(engine, 'SELECT sum(flows) FROM flow', { window: day14, conditions: [mine] })).toEqual([[3]]);
  });

  it('one partition a month, and one a week', async () => {
    const spec = { folder: 'AWSLogs/', keys: 'month' };
    const engine = await table('months', spec, [
      { values: ['2025-08'], folder: `${account}/vpcflowlogs/${region}/2025/08` },
      { values: ['2025-09'], folder: `${account}/vpcflowlogs/${region}/2025/09` },
    ]);
    await expectDay14(engine, [...sizes.plain.values()]);
    for (const day of ['04', '11', '18']) {
      const records = Array.from({ length: 7 }, (_, i) => String(Number(day) + i).padStart(2, '0')).flatMap((one) => [
        ...night(one),
        ...noon(one),
      ]);
      await put(place, `weekly/2025-08-${day}/x.log.gz`, `${[v2, ...records].join('\n')}\n`);
    }
    const parameters = {
      'projection.enabled': 'true',
      'projection.week.type': 'date',
      'projection.week.range': '2025-08-04,2025-12-31',
      'projection.week.format': 'yyyy-MM-dd',
      'projection.week.interval': '7',
      'projection.week.interval.unit': 'DAYS',
      'storage.location.template': `s3://${place.bucket}/weekly/\${week}`,
    };
    const weekly = await table('weeks', { folder: 'weekly/', keys: 'week', parameters });
    const scope = { window: day14, conditions: [] };
    expect(await ask(weekly, 'SELECT sum(flows), sum(bytes) FROM flow', scope)).toEqual([
      [3, 10_014 + 20_014 + 30_014],
    ]);
    expect((await weekly.estimate(scope)).objects).toBe(1);
  });

  it('a table that a crawler really made', async () => {
    const mine = await makePlace('crawler');
    const Name = mine.bucket;
    await glue.send(
      new CreateCrawlerCommand({
        Name,
        Role: 'arn:aws:iam::123456789012:role/crawler',
        DatabaseName: mine.database,
        Targets: { S3Targets: [{ Path: `s3://${place.bucket}/AWSLogs/` }] },
      }),
    );
    await glue.send(new StartCrawlerCommand({ Name }));
    const crawled = async () => (await glue.send(new GetCrawlerCommand({ Name }))).Crawler?.LastCrawl;
    await expect.poll(crawled, { timeout: 20_000 }).toMatchObject({ Status: 'SUCCEEDED' });
    const engine = athena(mine, 'awslogs');
    opened.push(engine);
    await expectDay14(engine);
  });

  it('a view that takes over the partition keys of its table', async () => {
    const spec = { folder: plainFolder, keys: 'year month date' };
    const engine = await table(
      'below',
      spec,
      folders((day) => ['2025', '08', day]),
    );
    const names = 'srcaddr, bytes, start, "end", action, log_status, year, month, date';
    await runStatement(place, `CREATE VIEW ${place.database}.above AS SELECT ${names} FROM ${place.database}.below`);
    const view = athena(place, 'above');
    opened.push(view);
    const answer = await view.select('SELECT sum(flows), sum(bytes) FROM flow', { window: day14, conditions: [] });
    expect(await rowsOf(answer)).toEqual([[3, 10_014 + 20_014 + 30_014]]);
    const read = BigInt((sizes.plain.get('14') ?? 0) + (sizes.plain.get('15') ?? 0));
    expect(answer.coverage().scannedBytes).toBe(read);
    await expect(view.estimate({ window: day14, conditions: [] })).rejects.toThrow('above is a view');
    expect(await engine.recorded({})).toHaveLength(14);
  });

  it('no partition key at all: everything is read, and that is said', async () => {
    const engine = await table('whole', { folder: plainFolder });
    const answer = await engine.select('SELECT sum(flows) FROM flow', { window: day14, conditions: [] });
    expect(await rowsOf(answer)).toEqual([[3]]);
    const all = BigInt([...sizes.plain.values()].reduce((a, b) => a + b, 0));
    expect(answer.coverage()).toMatchObject({
      scannedBytes: all,
      notes: [`no partition key of whole tells the time: Athena reads all of s3://${place.bucket}/${plainFolder}`],
    });
    expect(await engine.estimate({ window: day14, conditions: [] })).toMatchObject({
      partitions: null,
      objects: 31,
      bytes: all,
    });
  });

  it('no partition yet: no rows, and that is said', async () => {
    const engine = await table('empty', { folder: plainFolder, keys: 'year month date' });
    const answer = await engine.select('SELECT sum(flows) FROM flow', { window: day14, conditions: [] });
    expect(await rowsOf(answer)).toEqual([[null]]);
    expect(answer.coverage().notes).toEqual([
      'the table empty has no partitions yet: flowlogs setup-partitions or a crawler adds them',
    ]);
  });

  it('a window without an end, over the turn of a month', async () => {
    const spec = { folder: plainFolder, keys: 'year month date' };
    const engine = await table(
      'open_end',
      spec,
      folders((day) => ['2025', '08', day]),
    );
    const from = new Date('2025-08-30T00:00:00Z');
    const open = await engine.select('SELECT sum(flows) FROM flow', { window: { from }, conditions: [] });
    expect(await rowsOf(open)).toEqual([[5]]);
    const turn = await engine.select('SELECT sum(flows) FROM flow', {
      window: { from, to: new Date('2025-09-02T00:00:00Z') },
      conditions: [],
    });
    expect(await rowsOf(turn)).toEqual([[5]]);
    const bytes = BigInt((sizes.plain.get('30') ?? 0) + (sizes.plain.get('31') ?? 0));
    expect([open.coverage().scannedBytes, turn.coverage().scannedBytes]).toEqual([bytes, bytes]);
    const before = await engine.select('SELECT sum(flows) FROM flow', {
      window: { to: new Date('2025-08-02T00:00:00Z') },
      conditions: [],
    });
    expect(await rowsOf(before)).toEqual([[4]]);
  });

  it('refuses before it asks, when the scan would be larger than allowed', async () => {
    const spec = { folder: plainFolder, keys: 'year month date' };
    const engine = await table(
      'limited',
      spec,
      folders((day) => ['2025', '08', day]),
      { maxScanBytes: 100n },
    );
    await expect(ask(engine, 'SELECT 1 FROM flow', { window: day14 })).rejects.toMatchObject({ exitCode: 4 });
  });
});
