import { GetTableCommand, UpdateTableCommand } from '@aws-sdk/client-glue';
import { beforeAll, describe, expect, it } from 'vitest';
import { differences } from '../../src/catalog/drift.ts';
import { control, glue, makePlace, type Place, put, v2 } from './bed.ts';
import { layouts, putDays, records, run } from './lake.ts';
import { rowsOn } from './statement.ts';

let place: Place;

beforeAll(async () => {
  place = await makePlace('setup');
});

async function tableOf(name: string) {
  const { Table } = await glue.send(new GetTableCommand({ DatabaseName: place.database, Name: name }));
  if (!Table) throw new Error(`no table ${name}`);
  return Table;
}

describe('setup-table', () => {
  it.each(Object.entries(layouts))(
    'makes a table of projected partitions that reads a layout: %s',
    async (name, layout) => {
      const prefix = `${name.replaceAll(/\W+/g, '-')}/`;
      const table = name.toLowerCase().replaceAll(/\W+/g, '_');
      await putDays(place, prefix, layout);
      const { code, out, err } = await run(
        place,
        `setup-table --location s3://${place.bucket}/${prefix} --table ${table}`,
      );
      expect([code, err]).toEqual([0, `made the table ${place.database}.${table}\n`]);
      expect(out).toContain('The first row:');
      const day = layout.hive ? 'day' : 'date';
      const where = `WHERE year = '2025' AND month = '08' AND "${day}" = '14'`;
      expect(await rowsOn(place, `SELECT count(*), count(bytes), sum(bytes) FROM ${table} ${where}`)).toEqual([
        ['5', '4', '1620'],
      ]);
      expect(Object.keys((await tableOf(table)).Parameters ?? {})).toContain(`projection.${day}.digits`);
    },
  );

  it('makes one table for several accounts and Regions, with a key for each', async () => {
    const layout = { hive: false, hourly: false };
    await putDays(place, 'org/', layout);
    await putDays(place, 'org/', layout, { account: '210987654321', region: 'eu-west-1' });
    expect((await run(place, `setup-table --location s3://${place.bucket}/org/ --table org`)).code).toBe(0);
    const counted = `SELECT aws_account_id, aws_region, count(*) FROM org WHERE year = '2025' AND month = '08' AND date = '15' GROUP BY 1, 2 ORDER BY 1`;
    expect(await rowsOn(place, counted)).toEqual([
      ['123456789012', 'ap-southeast-1', '1'],
      ['210987654321', 'eu-west-1', '1'],
    ]);
  });

  it('prints a statement that makes the very same table', async () => {
    await putDays(place, 'ddl/', { hive: true, hourly: true });
    const args = `setup-table --location s3://${place.bucket}/ddl/ --table ddl --dry-run --json`;
    const planned = JSON.parse((await run(place, args)).out);
    await rowsOn(place, planned.ddl);
    const made = await tableOf('ddl');
    expect(differences(made, planned.create_table.TableInput)).toEqual([]);
    expect(made.Parameters).toMatchObject(planned.create_table.TableInput.Parameters);
    const again = await run(place, `setup-table --location s3://${place.bucket}/ddl/ --table ddl`);
    expect([again.code, again.err]).toEqual([0, `kept the table ${place.database}.ddl: it is as it should be\n`]);
  });

  it('lists how an existing table differs, and changes it only when told to', async () => {
    await putDays(place, 'drift/', { hive: false, hourly: false });
    const args = `setup-table --location s3://${place.bucket}/drift/ --table drift`;
    await run(place, args);
    const { DatabaseName, Name, TableType, PartitionKeys, Parameters, StorageDescriptor } = await tableOf('drift');
    const columns = StorageDescriptor?.Columns?.map((column) =>
      column.Name === 'bytes' ? { ...column, Type: 'int' } : column,
    );
    const TableInput = {
      ...{ Name, TableType, PartitionKeys, Parameters: { ...Parameters, UPDATED_BY_CRAWLER: 'x' } },
      StorageDescriptor: { ...StorageDescriptor, Columns: columns },
    };
    await glue.send(new UpdateTableCommand({ DatabaseName, TableInput }));
    for (const check of ['', ' --check']) {
      const { code, out } = await run(place, args + check);
      expect(code).toBe(1);
      expect(out).toContain('differs     column 10 is bytes int; what fits: bytes bigint');
    }
    expect((await tableOf('drift')).StorageDescriptor?.Columns?.[9]?.Type).toBe('int');
    const replaced = await run(place, `${args} --replace`);
    expect([replaced.code, replaced.err]).toEqual([0, `changed the table ${place.database}.drift\n`]);
    const changed = await tableOf('drift');
    expect(changed.StorageDescriptor?.Columns?.[9]?.Type).toBe('bigint');
    expect(changed.Parameters?.UPDATED_BY_CRAWLER).toBe('x');
  });

  it('refuses formats that no table can read, and reads the newest alone as it advises', async () => {
    const layout = { hive: false, hourly: false };
    await putDays(place, 'two/', layout);
    const other = 'version srcaddr dstaddr bytes start end action log-status';
    const key =
      'two/AWSLogs/123456789012/vpcflowlogs/ap-southeast-1/2025/08/16/1_vpcflowlogs_x_fl-0b2_20250816T0005Z_1.log.gz';
    await put(place, key, `${other}\n2 10.0.0.1 10.0.0.2 70 1755302400 1755302460 ACCEPT OK\n`);
    const args = `setup-table --location s3://${place.bucket}/two/ --table two`;
    await expect(run(place, args)).rejects.toMatchObject({
      exitCode: 1,
      hint: expect.stringContaining('--partitioning registered --since 2025-08-16'),
    });
    const newest = '--partitioning registered --since 2025-08-16';
    expect((await run(place, `${args} ${newest}`)).code).toBe(0);
    expect((await run(place, 'setup-partitions --table two --since 2025-08-16')).code).toBe(0);
    expect(await rowsOn(place, 'SELECT srcaddr, bytes FROM two')).toEqual([['10.0.0.1', '70']]);
  });

  it('says which action is refused, and ends with code 3', async () => {
    await putDays(place, 'denied/', { hive: false, hourly: false });
    await control({ access_denied: ['glue:CreateTable'] });
    try {
      await expect(
        run(place, `setup-table --location s3://${place.bucket}/denied/ --table denied`),
      ).rejects.toMatchObject({
        exitCode: 3,
        message: expect.stringContaining('glue:CreateTable'),
      });
    } finally {
      await control({ reset: true });
    }
  });

  it('lasts through throttling of Glue and S3', async () => {
    await putDays(place, 'slow/', { hive: false, hourly: false });
    await control({ glue_throttle_next: 4, s3_slow_down_next: 4 });
    try {
      expect((await run(place, `setup-table --location s3://${place.bucket}/slow/ --table slow`)).code).toBe(0);
    } finally {
      await control({ reset: true });
    }
  });
});

