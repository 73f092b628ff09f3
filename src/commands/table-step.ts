/** The table as a step of the set-up: look, plan, compare, make, prove. */
import { parseS3Uri } from '../catalog/bucket.ts';
import type { Difference } from '../catalog/drift.ts';
import type { Partitioning, TablePlan } from '../catalog/plan-table.ts';
import { AnswerError, UsageError } from '../errors.ts';
import { identifier, sql } from '../sql.ts';
import type { Lake, TextAnswer } from './lake.ts';

export interface TableRequest {
  readonly location: string;
  readonly partitioning: Partitioning | undefined;
  readonly since: string | undefined;
}

/** `missing` and `differs`: there is something to do, and it was not asked for. */
export type StepState = 'created' | 'changed' | 'kept' | 'missing' | 'differs';

export interface PlannedTable {
  readonly plan: TablePlan;
  readonly partitioning: Partitioning;
  readonly exists: boolean;
  readonly differences: readonly Difference[];
}

/** Looks and compares; changes nothing. */
export async function planTableStep(request: TableRequest, lake: Lake, now: Date): Promise<PlannedTable> {
  const [{ discover }, { planTable }, { differences }] = await Promise.all([
    import('../catalog/discover.ts'),
    import('../catalog/plan-table.ts'),
    import('../catalog/drift.ts'),
  ]);
  const place = parseS3Uri(request.location);
  if (place === undefined) throw new UsageError(`--location ${request.location} is not a place in S3`);
  const existing = await lake.glue.table(lake.database, lake.table);
  const partitioning = request.partitioning ?? (existing ? partitioningOf(existing.Parameters) : 'projection');
  const since = request.since && partitioning === 'projection' ? `${request.since.slice(0, 4)}-01-01` : request.since;
  const discovery = await discover(lake.bucket(place.bucket), place.prefix, since);
  const plan = planTable(discovery, lake.table, partitioning, now);
  return {
    plan,
    partitioning,
    exists: existing !== undefined,
    differences: existing ? differences(existing, plan.input) : [],
  };
}

function partitioningOf(parameters: Readonly<Record<string, string>> | undefined): Partitioning {
  return parameters?.['projection.enabled']?.toLowerCase() === 'true' ? 'projection' : 'registered';
}

/** Does what the plan says; what exists and differs is changed with `replace` only. */
export async function makeTableStep(planned: PlannedTable, lake: Lake, replace: boolean): Promise<StepState> {
  const { createTable, replaceTable } = await import('../catalog/make-table.ts');
  const { plan, exists, differences } = planned;
  if (!exists) {
    await createTable(lake.glue, lake.database, plan.input);
    return 'created';
  }
  if (differences.length === 0) return 'kept';
  if (!replace) return 'differs';
  const old = await lake.glue.table(lake.database, lake.table);
  if (old === undefined) throw new AnswerError(`the table ${lake.table} has gone while it was looked at`, 'try again');
  if (old.TableType === 'VIRTUAL_VIEW') {
    throw new AnswerError(`${lake.database}.${lake.table} is a view, not a table`, 'choose another name with --table');
  }
  await replaceTable(lake.glue, lake.database, old, plan.input);
  return 'changed';
}

/** Reads one row back. Throws AnswerError if a record is known to lie there and no row comes. */
export async function proveTable(planned: PlannedTable, lake: Lake): Promise<TextAnswer | undefined> {
  return isRegistered(planned) ? undefined : prove(planned, lake.table, lake);
}

/** The same through the table or a view over it, called `name`. */
export async function prove({ plan }: PlannedTable, name: string, lake: Lake): Promise<TextAnswer> {
  const { proofOf } = await import('../catalog/proof.ts');
  const proof = proofOf(plan, sql`${identifier(lake.database)}.${identifier(name)}`);
  const answer = await lake.run(proof.sql);
  if (answer.rows.length === 0 && proof.certain) {
    throw new AnswerError(
      `${lake.database}.${name} gives no row, though ${proof.object} has a record`,
      'flowlogs doctor looks for the reason',
    );
  }
  return answer;
}

/** Whether the table's partitions have to be registered before it gives rows. */
export function isRegistered({ plan, partitioning }: PlannedTable): boolean {
  return partitioning === 'registered' && (plan.input.PartitionKeys?.length ?? 0) > 0;
}
