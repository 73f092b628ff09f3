import { DeleteTableCommand, GetTableCommand, UpdateTableCommand } from '@aws-sdk/client-glue';
import { beforeAll, describe, expect, it } from 'vitest';
import { glue, makePlace, makeTable, type Place, put } from './bed.ts';
import { putDays, run } from './lake.ts';
import { rowsOn } from './statement.ts';

let place: Place;

beforeAll(async () => {
  place = await makePlace('views');
  await putDays(place, '', { hive: false, hourly: false });
  await run(place, `setup-table --location s3://${place.bucket}/ --table logs --partitioning registered`);
  await run(place, 'setup-partitions --table logs');
  const { code, out } = await run(place, 'setup-views --table logs --csv --no-header');
  expect([code, out]).toEqual([0, all.map((name) => `${name},created,\n`).join('')]);
});

const all = ['vpc_reject_traffic', 'vpc_accept_traffic', 'vpc_traffic_daily', 'vpc_top_ports', 'vpc_flow'];

/** The state of each view, by name. */
async function states(args: string): Promise<readonly (string | undefined)[]> {
  const { out } = await run(place, `${args} --csv --no-header`);
  return out
    .trim()
    .split('\n')
    .map((line) => line.split(',')[1]);
}

describe('the views', () => {
  it('sum up what can be added up by hand', async () => {
    expect(await rowsOn(place, 'SELECT * FROM vpc_traffic_daily ORDER BY day, action')).toEqual([
      ['2025-08-14', 'ACCEPT', '2', '15', '1500'],
      ['2025-08-14', 'REJECT', '2', '3', '120'],
      ['2025-08-15', 'REJECT', '1', '1', '60'],
    ]);
    expect(await rowsOn(place, 'SELECT * FROM vpc_top_ports ORDER BY dstport')).toEqual([
      ['22', '6', 'REJECT', '2', '3', '120'],
      ['443', '6', 'ACCEPT', '2', '15', '1500'],
      ['3389', '6', 'REJECT', '1', '1', '60'],
    ]);
  });

  it('have a view of every flow, typed, with the keys that leave data out', async () => {
    const { Table } = await glue.send(new GetTableCommand({ DatabaseName: place.database, Name: 'vpc_flow' }));
    const columns = Table?.StorageDescriptor?.Columns?.map(({ Name, Type }) => `${Name} ${Type}`);
    expect(columns).toEqual([
      ...['version int', 'account_id string', 'interface_id string', 'srcaddr string', 'dstaddr string'],
      ...['srcport int', 'dstport int', 'protocol int', 'packets bigint', 'bytes bigint', 'start bigint', 'end bigint'],
      ...['action string', 'log_status string', 'start_time timestamp', 'end_time timestamp'],
      ...['year string', 'month string', 'date string'],
    ]);
    const day = `SELECT srcaddr, start_time FROM vpc_flow WHERE year = '2025' AND month = '08' AND date = '15'`;
    expect(await rowsOn(place, day)).toEqual([['203.0.113.9', '2025-08-15 00:00:00.000']]);
    expect(await rowsOn(place, 'SELECT count(*) FROM vpc_flow')).toEqual([['5']]);
  });

  it('are kept when nothing changed', async () => {
    expect(await states('setup-views --table logs')).toEqual(all.map(() => 'kept'));
    expect((await run(place, 'setup-views --table logs --check')).code).toBe(0);
  });

  it('outlive a change of the types of the table', async () => {
    const retype = (Type: string) =>
      changeColumns(({ Name, ...more }) => (Name === 'bytes' ? { ...more, Name, Type } : { ...more, Name }));
    await retype('string');
    await updatePartitions();
    expect(await states('setup-views --table logs --check')).toEqual(all.map(() => 'kept'));
    expect(await rowsOn(place, 'SELECT total_bytes FROM vpc_accept_traffic')).toEqual([['1500']]);
    await retype('bigint');
    await updatePartitions();
  });

  it('are told apart from what somebody else made of them, and made anew', async () => {
    await rowsOn(place, 'CREATE OR REPLACE VIEW vpc_top_ports AS SELECT dstport FROM logs');
    await glue.send(new DeleteTableCommand({ DatabaseName: place.database, Name: 'vpc_flow' }));
    const check = await run(place, 'setup-views --table logs --check');
    expect(check.code).toBe(1);
    expect(await states('setup-views --table logs --check')).toEqual(['kept', 'kept', 'kept', 'differs', 'missing']);
    expect(await states('setup-views --table logs')).toEqual(['kept', 'kept', 'kept', 'changed', 'created']);
  });

  it('are made anew when Athena calls them stale', async () => {
    const keys = 'year:string month:string date:string';
    await makeTable(place, 'typed', { folder: 'AWSLogs/', keys });
    await run(place, 'setup-views --table typed --prefix typed_');
    await glue.send(new DeleteTableCommand({ DatabaseName: place.database, Name: 'typed' }));
    await makeTable(place, 'typed', { folder: 'AWSLogs/', keys: keys.replaceAll('string', 'int') });
    const { code, out } = await run(place, 'setup-views --table typed --prefix typed_ --check');
    expect(code).toBe(1);
    expect(out).toMatch(/typed_vpc_flow +stale +.*VIEW_IS_STALE/);
    expect((await states('setup-views --table typed --prefix typed_')).at(-1)).toBe('changed');
    expect((await run(place, 'setup-views --table typed --prefix typed_ --check')).code).toBe(0);
  });

  it('are left out where the table lacks a field', async () => {
    await makeTable(place, 'short', {
      folder: 'short/',
      columns: 'version:int srcaddr:string dstaddr:string packets:bigint bytes:bigint start:bigint',
    });
    const { code, out } = await run(place, 'setup-views --table short --prefix short_');
    expect(code).toBe(0);
    expect(out).toContain('the table has no action');
    expect(out).toMatch(/short_vpc_flow +created/);
  });

  it('read tables with the names and types of others', async () => {
    const columns =
      'version:string account:string interfaceid:string sourceaddress:string destinationaddress:string sourceport:string destinationport:string protocol:string numpackets:string numbytes:string starttime:string endtime:string action:string logstatus:string';
    await makeTable(place, 'older', { folder: 'older/', columns });
    await put(
      place,
      'older/a.log.gz',
      'header\n2 1 eni-1 10.0.0.1 10.0.0.2 1 443 6 1 40 1755129600 1755129660 REJECT OK\n2 1 eni-1 - - - - - - - 1755129600 1755129660 - NODATA\n',
    );
    await run(place, 'setup-views --table older --prefix older_');
    expect(await rowsOn(place, 'SELECT * FROM older_vpc_reject_traffic')).toEqual([
      ['10.0.0.1', '10.0.0.2', '1', '40'],
    ]);
    expect(await rowsOn(place, 'SELECT day, flows FROM older_vpc_traffic_daily')).toEqual([['2025-08-14', '1']]);
  });

  it('print their statements, and go away again', async () => {
    const { out } = await run(place, 'setup-views --table logs --prefix gone_ --dry-run');
    for (const statement of out.split(';\n').slice(0, -1)) await rowsOn(place, statement);
    expect((await run(place, 'setup-views --table logs --prefix gone_ --check')).code).toBe(0);
    expect(await states('setup-views --table logs --prefix gone_ --drop')).toEqual(all.map(() => 'dropped'));
    expect(await states('setup-views --table logs --prefix gone_ --drop')).toEqual(all.map(() => 'not there'));
  });

  it('take no place from a table', async () => {
    await makeTable(place, 'taken_vpc_flow', { folder: 'short/' });
    await expect(run(place, 'setup-views --table logs --prefix taken_')).rejects.toThrow('is a table, not a view');
  });
});

async function changeColumns(
  change: (column: { Name: string | undefined; Type?: string | undefined }) => {
    Name: string | undefined;
    Type?: string | undefined;
  },
) {
  const { Table } = await glue.send(new GetTableCommand({ DatabaseName: place.database, Name: 'logs' }));
  const { Name, TableType, PartitionKeys, Parameters, StorageDescriptor } = Table ?? {};
  const Columns = StorageDescriptor?.Columns?.map(change);
  const TableInput = {
    Name,
    TableType,
    PartitionKeys,
    Parameters,
    StorageDescriptor: { ...StorageDescriptor, Columns },
  };
  await glue.send(new UpdateTableCommand({ DatabaseName: place.database, TableInput }));
}

async function updatePartitions(): Promise<void> {
  await run(place, 'setup-partitions --table logs --replace');
}
