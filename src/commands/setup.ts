import type { Context } from '../context.ts';
import { type ExitCode, UsageError } from '../errors.ts';
import { locationOption } from '../options/lake.ts';
import {
  checkOption,
  dryRunOption,
  partitioningOption,
  prefixOption,
  replaceOption,
  sinceDayOption,
} from '../options/setup.ts';
import type { Destination } from '../output/destination.ts';
import { counted } from '../output/units.ts';
import type { Column, Row } from '../result.ts';
import { command } from './command.ts';
import { withDestination, writeRows } from './deliver.ts';
import { catalogOptions, type Lake, type LakeRequest, lakeRequest, withLake } from './lake.ts';
import { makePartitionsStep, planPartitionsStep } from './partitions-step.ts';
import { type OutputRequest, outputRequest } from './requests.ts';
import { rowsOf } from './rows.ts';
import { tableRequest } from './setup-table.ts';
import {
  isRegistered,
  makeTableStep,
  type PlannedTable,
  planTableStep,
  prove,
  type TableRequest,
} from './table-step.ts';
import { checkViews, makeViews, type ViewOutcome, viewsOfTable, viewsOver } from './views-step.ts';

interface SetupRequest {
  readonly lake: LakeRequest;
  readonly table: TableRequest;
  readonly prefix: string;
  readonly output: OutputRequest;
  readonly mode: 'plan' | 'check' | 'make' | 'replace';
}

export const setup = command({
  name: 'setup',
  arguments: '',
  summary: 'table, partitions and views for the flow logs at --location, proved with one question',
  purpose: 'Data lake',
  details:
    'Each step says whether it was created, changed or kept; run it as often as you like. setup-table, setup-partitions and setup-views do one step each. An existing table that differs is changed with --replace only.',
  examples: ['flowlogs setup --location s3://my-flow-logs/ --dry-run', 'flowlogs setup --location s3://my-flow-logs/'],
  filters: false,
  options: {
    ...catalogOptions,
    ...locationOption,
    ...partitioningOption,
    ...sinceDayOption,
    ...prefixOption,
    ...dryRunOption,
    ...checkOption,
    ...replaceOption,
  },
  request: (given): SetupRequest => ({
    lake: lakeRequest(given),
    table: tableRequest(given.values),
    prefix: given.values.prefix,
    output: outputRequest(given),
    mode: modeOf(given.values),
  }),
  run: (request, context) =>
    withDestination(request.output, context, (destination) =>
      withLake(request.lake, context, (lake) => setUp(request, lake, context, destination)),
    ),
});

function modeOf({
  dryRun,
  check,
  replace,
}: {
  dryRun: boolean;
  check: boolean;
  replace: boolean;
}): SetupRequest['mode'] {
  const said = [...(dryRun ? ['--dry-run'] : []), ...(check ? ['--check'] : []), ...(replace ? ['--replace'] : [])];
  if (said.length > 1) throw new UsageError(`${said[0]} and ${said[1]} contradict each other`, 'use one of them');
  return dryRun ? 'plan' : check ? 'check' : replace ? 'replace' : 'make';
}

/** A step, what became of it, and more about it. */
interface Step {
  readonly step: string;
  readonly state: string;
  readonly detail: string | null;
  /** There is something left to do. */
  readonly open: boolean;
}

async function setUp(request: SetupRequest, lake: Lake, context: Context, destination: Destination): Promise<ExitCode> {
  const { table, prefix, output, mode } = request;
  const planned = await planTableStep(table, lake, context.now());
  const steps: Step[] = [];
  if (mode === 'plan' || mode === 'check') {
    steps.push(
      tableStep(planned, lake, !planned.exists ? 'missing' : planned.differences.length > 0 ? 'differs' : 'kept'),
    );
    if (planned.exists) steps.push(...(await checkedPartitions(lake, planned, table.since)));
    const wanted = planned.exists
      ? await viewsOfTable(lake, prefix)
      : await viewsOver(planned.plan.input, lake.database, prefix);
    steps.push(...(await checkViews(wanted, lake)).map(viewStep));
  } else {
    steps.push(tableStep(planned, lake, await makeTableStep(planned, lake, mode === 'replace')));
    if (isRegistered(planned)) steps.push(await madePartitions(lake, table.since, mode === 'replace'));
    const views = await makeViews(await checkViews(await viewsOfTable(lake, prefix), lake), lake);
    steps.push(...views.map(viewStep));
    steps.push(await proofStep(planned, `${prefix}vpc_flow`, lake));
  }
  const rows: Row[] = steps.map(({ step, state, detail }) => [step, state, detail]);
  await writeRows(rowsOf(stepColumns, rows), output, context, destination);
  if (!output.quiet) {
    for (const note of planned.plan.notes) context.stderr.stream.write(`note: ${note}\n`);
    if (mode === 'plan') context.stderr.stream.write('nothing was made (--dry-run)\n');
  }
  return mode !== 'plan' && steps.some(({ open }) => open) ? 1 : 0;
}

const stepColumns: readonly Column[] = ['step', 'state', 'detail'].map((name) => ({ name, kind: 'text' }));

function tableStep({ plan, differences }: PlannedTable, lake: Lake, state: string): Step {
  const detail =
    state === 'differs' ? `${differences.map(({ what }) => what).join(', ')}; see flowlogs setup-table` : null;
  const open = state === 'missing' || state === 'differs';
  return { step: `table ${lake.table}`, state, detail: detail ?? plan.input.StorageDescriptor?.Location ?? null, open };
}

async function checkedPartitions(
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

async function madePartitions(lake: Lake, since: string | undefined, replace: boolean): Promise<Step> {
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

function viewStep({ view, state, why }: ViewOutcome): Step {
  const open = state === 'missing' || state === 'differs' || state === 'stale';
  return { step: `view ${view.name}`, state, detail: why ?? view.summary, open };
}

async function proofStep(planned: PlannedTable, view: string, lake: Lake): Promise<Step> {
  const { rows, columns } = await prove(planned, view, lake);
  const row = rows[0];
  const detail = row ? columns.map((name, i) => `${name}=${row[i] ?? '-'}`).join(' ') : 'no record is there yet';
  return { step: 'one question', state: row ? 'answered' : 'no row', detail, open: false };
}
