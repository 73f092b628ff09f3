/** Registers partitions: what S3 has and the catalog lacks. May be stopped and begun again at any time. */
import type { Partition, PartitionError, StorageDescriptor, Table } from '@aws-sdk/client-glue';
import { type Glue, largestBatch } from './glue.ts';
import type { PartitionKey } from './partitions.ts';
import { parsePattern, readDate } from './pattern.ts';
import { timeKeys } from './time-keys.ts';
import type { WantedPartition } from './wanted-partitions.ts';

/** The partitions of a table by their values. */
export type Registered = ReadonlyMap<string, Partition>;

/** Values as one text. */
function identity(values: readonly string[]): string {
  return JSON.stringify(values);
}

export async function registeredPartitions(glue: Glue, database: string, table: string): Promise<Registered> {
  const found = new Map<string, Partition>();
  for await (const page of glue.partitions(database, table)) {
    for (const partition of page) found.set(identity(partition.Values ?? []), partition);
  }
  return found;
}

/** The day of the earliest partition: what lies before it was left out on purpose. */
export function firstRegisteredDay(keys: readonly PartitionKey[], registered: Registered): string | undefined {
  const time = timeKeys(keys);
  const pattern = parsePattern(time.map((key) => key.pattern.text).join('-'));
  if (pattern === undefined) return undefined;
  const at = time.map((key) => keys.findIndex(({ name }) => name === key.name));
  const days = [...registered.values()].flatMap(({ Values = [] }) => {
    const date = readDate(pattern, at.map((i) => Values[i] ?? '').join('-'));
    return date === undefined ? [] : [date.toISOString().slice(0, 10)];
  });
  return days.sort()[0];
}

export function missingPartitions(
  wanted: readonly WantedPartition[],
  registered: Registered,
): readonly WantedPartition[] {
  return wanted.filter(({ values }) => !registered.has(identity(values)));
}

/** Partitions whose columns are no longer those of the table: HIVE_PARTITION_SCHEMA_MISMATCH, or silent NULLs. */
export function outdatedPartitions(table: Table, registered: Registered): readonly Partition[] {
  const wanted = schemaOf(table.StorageDescriptor);
  return [...registered.values()].filter(({ StorageDescriptor }) => {
    // A listing without columns tells nothing.
    return (StorageDescriptor?.Columns ?? []).length > 0 && schemaOf(StorageDescriptor) !== wanted;
  });
}

function schemaOf(storage: StorageDescriptor | undefined): string {
  const { Columns = [], InputFormat, SerdeInfo } = storage ?? {};
  return JSON.stringify([
    Columns.map(({ Name, Type }) => [Name?.toLowerCase(), Type?.toLowerCase()]),
    InputFormat,
    SerdeInfo?.SerializationLibrary,
  ]);
}

export interface Failure {
  readonly values: readonly string[];
  readonly why: string;
}

export interface Registration {
  readonly added: readonly WantedPartition[];
  readonly failed: readonly Failure[];
}

/** Adds partitions in batches; `onBatch` hears how many are done. One that somebody else added meanwhile counts as added. */
export async function addPartitions(
  glue: Glue,
  table: Table,
  missing: readonly WantedPartition[],
  onBatch: (done: number) => void,
): Promise<Registration> {
  const failed: Failure[] = [];
  for (let at = 0; at < missing.length; at += largestBatch) {
    const batch = missing.slice(at, at + largestBatch);
    const inputs = batch.map(({ values, location }) => ({
      Values: [...values],
      StorageDescriptor: { ...table.StorageDescriptor, Location: location },
    }));
    failed.push(...failures(await glue.createPartitions(table.DatabaseName ?? '', table.Name ?? '', inputs)));
    onBatch(at + batch.length);
  }
  const lost = new Set(failed.map(({ values }) => identity(values)));
  return { added: missing.filter(({ values }) => !lost.has(identity(values))), failed };
}

/** Gives partitions the columns and the format of their table; each keeps its place. */
export async function updatePartitions(
  glue: Glue,
  table: Table,
  outdated: readonly Partition[],
): Promise<readonly Failure[]> {
  const failed: Failure[] = [];
  for (let at = 0; at < outdated.length; at += largestBatch) {
    const inputs = outdated.slice(at, at + largestBatch).map(({ Values = [], Parameters, StorageDescriptor }) => ({
      Values,
      ...(Parameters ? { Parameters } : {}),
      StorageDescriptor: { ...table.StorageDescriptor, Location: StorageDescriptor?.Location },
    }));
    failed.push(...failures(await glue.updatePartitions(table.DatabaseName ?? '', table.Name ?? '', inputs)));
  }
  return failed;
}

function failures(errors: readonly PartitionError[]): readonly Failure[] {
  return errors
    .filter(({ ErrorDetail }) => ErrorDetail?.ErrorCode !== 'AlreadyExistsException')
    .map(({ PartitionValues = [], ErrorDetail }) => ({
      values: PartitionValues,
      why: `${ErrorDetail?.ErrorCode ?? 'unknown error'}: ${ErrorDetail?.ErrorMessage ?? ''}`,
    }));
}
