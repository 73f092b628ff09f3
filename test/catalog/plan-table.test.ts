// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Athena's placeholders look like JavaScript's.
import { describe, expect, it } from 'vitest';
import { createTableDdl } from '../../src/catalog/ddl.ts';
import { discover } from '../../src/catalog/discover.ts';
import { differences } from '../../src/catalog/drift.ts';
import { type Partitioning, planTable } from '../../src/catalog/plan-table.ts';
import { hiveKey, log, type MemoryBucket, memoryBucket, plainKey, record, v2 } from './memory-bucket.ts';

const now = new Date('2026-03-01T00:00:00Z');
const v5 = `${v2} vpc-id subnet-id tcp-flags traffic-path`;
const v5Record = `${record} vpc-1 subnet-1 2 8`;

async function plan(bucket: MemoryBucket, prefix = '', partitioning: Partitioning = 'projection') {
  return planTable(await discover(bucket, prefix), 'flowlogs', partitioning, now);
}

describe('the table for a place', () => {
  it('has the columns of the header with the widths of AWS, and keys that the examples ask for', async () => {
    const { input } = await plan(memoryBucket({ [plainKey('2024-08-14')]: log(v5, v5Record) }));
    expect(input).toEqual({
      Name: 'flowlogs',
      Description: 'VPC flow logs at s3://logs/AWSLogs/123456789012/vpcflowlogs/eu-west-1/',
      TableType: 'EXTERNAL_TABLE',
      PartitionKeys: [
        { Name: 'year', Type: 'string' },
        { Name: 'month', Type: 'string' },
        { Name: 'date', Type: 'string' },
      ],
      Parameters: {
        EXTERNAL: 'TRUE',
        classification: 'csv',
        compressionType: 'gzip',
        typeOfData: 'file',
        delimiter: ' ',
        'skip.header.line.count': '1',
        'projection.enabled': 'true',
        'projection.year.type': 'integer',
        'projection.year.range': '2024,2031',
        'projection.month.type': 'integer',
        'projection.month.range': '1,12',
        'projection.month.digits': '2',
        'projection.date.type': 'integer',
        'projection.date.range': '1,31',
        'projection.date.digits': '2',
        'storage.location.template': 's3://logs/AWSLogs/123456789012/vpcflowlogs/eu-west-1/${year}/${month}/${date}/',
      },
      StorageDescriptor: {
        Columns: [
          ['version', 'int'],
          ...['account_id', 'interface_id', 'srcaddr', 'dstaddr'].map((name) => [name, 'string']),
          ...['srcport', 'dstport', 'protocol'].map((name) => [name, 'int']),
          ...['packets', 'bytes', 'start', 'end'].map((name) => [name, 'bigint']),
          ...['action', 'log_status', 'vpc_id', 'subnet_id'].map((name) => [name, 'string']),
          ...['tcp_flags', 'traffic_path'].map((name) => [name, 'int']),
        ].map(([Name, Type]) => ({ Name, Type })),
        Location: 's3://logs/AWSLogs/123456789012/vpcflowlogs/eu-west-1/',
        Compressed: false,
        InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
        OutputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
        SerdeInfo: {
          SerializationLibrary: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe',
          Parameters: { 'field.delim': ' ', 'serialization.format': ' ' },
        },
      },
    });
  });

  it('gets keys for accounts and Regions of which there are several, and an hour if there is one', async () => {
    const { input } = await plan(
      memoryBucket({
        [plainKey('2025-08-14', { hour: '07' })]: log(),
        [plainKey('2025-08-14', { hour: '07', account: '210987654321', region: 'us-east-1' })]: log(),
      }),
    );
    expect(input.PartitionKeys?.map(({ Name }) => Name)).toEqual([
      ...['aws_account_id', 'aws_region', 'year', 'month', 'date', 'hour'],
    ]);
    expect(input.StorageDescriptor?.Location).toBe('s3://logs/AWSLogs/');
    expect(input.Parameters).toMatchObject({
      'projection.aws_account_id.type': 'enum',
      'projection.aws_account_id.values': '123456789012,210987654321',
      'projection.aws_region.values': 'eu-west-1,us-east-1',
      'projection.hour.range': '0,23',
      'storage.location.template':
        's3://logs/AWSLogs/${aws_account_id}/vpcflowlogs/${aws_region}/${year}/${month}/${date}/${hour}/',
    });
  });

  it('writes a level with one value into the path of a plain layout', async () => {
    const { input } = await plan(
      memoryBucket({ [plainKey('2025-08-14')]: log(), [plainKey('2025-08-14', { account: '210987654321' })]: log() }),
    );
    expect(input.PartitionKeys?.map(({ Name }) => Name)).toEqual(['aws_account_id', 'year', 'month', 'date']);
    expect(input.Parameters?.['storage.location.template']).toContain('/vpcflowlogs/eu-west-1/${year}');
  });

  it('keeps the names of a Hive-compatible layout, every level below the root', async () => {
    const { input } = await plan(
      memoryBucket({ [hiveKey('2025-08-14')]: log(), [hiveKey('2025-08-14', { region: 'us-east-1' })]: log() }),
    );
    expect(input.PartitionKeys?.map(({ Name }) => Name)).toEqual(['aws-region', 'year', 'month', 'day']);
    expect(input.Parameters?.['storage.location.template']).toBe(
      's3://logs/AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=${aws-region}/year=${year}/month=${month}/day=${day}/',
    );
  });

  it('names every placeholder of the template as a partition key', async () => {
    for (const key of [plainKey, hiveKey]) {
      const objects = {
        [key('2025-08-14', { hour: '01' })]: log(),
        [key('2025-08-14', { hour: '01', account: '210987654321' })]: log(),
      };
      const { input } = await plan(memoryBucket(objects));
      const placeholders = [...(input.Parameters?.['storage.location.template'] ?? '').matchAll(/\$\{([^}]+)\}/g)];
      expect(placeholders.map(([, name]) => name)).toEqual(input.PartitionKeys?.map(({ Name }) => Name));
    }
  });

  it('projects nothing when partitions are registered', async () => {
    const { input } = await plan(memoryBucket({ [plainKey('2025-08-14')]: log() }), '', 'registered');
    expect(Object.keys(input.Parameters ?? {}).filter((name) => /projection|template/.test(name))).toEqual([]);
  });

  it('projects months without a zero as the path writes them, and whole dates up to now', async () => {
    const short = await plan(memoryBucket({ 'x/year=2025/month=8/day=4/a.log.gz': log() }), 'x/');
    expect(short.input.Parameters).not.toHaveProperty('projection.month.digits');
    const dated = await plan(memoryBucket({ 'x/dt=2025-08-14/a.log.gz': log() }), 'x/');
    expect(dated.input.Parameters).toMatchObject({
      'projection.dt.type': 'date',
      'projection.dt.range': '2025-08-14,NOW',
      'projection.dt.format': 'yyyy-MM-dd',
    });
  });

  it('warns where a query that names no day would look for very many folders', async () => {
    const hourly = await plan(memoryBucket({ [plainKey('2018-08-14', { hour: '07' })]: log() }));
    // Years 2018 to 2031, 12 months, 31 days, 24 hours.
    expect(hourly.notes.join()).toContain('look for 124,992 folders');
    expect((await plan(memoryBucket({ [plainKey('2018-08-14')]: log() }))).notes).toEqual([]);
  });

  it('gives a key another name than a column has', async () => {
    const header = `${v2} region`;
    const bucket = memoryBucket({
      'x/region=eu-west-1/year=2025/month=08/day=14/a.log.gz': log(header, `${record} eu-west-1`),
      'x/region=us-east-1/year=2025/month=08/day=14/a.log.gz': log(header, `${record} us-east-1`),
    });
    const { input } = await plan(bucket, 'x/');
    expect(input.PartitionKeys?.[0]?.Name).toBe('partition_region');
    expect(input.Parameters?.['storage.location.template']).toContain('region=${partition_region}/');
  });

  it('has no partitions where there are no folders for days, and says what that means', async () => {
    const { input, notes } = await plan(memoryBucket({ 'x/a.log.gz': log() }), 'x/');
    expect(input.PartitionKeys).toEqual([]);
    expect(input.Parameters).not.toHaveProperty('projection.enabled');
    expect(notes).toEqual(['There are no folders for days: every question reads everything.']);
  });

  it('skips no line where objects have no header', async () => {
    const { input } = await plan(memoryBucket({ 'x/a.log': `${record}\n` }), 'x/');
    expect(input.Parameters).not.toHaveProperty('skip.header.line.count');
    expect(input.Parameters).toMatchObject({ compressionType: 'none' });
  });
});

