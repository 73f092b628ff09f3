import { GetTableCommand, type TableInput, UpdateTableCommand } from '@aws-sdk/client-glue';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { control, createWorkGroup, glue, makePlace, makeTable, type Place, put, v2 } from './bed.ts';
import { putDays, run } from './lake.ts';
import { rowsOn } from './statement.ts';

let place: Place;
const plain = { hive: false, hourly: false };

beforeAll(async () => {
  place = await makePlace('doctor');
  await putDays(place, '', plain);
  await run(place, `setup --location s3://${place.bucket}/ --table logs --partitioning registered`);
});

afterEach(async () => {
  await control({ reset: true });
});

interface Finding {
  readonly check: string;
  readonly verdict: string;
  readonly message: string;
  readonly fix: string | null;
}

/** What doctor says of a table, by check. */
async function findings(table: string, more = ''): Promise<{ code: number; of: (check: string) => readonly string[] }> {
  const { code, out } = await run(place, `doctor --table ${table} --json${more}`);
  const all = JSON.parse(out) as readonly Finding[];
  expect(all.every(({ verdict, fix }) => (fix !== null) === (verdict === 'warning' || verdict === 'fault'))).toBe(true);
  const of = (check: string) =>
    all.filter((one) => one.check === check).map(({ verdict, message }) => `${verdict}: ${message}`);
  return { code, of };
}

/** Makes a table over the days of the place with other properties or columns than fit. */
async function spoilt(name: string, change: (input: TableInput) => TableInput): Promise<void> {
  await run(place, `setup-table --location s3://${place.bucket}/ --table ${name}`);
  const { Table } = await glue.send(new GetTableCommand({ DatabaseName: place.database, Name: name }));
  const { Name, TableType, PartitionKeys, Parameters, StorageDescriptor } = Table ?? {};
  const input = change({ Name, TableType, PartitionKeys, Parameters, StorageDescriptor });
  await glue.send(new UpdateTableCommand({ DatabaseName: place.database, TableInput: input }));
}

