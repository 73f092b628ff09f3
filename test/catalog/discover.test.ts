import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { discover } from '../../src/catalog/discover.ts';
import { hiveKey, log, memoryBucket, plainKey, record, v2 } from './memory-bucket.ts';

const fields = v2.replaceAll('-', '_').split(' ');

describe('looking at a location', () => {
  it('finds the days of a plain layout below the bucket itself', async () => {
    const bucket = memoryBucket({ [plainKey('2025-08-14')]: log(), [plainKey('2024-12-31')]: log() });
    const { tree, samples } = await discover(bucket, '');
    expect(tree.levels.map(({ kind }) => kind)).toEqual(['account', 'service', 'region', 'year', 'month', 'day']);
    expect(tree.streams).toEqual([
      {
        values: ['123456789012', 'vpcflowlogs', 'eu-west-1'],
        folder: 'AWSLogs/123456789012/vpcflowlogs/eu-west-1/',
        days: [
          {
            date: '2024-12-31',
            folder: 'AWSLogs/123456789012/vpcflowlogs/eu-west-1/2024/12/31/',
            values: ['2024', '12', '31'],
          },
          {
            date: '2025-08-14',
            folder: 'AWSLogs/123456789012/vpcflowlogs/eu-west-1/2025/08/14/',
            values: ['2025', '08', '14'],
          },
        ],
      },
    ]);
    expect(samples).toMatchObject({ hourly: false, mixedHours: false });
    expect(samples.samples).toMatchObject([
      {
        flowLog: 'fl-0a1',
        first: '2024-12-31',
        last: '2025-08-14',
        format: { is: 'text', gzip: true, header: true, fields },
        record,
      },
    ]);
  });

  it('finds accounts, Regions and hours of a Hive-compatible layout below a prefix', async () => {
    const bucket = memoryBucket({
      [`logs/${hiveKey('2025-08-14', { hour: '07' })}`]: log(),
      [`logs/${hiveKey('2025-08-15', { hour: '08', region: 'us-east-1', account: '210987654321' })}`]: log(),
    });
    const { tree, samples } = await discover(bucket, 'logs/');
    expect(tree.levels.map(({ key }) => key)).toEqual([
      ...['aws-account-id', 'aws-service', 'aws-region', 'year', 'month', 'day'],
    ]);
    expect(tree.streams.map(({ values }) => values)).toEqual([
      ['123456789012', 'vpcflowlogs', 'eu-west-1'],
      ['210987654321', 'vpcflowlogs', 'us-east-1'],
    ]);
    expect(samples).toMatchObject({ hourly: true, hourKey: 'hour', mixedHours: false });
  });

  it('begins above the days when the location names one of them', async () => {
    const bucket = memoryBucket({ [plainKey('2025-08-14')]: log(), [plainKey('2025-08-15')]: log() });
    const found = await discover(bucket, 'AWSLogs/123456789012/vpcflowlogs/eu-west-1/2025/08/14/');
    expect(found.climbed).toBe(true);
    expect(found.tree.root).toBe('AWSLogs/123456789012/vpcflowlogs/eu-west-1/');
    expect(found.tree.streams[0]?.days.map(({ date }) => date)).toEqual(['2025-08-14', '2025-08-15']);
  });

  it('passes through the folder of an organization and by the folders of other services', async () => {
    const bucket = memoryBucket({
      [plainKey('2025-08-14').replace('AWSLogs/', 'AWSLogs/o-a1b2c3d4e5/')]: log(),
      'AWSLogs/o-a1b2c3d4e5/123456789012/CloudTrail/eu-west-1/2025/08/14/x.json.gz': '{}',
    });
    const { tree } = await discover(bucket, 'AWSLogs/');
    expect(tree.root).toBe('AWSLogs/o-a1b2c3d4e5/');
    expect(tree.streams).toHaveLength(1);
  });

  it('refuses to choose between several trees', async () => {
    const bucket = memoryBucket({ [`a/${plainKey('2025-08-14')}`]: log(), [`b/${plainKey('2025-08-14')}`]: log() });
    await expect(discover(bucket, '')).rejects.toMatchObject({
      exitCode: 2,
      hint: expect.stringContaining('--location s3://logs/b/AWSLogs/'),
    });
  });

  it('refuses to choose between two layouts in one tree, and tells their folders', async () => {
    const bucket = memoryBucket({ [plainKey('2025-08-14')]: log(), [hiveKey('2025-08-14')]: log() });
    await expect(discover(bucket, '')).rejects.toMatchObject({
      message: expect.stringContaining('2 layouts'),
      hint: expect.stringContaining('aws-region=eu-west-1/   (Hive-compatible)'),
    });
  });

  it('takes days of which some have hours as days', async () => {
    const bucket = memoryBucket({ [plainKey('2025-08-14')]: log(), [plainKey('2025-08-15', { hour: '03' })]: log() });
    expect((await discover(bucket, '')).samples).toMatchObject({ hourly: false, mixedHours: true });
  });

  it('understands dates in one folder, and files in no folder', async () => {
    const dated = await discover(memoryBucket({ 'x/dt=2025-08-14/a.log.gz': log() }), 'x/');
    expect(dated.tree.levels).toEqual([{ kind: 'date', key: 'dt' }]);
    const flat = await discover(memoryBucket({ 'x/a.log.gz': log() }), 'x/');
    expect(flat.tree.levels).toEqual([]);
    expect(flat.samples.samples).toMatchObject([{ flowLog: null, first: '', last: '' }]);
  });

  it('says what to do where nothing lies', async () => {
    await expect(discover(memoryBucket({}), 'x/')).rejects.toMatchObject({
      exitCode: 1,
      message: 'no flow logs lie at s3://logs/x/ (--location)',
    });
    const bucket = memoryBucket({ [plainKey('2025-08-14')]: log() });
    await expect(discover(bucket, '', '2025-09-01')).rejects.toThrow('since 2025-09-01');
  });

  it('leaves out a date that the calendar does not have', async () => {
    const key = plainKey('2025-02-28');
    const bucket = memoryBucket({ [key]: log(), [key.replace('02/28', '02/30')]: log() });
    expect((await discover(bucket, '')).tree.streams[0]?.days.map(({ date }) => date)).toEqual(['2025-02-28']);
  });
});