describe('formats that lie together', () => {
  it('go into one table when the shorter is the beginning of the longer', async () => {
    const { input, notes } = await plan(
      memoryBucket({ [plainKey('2025-08-14')]: log(), [plainKey('2025-08-15', { log: 'fl-0b2' })]: log(v5, v5Record) }),
    );
    expect(input.StorageDescriptor?.Columns).toHaveLength(18);
    expect(notes).toEqual([
      'Some objects end after fewer fields than the 18 of others; the missing ones read as NULL.',
    ]);
  });

  const other = 'version srcaddr dstaddr bytes start end action log-status';
  const otherRecord = '2 10.0.0.1 10.0.0.2 840 1755129610 1755129660 ACCEPT OK';

  it('are refused otherwise, with the day from which a table of registered partitions is right', async () => {
    const bucket = memoryBucket({
      [plainKey('2025-01-10')]: log(),
      [plainKey('2025-02-17')]: log(),
      [plainKey('2025-02-18', { log: 'fl-0b2' })]: log(other, otherRecord),
      [plainKey('2025-02-28', { log: 'fl-0b2' })]: log(other, otherRecord),
    });
    await expect(plan(bucket)).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringMatching(
        /2025-01-10 to 2025-02-17: fl-0a1: text, 14 fields.*\n.*2025-02-18 to 2025-02-28: fl-0b2: text, 8 fields/,
      ),
      hint: expect.stringContaining('--partitioning registered --since 2025-02-18'),
    });
    const since = await discover(bucket, '', '2025-02-18');
    expect(planTable(since, 'x', 'registered', now).input.StorageDescriptor?.Columns).toHaveLength(8);
  });

  it('are refused with the folder of each when they do not share one', async () => {
    const bucket = memoryBucket({
      [plainKey('2025-01-10')]: log(),
      [plainKey('2025-01-10', { account: '210987654321', log: 'fl-0b2' })]: log(other, otherRecord),
    });
    await expect(plan(bucket)).rejects.toMatchObject({
      hint: expect.stringContaining('--location s3://logs/AWSLogs/210987654321/vpcflowlogs/eu-west-1/'),
    });
  });

  it('are refused with the advice to part them when both are delivered to one folder', async () => {
    const bucket = memoryBucket({
      [plainKey('2025-01-10')]: log(),
      [plainKey('2025-01-10', { log: 'fl-0b2' })]: log(other, otherRecord),
    });
    await expect(plan(bucket)).rejects.toMatchObject({ hint: expect.stringContaining('a prefix of its own') });
  });

  it('are named when one object is no flow log, and refused when all are', async () => {
    const bucket = memoryBucket({ 'x/a.log.gz': log(), 'x/fl/b_fl-0b2_x.json': '{"a": 1}' });
    expect((await plan(bucket, 'x/')).notes[0]).toBe(
      's3://logs/x/fl/b_fl-0b2_x.json is JSON, which a table cannot read; Athena would read it as junk.',
    );
    await expect(plan(memoryBucket({ 'x/a.json': '{"a": 1}' }), 'x/')).rejects.toThrow('s3://logs/x/a.json is JSON');
  });
});