describe('doctor', () => {
  it('finds nothing wrong with what setup makes', async () => {
    const { code, out } = await run(place, 'doctor --table logs');
    expect(code).toBe(0);
    expect(out.split('\n').filter((line) => /^(fault|warning|skipped)/.test(line))).toEqual([]);
    expect(out).toContain('account 123456789012');
    expect(out).toMatch(/^ok +partitions +all 2 are registered$/m);
    expect(out).toMatch(/^ok +days +2025-08-14 to 2025-08-15, without a gap$/m);
    expect(out).toMatch(/^ok +cost +2025-08-15 is \d+ bytes in 1 object;/m);
  });

  it('finds columns that stand at another place than in the objects', async () => {
    await spoilt('shifted', ({ StorageDescriptor, ...input }) => {
      const [first, ...others] = StorageDescriptor?.Columns ?? [];
      const Columns = [...others.slice(0, 2), ...(first ? [first] : []), ...others.slice(2)];
      return { ...input, StorageDescriptor: { ...StorageDescriptor, Columns } };
    });
    const { code, of } = await findings('shifted');
    expect(code).toBe(1);
    expect(of('columns')).toEqual([
      'fault: column 1 is called account_id, and the objects have version there: values are shifted',
    ]);
  });

  it('finds columns too narrow for their numbers, and header lines that are read', async () => {
    await spoilt('narrow', ({ Parameters, StorageDescriptor, ...input }) => {
      const { 'skip.header.line.count': _, ...kept } = Parameters ?? {};
      const Columns = StorageDescriptor?.Columns?.map((column) =>
        column.Name === 'bytes' ? { Name: 'bytes', Type: 'int' } : column,
      );
      return { ...input, Parameters: kept, StorageDescriptor: { ...StorageDescriptor, Columns } };
    });
    expect((await findings('narrow')).of('columns')).toEqual([
      'warning: the header line of every object is read as a record (flowlogs drops it, other queries do not)',
      'fault: column bytes is int: a larger number of bytes becomes NULL, and sums too small',
    ]);
  });

  it.each([
    [
      'a range that ends too early',
      { 'projection.year.range': '2018,2024' },
      /does not reach .* on 2025-08-14 and 2025-08-15/,
    ],
    ['numbers without their zero', { 'projection.month.digits': '1' }, /does not reach/],
    [
      'a template with a name that is no key',
      { 'storage.location.template': 's3://x/$' + '{account_id}/' },
      /which is no partition key/,
    ],
  ])('finds what a projection misses: %s', async (name, properties, message) => {
    const table = name.replaceAll(' ', '_');
    await spoilt(table, (input) => ({
      ...input,
      Parameters: { ...input.Parameters, ...(properties as Record<string, string>) },
    }));
    const { code, of } = await findings(table);
    expect(code).toBe(1);
    expect(of('projection').join()).toMatch(message);
  });

  it('warns of a projection that ends this year', async () => {
    await spoilt('ending', (input) => ({
      ...input,
      Parameters: { ...input.Parameters, 'projection.year.range': '2018,2025' },
    }));
    expect((await findings('ending')).of('projection')[0]).toBe(
      'warning: year is projected up to 2025 only; after it there are no rows and no error',
    );
  });

  it('finds partitions that are not registered, and days that lack', async () => {
    const folder = 'gaps/AWSLogs/123456789012/vpcflowlogs/ap-southeast-1/';
    for (const day of ['2025/08/01', '2025/08/02', '2025/08/05'])
      await put(place, `${folder}${day}/a.log.gz`, `${v2}\n`);
    await run(place, `setup-table --location s3://${place.bucket}/gaps/ --table gaps --partitioning registered`);
    await run(place, 'setup-partitions --table gaps');
    await put(place, `${folder}2025/08/06/a.log.gz`, `${v2}\n`);
    const { code, of } = await findings('gaps');
    expect(code).toBe(1);
    expect(of('partitions')).toEqual([
      'fault: 1 of 4 are not registered, 2025-08-06 to 2025-08-06: questions do not see them',
    ]);
    expect(of('days')[0]).toBe(
      `warning: 2025-08-01 to 2025-08-06 in ${folder}, but nothing for 2025-08-03 to 2025-08-04 (2 days)`,
    );
  });

  it('finds two formats in one place, and says what to do', async () => {
    const folder = 'mixed/AWSLogs/123456789012/vpcflowlogs/ap-southeast-1/2025/08/14/';
    await put(place, `${folder}1_vpcflowlogs_x_fl-0a1_20250814T0005Z_1.log.gz`, `${v2}\n`);
    await run(place, `setup-table --location s3://${place.bucket}/mixed/ --table mixed`);
    await put(
      place,
      `${folder}1_vpcflowlogs_x_fl-0b2_20250814T0005Z_1.log.gz`,
      'version bytes srcaddr log-status\n2 1 10.0.0.1 OK\n',
    );
    const { of } = await findings('mixed');
    expect(of('columns')[0]).toMatch(/^fault: 2 formats lie together/);
  });

  it('finds views that Athena refuses, whoever made them', async () => {
    await makeTable(place, 'typed', { folder: 'AWSLogs/', keys: 'year:string month:string date:string' });
    await rowsOn(place, 'CREATE VIEW of_a_colleague AS SELECT srcaddr, bytes FROM typed');
    const { Table } = await glue.send(new GetTableCommand({ DatabaseName: place.database, Name: 'typed' }));
    const { Name, TableType, PartitionKeys, Parameters, StorageDescriptor } = Table ?? {};
    const Columns = StorageDescriptor?.Columns?.map((column) =>
      column.Name === 'bytes' ? { Name: 'bytes', Type: 'string' } : column,
    );
    const TableInput = {
      Name,
      TableType,
      PartitionKeys,
      Parameters,
      StorageDescriptor: { ...StorageDescriptor, Columns },
    };
    await glue.send(new UpdateTableCommand({ DatabaseName: place.database, TableInput }));
    const { code, of } = await findings('typed');
    expect(code).toBe(1);
    expect(of('views')).toContainEqual(expect.stringMatching(/^fault: of_a_colleague: .*VIEW_IS_STALE/));
    expect(of('views')).toContainEqual('warning: vpc_flow reads another table');
  });

  it('finds what lacks, and looks at nothing that rests on it', async () => {
    const { code, of } = await findings('nobody');
    expect(code).toBe(1);
    expect(of('table')).toEqual([`fault: there is no table nobody in ${place.database}`]);
    expect(of('columns')).toEqual(['skipped: not looked at: no table']);
  });

  it('finds a workgroup without a place for results, or that is not there', async () => {
    const { answered } = await import('../commands/typing.ts');
    const doctor = (...args: string[]) =>
      answered(['doctor', '--database', place.database, '--table', 'logs', ...args]);
    const nowhere = await doctor();
    expect(nowhere.code).toBe(1);
    expect(nowhere.out).toMatch(/^fault +workgroup +nothing says where results go/m);
    expect(nowhere.out).toMatch(/^skipped +views/m);
    const managed = await createWorkGroup({ ManagedQueryResultsConfiguration: { Enabled: true } });
    expect((await doctor('--work-group', managed)).out).toMatch(/^ok +workgroup +.*managed results/m);
    expect((await doctor('--work-group', 'none-here')).out).toMatch(/^fault +workgroup +.*none-here is not found/m);
  });

  it('tells expired credentials from a refusal', async () => {
    await control({ expired_token: true });
    const expired = await run(place, 'doctor --table logs');
    expect(expired.code).toBe(1);
    expect(expired.out).toMatch(/^fault +credentials +the AWS credentials have expired/m);
    expect(expired.out).toMatch(/^skipped +table +not looked at: no credentials$/m);
    await control({ reset: true, access_denied: ['glue:GetCrawlers'] });
    const refused = await findings('logs');
    expect(refused.of('credentials')[0]).toMatch(/^ok/);
    expect(refused.of('crawler')[0]).toMatch(/^fault: AWS does not allow glue:GetCrawlers/);
  });
});
