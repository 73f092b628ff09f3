/** What was found at a location and the table that fits it, for people (a table of items) and for programs (an object). */
import { s3Uri } from '../catalog/bucket.ts';
import { createTableDdl } from '../catalog/ddl.ts';
import { layoutName } from '../catalog/discover.ts';
import type { LevelKind } from '../catalog/levels.ts';
import type { TablePlan } from '../catalog/plan-table.ts';
import type { Column, Row } from '../result.ts';
import type { Lake, TextAnswer } from './lake.ts';
import type { PlannedTable, StepState } from './table-step.ts';

export const planColumns: readonly Column[] = [
  { name: 'item', kind: 'text' },
  { name: 'found', kind: 'text' },
];

/** More accounts or flow logs than that are counted, not listed. */
const mostListed = 8;

export function planRows({ plan, partitioning, exists, differences }: PlannedTable, lake: Lake): readonly Row[] {
  const { discovery, keys } = plan;
  const keyNames = keys.keys.map(({ name }) => name).join(', ');
  return [
    ['table', `${lake.database}.${lake.table} (${exists ? 'is there' : 'new'})`],
    ['location', s3Uri(discovery.bucket, keys.root)],
    ['layout', layoutText(plan)],
    ['accounts', listed(valuesOf(plan, 'account'))],
    ['regions', listed(valuesOf(plan, 'region'))],
    ['days', daysText(plan)],
    ['flow logs', listed([...new Set(discovery.samples.samples.map(({ flowLog }) => flowLog ?? 'without an id'))])],
    ['format', formatText(plan)],
    ['fields', (plan.input.StorageDescriptor?.Columns ?? []).map(({ Name }) => Name).join(' ')],
    ['partitions', keyNames === '' ? 'none' : `${partitioning}: ${keyNames}`],
    ['sample row', discovery.samples.samples.find(({ record }) => record !== undefined)?.record ?? null],
    ...plan.notes.map((note) => ['note', note]),
    ...differences.map(({ what, is, wanted }) => ['differs', `${what} is ${is}; what fits: ${wanted}`]),
  ];
}

/** The same as an object with stable keys. */
export function planObject(
  planned: PlannedTable,
  lake: Lake,
  state: StepState | 'planned',
  proof: TextAnswer | undefined,
) {
  const { plan, partitioning, differences } = planned;
  const days = daysOf(plan);
  return {
    database: lake.database,
    table: lake.table,
    state,
    location: plan.input.StorageDescriptor?.Location ?? null,
    layout: layoutName(plan.discovery.tree),
    hourly: plan.discovery.samples.hourly,
    accounts: valuesOf(plan, 'account'),
    regions: valuesOf(plan, 'region'),
    first_day: days[0] ?? null,
    last_day: days.at(-1) ?? null,
    days: days.length,
    partitioning,
    differences,
    notes: plan.notes,
    row: proof?.rows[0] ? Object.fromEntries(proof.columns.map((name, i) => [name, proof.rows[0]?.[i] ?? null])) : null,
    create_table: { DatabaseName: lake.database, TableInput: plan.input },
    ddl: createTableDdl(lake.database, plan.input),
  };
}

function layoutText({ discovery: { tree, samples } }: TablePlan): string {
  if (tree.levels.length === 0) return layoutName(tree);
  return `${layoutName(tree)}, a folder for each ${samples.hourly ? 'hour' : 'day'}`;
}

/** The values of a level, from the path below the root or, for a root that lies inside of it, from the root. */
function valuesOf({ discovery: { tree } }: TablePlan, kind: LevelKind): readonly string[] {
  const at = tree.levels.findIndex((level) => level.kind === kind);
  if (at >= 0) return [...new Set(tree.streams.map(({ values }) => values[at] ?? ''))].sort();
  const shape = kind === 'account' ? /^(?:aws-account-id=)?(\d{12})$/ : /^(?:aws-region=)?([a-z]{2}(?:-[a-z]+)+-\d+)$/;
  return tree.root.split('/').flatMap((name) => shape.exec(name)?.[1] ?? []);
}

function daysOf({ discovery: { tree } }: TablePlan): readonly string[] {
  return [...new Set(tree.streams.flatMap(({ days }) => days.map(({ date }) => date)))].sort();
}

function daysText(plan: TablePlan): string {
  const days = daysOf(plan);
  return days.length === 0 ? 'not told by folders' : `${days[0]} to ${days.at(-1)}, ${days.length} with objects`;
}

function formatText({ format }: TablePlan): string {
  if (format.is === 'parquet') return `Parquet, ${format.columns.length} columns`;
  const header = format.header ? 'with header lines' : 'without header lines';
  return `text${format.gzip ? ', gzip' : ''}, ${format.fields.length} fields, ${header}`;
}

function listed(values: readonly string[]): string {
  if (values.length === 0) return 'not told by folders';
  if (values.length <= mostListed) return values.join(', ');
  return `${values.slice(0, mostListed).join(', ')} and ${values.length - mostListed} more`;
}
