import type { PartitionInput, StorageDescriptor, Table } from '@aws-sdk/client-glue';
import { describe, expect, it } from 'vitest';
import { partitionKeys } from '../../src/catalog/partitions.ts';
import {
  addPartitions,
  firstRegisteredDay,
  missingPartitions,
  outdatedPartitions,
  registeredPartitions,
  updatePartitions,
} from '../../src/catalog/register.ts';
import { catalogTable } from '../../src/catalog/table.ts';
import { type WantedPartition, wantedPartitions } from '../../src/catalog/wanted-partitions.ts';
import { hiveKey, log, memoryBucket, plainKey } from './memory-bucket.ts';
import { memoryGlue } from './memory-glue.ts';

const storage: StorageDescriptor = {
  Columns: [{ Name: 'bytes', Type: 'bigint' }],
  Location: 's3://logs/x/',
  InputFormat: 'text',
  SerdeInfo: { SerializationLibrary: 'lazy', Parameters: { 'field.delim': ' ' } },
};
const table: Table = { Name: 'flowlogs', DatabaseName: 'db', StorageDescriptor: storage };

function wanted(day: string): WantedPartition {
  return { values: day.split('-'), location: `s3://logs/x/${day.replaceAll('-', '/')}/`, date: day, stream: 'x/' };
}

const days = Array.from({ length: 250 }, (_, i) => new Date(Date.UTC(2025, 0, 1 + i)).toISOString().slice(0, 10));

describe('registering partitions', () => {
  it('adds those that lack, a hundred at a time, with the storage of the table at their own place', async () => {
    const glue = memoryGlue({ partitions: [{ Values: ['2025', '01', '01'] }] });
    const registered = await registeredPartitions(glue, 'db', 'flowlogs');
    const missing = missingPartitions(days.map(wanted), registered);
    const done: number[] = [];
    const { added, failed } = await addPartitions(glue, table, missing, (count) => done.push(count));
    expect([added.length, failed]).toEqual([249, []]);
    expect(done).toEqual([100, 200, 249]);
    expect(glue.created.map((batch) => batch.length)).toEqual([100, 100, 49]);
    expect(glue.created[0]?.[0]).toEqual({
      Values: ['2025', '01', '02'],
      StorageDescriptor: { ...storage, Location: 's3://logs/x/2025/01/02/' },
    });
  });

  it('sees the partitions of every page', async () => {
    const partitions = days.slice(0, 5).map((day) => ({ Values: day.split('-') }));
    const registered = await registeredPartitions(memoryGlue({ partitions }), 'db', 'flowlogs');
    expect(registered.size).toBe(5);
    expect(missingPartitions(days.slice(0, 6).map(wanted), registered).map(({ date }) => date)).toEqual(['2025-01-06']);
  });

  it('takes one that somebody else added meanwhile for added, and hands on other errors', async () => {
    const error = (day: string, ErrorCode: string) => ({
      PartitionValues: day.split('-'),
      ErrorDetail: { ErrorCode, ErrorMessage: 'why' },
    });
    const glue = memoryGlue({
      errors: () => [error('2025-01-01', 'AlreadyExistsException'), error('2025-01-02', 'InternalServiceException')],
    });
    const { added, failed } = await addPartitions(glue, table, days.slice(0, 3).map(wanted), () => {});
    expect(added.map(({ date }) => date)).toEqual(['2025-01-01', '2025-01-03']);
    expect(failed).toEqual([{ values: ['2025', '01', '02'], why: 'InternalServiceException: why' }]);
  });

  it('keeps what was added when a later batch fails', async () => {
    let batches = 0;
    const errors = (_: readonly PartitionInput[]) => {
      if (++batches === 2) throw new Error('no');
      return [];
    };
    const glue = memoryGlue({ errors });
    await expect(addPartitions(glue, table, days.map(wanted), () => {})).rejects.toThrow('no');
    const left = missingPartitions(days.map(wanted), await registeredPartitions(glue, 'db', 'flowlogs'));
    expect(left).toHaveLength(150);
  });

  it('finds partitions with other columns than the table, and changes them where they are', async () => {
    const other = { ...storage, Columns: [{ Name: 'bytes', Type: 'string' }], Location: 's3://logs/x/2025/01/01/' };
    const partitions = [
      { Values: ['2025', '01', '01'], StorageDescriptor: other },
      { Values: ['2025', '01', '02'], StorageDescriptor: { ...storage, Columns: [{ Name: 'BYTES', Type: 'BIGINT' }] } },
      { Values: ['2025', '01', '03'] },
    ];
    const glue = memoryGlue({ partitions });
    const outdated = outdatedPartitions(table, await registeredPartitions(glue, 'db', 'flowlogs'));
    expect(outdated).toEqual([partitions[0]]);
    expect(await updatePartitions(glue, table, outdated)).toEqual([]);
    expect(glue.calls).toEqual(['updatePartitions flowlogs 2025/01/01']);
  });

  it('knows the day of the first partition, whatever its keys are', async () => {
    const first = (keys: string, ...values: readonly string[]) => {
      const known = catalog(keys);
      const seen = values.map((one) => one.split('|'));
      const registered = new Map(seen.map((Values) => [Values.join(), { Values }]));
      return firstRegisteredDay(partitionKeys(known, undefined, seen), registered);
    };
    expect(first('year month date', '2025|02|01', '2025|01|31')).toBe('2025-01-31');
    expect(first('region day', 'eu-west-1|2025/02/01', 'us-east-1|2025/01/31')).toBe('2025-01-31');
    expect(first('year month date')).toBeUndefined();
    expect(first('team', 'a')).toBeUndefined();
  });
});