describe('setup-partitions', () => {
  it.each(Object.entries(layouts))('registers the folders of a layout, once: %s', async (name, layout) => {
    const prefix = `r-${name.replaceAll(/\W+/g, '-')}/`;
    const table = `r_${name.toLowerCase().replaceAll(/\W+/g, '_')}`;
    await putDays(place, prefix, layout);
    await run(
      place,
      `setup-table --location s3://${place.bucket}/${prefix} --table ${table} --partitioning registered`,
    );
    expect((await run(place, `setup-partitions --table ${table} --check`)).code).toBe(1);
    const since = await run(place, `setup-partitions --table ${table} --since 2025-08-15`);
    expect(since.err).toBe('added 1 of 1 partition\n');
    expect((await run(place, `setup-partitions --table ${table}`)).err).toBe('added 1 of 1 partition\n');
    expect((await run(place, `setup-partitions --table ${table}`)).err).toBe('');
    expect((await run(place, `setup-partitions --table ${table} --check`)).code).toBe(0);
    expect(await rowsOn(place, `SELECT count(*), sum(bytes) FROM ${table}`)).toEqual([['6', '1680']]);
  });

  it('gives more than a hundred days in batches, and goes on where it was stopped', async () => {
    const first = Date.UTC(2025, 0, 1);
    const days = Array.from({ length: 120 }, (_, i) => new Date(first + i * 86_400_000).toISOString().slice(0, 10));
    const folder = 'many/AWSLogs/123456789012/vpcflowlogs/ap-southeast-1/';
    const text = `${v2}\n${records['2025-08-15']?.[0]}\n`;
    await Promise.all(days.map((day) => put(place, `${folder}${day.replaceAll('-', '/')}/a.log.gz`, text)));
    await run(place, `setup-table --location s3://${place.bucket}/many/ --table many --partitioning registered`);
    await control({ fault: { match: 'glue:BatchCreatePartition', code: 'InternalFailure', message: 'no', times: 1 } });
    try {
      await expect(run(place, 'setup-partitions --table many')).rejects.toMatchObject({ exitCode: 1 });
    } finally {
      await control({ reset: true });
    }
    const { err, out } = await run(place, 'setup-partitions --table many --json');
    expect(err).toBe('added 100 of 120 partitions\nadded 120 of 120 partitions\n');
    expect(JSON.parse(out)).toMatchObject([
      { first_day: '2025-01-01', last_day: '2025-04-30', partitions: 120, missing: 0, added: 120 },
    ]);
    expect(await rowsOn(place, 'SELECT count(*) FROM many')).toEqual([['120']]);
  });

  it('gives partitions that have other columns those of the table', async () => {
    await putDays(place, 'old/', { hive: false, hourly: false });
    await run(place, `setup-table --location s3://${place.bucket}/old/ --table old --partitioning registered`);
    await run(place, 'setup-partitions --table old');
    const { DatabaseName, Name, TableType, PartitionKeys, Parameters, StorageDescriptor } = await tableOf('old');
    const columns = StorageDescriptor?.Columns?.map((column) =>
      column.Name === 'srcport' ? { ...column, Type: 'boolean' } : column,
    );
    const TableInput = {
      Name,
      TableType,
      PartitionKeys,
      Parameters,
      StorageDescriptor: { ...StorageDescriptor, Columns: columns },
    };
    await glue.send(new UpdateTableCommand({ DatabaseName, TableInput }));
    await expect(rowsOn(place, 'SELECT srcport FROM old')).rejects.toThrow('HIVE_PARTITION_SCHEMA_MISMATCH');
    expect((await run(place, 'setup-partitions --table old')).err).toBe(
      '2 partitions with other columns than the table; --replace changes them\n',
    );
    await run(place, `setup-table --location s3://${place.bucket}/old/ --table old --replace`);
    expect((await run(place, 'setup-partitions --table old --check')).code).toBe(0);
    expect(await rowsOn(place, 'SELECT count(srcport) FROM old')).toEqual([['5']]);
  });

  it('needs none where partitions are projected', async () => {
    await putDays(place, 'none/', { hive: false, hourly: false });
    await run(place, `setup-table --location s3://${place.bucket}/none/ --table none`);
    const { code, err } = await run(place, 'setup-partitions --table none');
    expect([code, err]).toEqual([
      0,
      `the table ${place.database}.none projects its partitions, so Athena ignores registered ones: it needs none\n`,
    ]);
  });
});

describe('setup', () => {
  it('makes table, partitions and views in one go, and keeps them the next time', async () => {
    const lake = await makePlace('lake');
    await putDays(lake, '', { hive: false, hourly: false });
    const args = `setup --location s3://${lake.bucket}/ --partitioning registered`;
    const planned = await run(lake, `${args} --dry-run`);
    expect([planned.code, planned.err]).toEqual([0, 'nothing was made (--dry-run)\n']);
    const made = await run(lake, args);
    expect(made.code).toBe(0);
    const states = (out: string) => out.split('\n').flatMap((one) => one.split(/ {2,}/)[1] ?? []);
    expect(states(made.out)).toEqual(['created', 'created', ...Array(5).fill('created'), 'answered']);
    const again = await run(lake, args);
    expect(states(again.out)).toEqual(['kept', 'kept', ...Array(5).fill('kept'), 'answered']);
    expect((await run(lake, `${args} --check`)).code).toBe(0);
  });
});
