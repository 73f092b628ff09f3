/** The views as a step of the set-up: compare each with what it should be, and make those that differ. */
import type { Table, TableInput } from '@aws-sdk/client-glue';
import type { WantedView } from '../catalog/views.ts';
import { AnswerError } from '../errors.ts';
import { identifier, sql } from '../sql.ts';
import type { Lake } from './lake.ts';

/** `stale`: the text is right, but Athena refuses it since the table changed. `left out`: the table lacks a field. */
type ViewState = 'created' | 'changed' | 'kept' | 'missing' | 'differs' | 'stale' | 'left out';

export interface ViewOutcome {
  readonly view: WantedView;
  readonly state: ViewState;
  /** Why it is stale, or left out. */
  readonly why: string | null;
}

/** The views over the table of the lake. Throws AnswerError if there is no such table. */
export async function viewsOfTable(lake: Lake, prefix: string): Promise<readonly WantedView[]> {
  const table = await lake.glue.table(lake.database, lake.table);
  if (table === undefined) {
    throw new AnswerError(
      `there is no table ${lake.database}.${lake.table} to make views over`,
      'make it with flowlogs setup-table, or name another with --table',
    );
  }
  return viewsOver(table, lake.database, prefix);
}

/** The views over a table that may not be there yet. */
export async function viewsOver(
  table: Table | TableInput,
  database: string,
  prefix: string,
): Promise<readonly WantedView[]> {
  const [{ views }, { catalogTable }, { viewSource }, { wantedViews }] = await Promise.all([
    import('../queries/views/index.ts'),
    import('../catalog/table.ts'),
    import('../catalog/view-source.ts'),
    import('../catalog/views.ts'),
  ]);
  return wantedViews(views, viewSource(catalogTable({ ...table, Name: table.Name }, database)), prefix);
}

/** Looks; changes nothing. */
export async function checkViews(wanted: readonly WantedView[], lake: Lake): Promise<readonly ViewOutcome[]> {
  return Promise.all(wanted.map((view) => checkView(view, lake)));
}

async function checkView(view: WantedView, lake: Lake): Promise<ViewOutcome> {
  const { isView, sameSelect, storedSelect } = await import('../catalog/views.ts');
  if (view.sql === undefined) {
    return { view, state: 'left out', why: `the table has no ${view.lacks.join(', ')}` };
  }
  const there = await lake.glue.table(lake.database, view.name);
  if (there === undefined) return { view, state: 'missing', why: null };
  if (!isView(there)) {
    throw new AnswerError(`${lake.database}.${view.name} is a table, not a view`, 'choose other names with --prefix');
  }
  const stored = storedSelect(there);
  if (stored === undefined || !sameSelect(stored, view.sql.text)) return { view, state: 'differs', why: null };
  // EXPLAIN reads no data and costs nothing.
  const said = await lake.attempt(sql`EXPLAIN SELECT * FROM ${identifier(lake.database)}.${identifier(view.name)}`);
  return typeof said === 'string' ? { view, state: 'stale', why: said } : { view, state: 'kept', why: null };
}

/** Makes the views that are missing, differ or are stale. */
export async function makeViews(checked: readonly ViewOutcome[], lake: Lake): Promise<readonly ViewOutcome[]> {
  return Promise.all(checked.map((outcome) => makeView(outcome, lake)));
}

async function makeView({ view, state, why }: ViewOutcome, lake: Lake): Promise<ViewOutcome> {
  if (view.sql === undefined || state === 'kept') return { view, state, why };
  const { createView } = await import('../catalog/views.ts');
  await lake.run(createView(view.name, view.sql));
  return { view, state: state === 'missing' ? 'created' : 'changed', why };
}

/** Takes the views away; the names of those that were there. */
export async function dropViews(wanted: readonly WantedView[], lake: Lake): Promise<readonly string[]> {
  const { isView } = await import('../catalog/views.ts');
  const dropped: string[] = [];
  for (const { name } of wanted) {
    const there = await lake.glue.table(lake.database, name);
    if (there === undefined || !isView(there)) continue;
    await lake.glue.deleteTable(lake.database, name);
    dropped.push(name);
  }
  return dropped;
}