function catalog(keys: string, location = 's3://logs/AWSLogs/') {
  const PartitionKeys = keys
    .split(' ')
    .map((key) => ({ Name: key.split(':')[0], Type: key.split(':')[1] ?? 'string' }));
  return catalogTable({ Name: 't', PartitionKeys, StorageDescriptor: { Location: location } }, 'db');
}

describe('the partitions that a table should have', () => {
  const region = 'AWSLogs/123456789012/vpcflowlogs/eu-west-1/';
  const objects = { [plainKey('2025-08-14')]: log(), [plainKey('2025-08-15')]: log() };

  async function values(
    keys: string,
    prefix: string,
    bucket = objects,
    seen: readonly string[][] = [],
    since?: string,
  ) {
    const known = catalog(keys);
    const wish = { table: known, keys: partitionKeys(known, undefined, seen), since, asInPath: seen.length === 0 };
    const found = await wantedPartitions(memoryBucket(bucket), prefix, wish);
    return found.map((one) => one.values.join(' '));
  }

  it.each([
    ['year month date', region, '2025 08 14'],
    ['aws_account_id aws_region year month date', 'AWSLogs/', '123456789012 eu-west-1 2025 08 14'],
    ['account region year month day', 'AWSLogs/', '123456789012 eu-west-1 2025 08 14'],
    ['region year month day', region, 'eu-west-1 2025 08 14'],
    ['dt:date', region, '2025-08-14'],
    ['year:int month:int day:int', region, '2025 08 14'],
  ])('are those of its keys: %s below %s', async (keys, prefix, expected) => {
    expect((await values(keys, prefix))[0]).toBe(expected);
  });

  it('are written as those that are there', async () => {
    const seen = [['2025', '8', '1']];
    expect((await values('year month day', region, objects, seen))[0]).toBe('2025 8 14');
    expect((await values('day', region, objects, [['2025/08/01']]))[0]).toBe('2025/08/14');
    expect((await values('date', region, objects, [['2025-08-01']]))[0]).toBe('2025-08-14');
  });

  it('are found for keys that a crawler named', async () => {
    const keys = 'partition_0 partition_1 partition_2 partition_3 partition_4 partition_5';
    const seen = [['123456789012', 'vpcflowlogs', 'eu-west-1', '2025', '08', '01']];
    expect((await values(keys, 'AWSLogs/', objects, seen))[0]).toBe('123456789012 vpcflowlogs eu-west-1 2025 08 14');
  });

  it('are those of Hive-compatible paths, with the names that the paths have, by the hour', async () => {
    const bucket = { [hiveKey('2025-08-14', { hour: '07' })]: log(), [hiveKey('2025-08-14', { hour: '08' })]: log() };
    const keys = 'aws-account-id aws-service aws-region year month day hour';
    expect(await values(keys, 'AWSLogs/', bucket)).toEqual([
      '123456789012 vpcflowlogs eu-west-1 2025 08 14 07',
      '123456789012 vpcflowlogs eu-west-1 2025 08 14 08',
    ]);
  });

  it('begin where --since says, and hold for several accounts and Regions', async () => {
    const bucket = { ...objects, [plainKey('2025-08-15', { account: '210987654321', region: 'us-east-1' })]: log() };
    expect(await values('aws_account_id aws_region year month date', 'AWSLogs/', bucket, [], '2025-08-15')).toEqual([
      '123456789012 eu-west-1 2025 08 15',
      '210987654321 us-east-1 2025 08 15',
    ]);
  });

  it('cannot be told for a key that no folder tells', async () => {
    await expect(values('team year month date', region)).rejects.toThrow('tells the partition key team');
  });
});