describe('drift', () => {
  it('is none between a table and its plan, whatever a crawler or the order of a list adds', async () => {
    const objects = { [plainKey('2025-08-14')]: log(), [plainKey('2025-08-14', { region: 'us-east-1' })]: log() };
    const { input } = await plan(memoryBucket(objects));
    const table = {
      ...input,
      Parameters: {
        ...input.Parameters,
        UPDATED_BY_CRAWLER: 'x',
        'projection.enabled': 'TRUE',
        'projection.aws_region.values': 'us-east-1,eu-west-1',
      },
      StorageDescriptor: {
        ...input.StorageDescriptor,
        Location: input.StorageDescriptor?.Location?.replace(/\/$/, ''),
      },
    };
    expect(differences(table, input)).toEqual([]);
  });

  it('is every field that decides on rows', async () => {
    const { input } = await plan(memoryBucket({ [plainKey('2025-08-14')]: log() }));
    const { 'skip.header.line.count': _, ...parameters } = input.Parameters ?? {};
    const columns = (input.StorageDescriptor?.Columns ?? []).map((column) =>
      column.Name === 'bytes' ? { ...column, Type: 'int' } : column,
    );
    const table = {
      ...input,
      PartitionKeys: [{ Name: 'partition_0', Type: 'string' }, ...(input.PartitionKeys ?? []).slice(1)],
      Parameters: { ...parameters, 'projection.year.range': '2024,2025' },
      StorageDescriptor: { ...input.StorageDescriptor, Columns: columns.slice(0, -1), Location: 's3://logs/other/' },
    };
    expect(differences(table, input)).toEqual([
      { what: 'location', is: 's3://logs/other/', wanted: 's3://logs/AWSLogs/123456789012/vpcflowlogs/eu-west-1/' },
      { what: 'column 10', is: 'bytes int', wanted: 'bytes bigint' },
      { what: 'column 14', is: '(none)', wanted: 'log_status string' },
      { what: 'partition key 1', is: 'partition_0 string', wanted: 'year string' },
      { what: 'property projection.year.range', is: '2024,2025', wanted: '2025,2031' },
      { what: 'property skip.header.line.count', is: '(none)', wanted: '1' },
    ]);
  });

  it('sees a projection that is switched on where partitions are registered', async () => {
    const bucket = memoryBucket({ [plainKey('2025-08-14')]: log() });
    const [projected, registered] = [await plan(bucket), await plan(bucket, '', 'registered')];
    expect(differences(projected.input, registered.input)).toContainEqual({
      what: 'property projection.enabled',
      is: 'true',
      wanted: '(none)',
    });
    const off = { ...projected.input, Parameters: { ...projected.input.Parameters, 'projection.enabled': 'false' } };
    expect(differences(off, registered.input)).toEqual([]);
  });
});

describe('the statement that makes the same table', () => {
  it('quotes every name with backticks and every text with its own escapes', () => {
    const ddl = createTableDdl('a-b', {
      Name: 'x',
      Description: "it's",
      PartitionKeys: [{ Name: 'date', Type: 'string' }],
      Parameters: { EXTERNAL: 'TRUE', a: 'b\\' },
      StorageDescriptor: {
        Columns: [{ Name: 'end', Type: 'bigint' }],
        Location: 's3://b/c/',
        InputFormat: 'in',
        OutputFormat: 'out',
        SerdeInfo: { SerializationLibrary: 'serde', Parameters: { 'field.delim': ' ' } },
      },
    });
    expect(ddl).toBe(`CREATE EXTERNAL TABLE IF NOT EXISTS \`a-b\`.\`x\` (
  \`end\` bigint
)
COMMENT 'it\\'s'
PARTITIONED BY (
  \`date\` string
)
ROW FORMAT SERDE 'serde'
WITH SERDEPROPERTIES (
  'field.delim' = ' '
)
STORED AS INPUTFORMAT 'in'
OUTPUTFORMAT 'out'
LOCATION 's3://b/c/'
TBLPROPERTIES (
  'a' = 'b\\\\'
)`);
  });
});
