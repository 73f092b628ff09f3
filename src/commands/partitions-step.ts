/** The partitions as a step of the set-up: compare S3 with the catalog, and register what lacks. */
import type { Partition, Table } from '@aws-sdk/client-glue';
import { parseS3Uri } from '../catalog/bucket.ts';
import type { Failure, Registered } from '../catalog/register.ts';
import type { WantedPartition } from '../catalog/wanted-partitions.ts';
import { AnswerError } from '../errors.ts';
import type { Lake } from './lake.ts';

export interface PlannedPartitions {
  readonly table: Table;
  /** Why the table needs no registered partitions: `projects its partitions`. */
  readonly needsNone: string | undefined;
  readonly wanted: readonly WantedPartition[];
  readonly missing: readonly WantedPartition[];
  readonly registered: Registered;
  /** Registered ones with other columns than the table. */
  readonly outdated: readonly Partition[];
}

/** Looks; changes nothing. Throws AnswerError if there is no table. */
export async function planPartitionsStep(lake: Lake, since: string | undefined): Promise<PlannedPartitions> {
  const table = await lake.glue.table(lake.database, lake.table);
  if (table === undefined) {
    throw new AnswerError(
      `there is no table ${lake.database}.${lake.table}`,
      'make it with flowlogs setup-table --partitioning registered, or name another with --table',
    );
  }
  const needsNone = whyNone(table);
  if (needsNone !== undefined) {
    return { table, needsNone, wanted: [], missing: [], registered: new Map(), outdated: [] };
  }
  const { missingPartitions, outdatedPartitions, registeredPartitions } = await import('../catalog/register.ts');
  const registered = await registeredPartitions(lake.glue, lake.database, lake.table);
  const wanted = await wantedBy(table, registered, lake, since);
  return {
    table,
    needsNone,
    wanted,
    registered,
    missing: missingPartitions(wanted, registered),
    outdated: outdatedPartitions(table, registered),
  };
}

function whyNone({ TableType, PartitionKeys = [], Parameters }: Table): string | undefined {
  if (TableType === 'VIRTUAL_VIEW') return 'is a view';
  if (PartitionKeys.length === 0) return 'has no partition keys';
  const projected = Parameters?.['projection.enabled']?.trim().toLowerCase() === 'true';
  return projected ? 'projects its partitions, so Athena ignores registered ones' : undefined;
}

async function wantedBy(
  table: Table,
  registered: Registered,
  lake: Lake,
  since: string | undefined,
): Promise<readonly WantedPartition[]> {
  const [{ catalogTable }, { partitionKeys }, { wantedPartitions }] = await Promise.all([
    import('../catalog/table.ts'),
    import('../catalog/partitions.ts'),
    import('../catalog/wanted-partitions.ts'),
  ]);
  const known = catalogTable({ ...table, Name: table.Name }, lake.database);
  const place = parseS3Uri(known.location ?? '');
  if (place === undefined) throw new AnswerError(`the table ${lake.table} does not say where its data lie in S3`);
  const seen = [...registered.values()].map(({ Values = [] }) => Values);
  const keys = partitionKeys(known, undefined, seen);
  const wish = { table: known, keys, since, asInPath: seen.length === 0 };
  return wantedPartitions(lake.bucket(place.bucket), place.prefix, wish);
}

export interface MadePartitions {
  readonly added: readonly WantedPartition[];
  readonly changed: number;
  readonly failed: readonly Failure[];
}

/** Adds what is missing; what is outdated is changed with `replace` only. */
export async function makePartitionsStep(
  planned: PlannedPartitions,
  lake: Lake,
  replace: boolean,
  onBatch: (done: number) => void,
): Promise<MadePartitions> {
  const { addPartitions, updatePartitions } = await import('../catalog/register.ts');
  const table = { ...planned.table, DatabaseName: lake.database };
  const { added, failed } = await addPartitions(lake.glue, table, planned.missing, onBatch);
  const outdated = replace ? planned.outdated : [];
  const notChanged = await updatePartitions(lake.glue, table, outdated);
  return { added, changed: outdated.length - notChanged.length, failed: [...failed, ...notChanged] };
}
