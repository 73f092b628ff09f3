/** What became of each step of the set-up. */
import { counted } from '../output/units.ts';
import type { Lake } from './lake.ts';
import { makePartitionsStep, planPartitionsStep } from './partitions-step.ts';
import { isRegistered, type PlannedTable, prove } from './table-step.ts';
import type { ViewOutcome } from './views-step.ts';

/** A step, what became of it, and more about it. */
export interface Step {
  readonly step: string;
  readonly state: string;
  readonly detail: string | null;
  /** There is something left to do. */
  readonly open: boolean;
}

export function tableStep({ plan, differences }: PlannedTable, lake: Lake, state: string): Step {
  const detail =
    state === 'differs' ? `${differences.map(({ what }) => what).join(', ')}; see flowlogs setup-table` : null;
  const open = state === 'missing' || state === 'differs';
  return { step: `table ${lake.table}`, state, detail: detail ?? plan.input.StorageDescriptor?.Location ?? null, open };
}

export async function checkedPartitions(
  lake: Lake,
  planned: PlannedTable,
  since: string | undefined,
): Promise<readonly Step[]> {
  if (!isRegistered(planned)) return [];
  const { missing, outdated } = await planPartitionsStep(lake, since);
  const open = missing.length + outdated.length > 0;
  const detail = `${missing.length} to add, ${outdated.length} with other columns`;
  return [{ step: 'partitions', state: open ? 'missing' : 'kept', detail: open ? detail : null, open }];
}

export async function madePartitions(lake: Lake, since: string | undefined, replace: boolean): Promise<Step> {
  const planned = await planPartitionsStep(lake, since);
  const { added, changed, failed } = await makePartitionsStep(planned, lake, replace, () => {});
  const [first] = failed;
  return {
    step: 'partitions',
    state: first ? 'failed' : added.length > 0 ? 'created' : changed > 0 ? 'changed' : 'kept',
    detail: first ? `${first.values.join('/')}: ${first.why}` : `${counted(added.length, 'partition')} added`,
    open: first !== undefined,
  };
}

export function viewStep({ view, state, why }: ViewOutcome): Step {
  const open = state === 'missing' || state === 'differs' || state === 'stale';
  return { step: `view ${view.name}`, state, detail: why ?? view.summary, open };
}

export async function proofStep(planned: PlannedTable, view: string, lake: Lake): Promise<Step> {
  const { rows, columns } = await prove(planned, view, lake);
  const row = rows[0];
  const detail = row ? columns.map((name, i) => `${name}=${row[i] ?? '-'}`).join(' ') : 'no record is there yet';
  return { step: 'one question', state: row ? 'answered' : 'no row', detail, open: false };
}