describe('looking into objects', () => {
  it('reads one object of each flow log, and leaps over the others', async () => {
    const objects: Record<string, Uint8Array> = {};
    for (const log of ['fl-0a1', 'fl-0b2'])
      for (let i = 0; i < 300; i++) {
        objects[plainKey('2025-08-14', { log, minute: String(1000 + i) })] = logOf(log);
      }
    const bucket = memoryBucket(objects, { pageSize: 100 });
    const { samples } = await discover(bucket, '');
    expect(samples.samples.map(({ flowLog }) => flowLog)).toEqual(['fl-0a1', 'fl-0b2']);
    expect(bucket.calls.filter((call) => call.startsWith('page'))).toHaveLength(3);
    expect(bucket.calls.filter((call) => call.startsWith('read'))).toHaveLength(2);
  });

  it('finds the very day on which one flow log followed another', async () => {
    const objects: Record<string, Uint8Array> = {};
    for (let day = 1; day <= 28; day++) {
      const date = `2025-02-${String(day).padStart(2, '0')}`;
      objects[plainKey(date, { log: day < 18 ? 'fl-0a1' : 'fl-0b2' })] = log();
    }
    const { samples } = await discover(memoryBucket(objects), '');
    expect(samples.samples).toMatchObject([
      { flowLog: 'fl-0b2', first: '2025-02-18', last: '2025-02-28' },
      { flowLog: 'fl-0a1', first: '2025-02-01', last: '2025-02-17' },
    ]);
  });

  it('passes by objects that hold nothing', async () => {
    const [empty, good] = [plainKey('2025-08-14', { minute: '0900' }), plainKey('2025-08-14')];
    const bucket = memoryBucket({ [empty]: '', [good]: log() }, { ages: { [empty]: 1 } });
    expect((await discover(bucket, '')).samples.samples[0]?.object.key).toBe(good);
  });

  it('reads the columns of Parquet from the footer', async () => {
    const key = hiveKey('2025-08-14', { ending: 'log.parquet' });
    const parquet = await parquetFile('SELECT 2::INTEGER AS version, 1::BIGINT AS "end", \'x\' AS action');
    const { samples } = await discover(memoryBucket({ [key]: parquet }), '');
    expect(samples.samples[0]?.format).toEqual({
      is: 'parquet',
      columns: [
        { name: 'version', type: 'int' },
        { name: 'end', type: 'bigint' },
        { name: 'action', type: 'string' },
      ],
    });
  });

  it('asks again when the footer is longer than the part that it read', async () => {
    const columns = Array.from({ length: 3000 }, (_, i) => `${i} AS a_column_with_a_long_name_${i}`);
    const bucket = memoryBucket({ 'x/a.parquet': await parquetFile(`SELECT ${columns.join(', ')}`) });
    const { samples } = await discover(bucket, 'x/');
    const format = samples.samples[0]?.format;
    expect(format?.is === 'parquet' && format.columns.length).toBe(3000);
  });

  it.each([
    ['JSON', '{"a":1}', 'is JSON, which a table cannot read'],
    ['other text', 'hello world\nmore', 'is no flow log: no header line and no record was found in its first lines'],
    [
      'CSV',
      `${v2.replaceAll(' ', ',')}\n${record.replaceAll(' ', ',')}\n`,
      'is comma-separated text, which a table cannot read',
    ],
    ['damaged gzip', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff, 0xff, 0xff]), 'is damaged gzip'],
    ['damaged Parquet', Buffer.from('PAR1 and nothing that Parquet ends with'), 'is damaged Parquet'],
  ])('names what is no flow log: %s', async (_, body, why) => {
    const { samples } = await discover(memoryBucket({ 'x/a': body }), 'x/');
    expect(samples.samples).toMatchObject([{ format: { is: 'other', why } }]);
  });

  it('knows records without a header by their documented order', async () => {
    const { samples } = await discover(memoryBucket({ 'x/a': `${record}\n${record}\n` }), 'x/');
    expect(samples.samples[0]?.format).toEqual({ is: 'text', gzip: false, header: false, fields });
  });
});

function logOf(name: string): Uint8Array {
  return log(v2, record.replace('eni-0a1', `eni-${name}`));
}

/** The bytes of a Parquet file that DuckDB writes. */
async function parquetFile(select: string): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'flowlogs-test-'));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run(`COPY (${select}) TO '${folder}/x.parquet' (FORMAT parquet)`);
    return readFileSync(join(folder, 'x.parquet'));
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true });
  }
}
