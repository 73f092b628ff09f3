import type { Context } from '../context.ts';
import type { ExitCode } from '../errors.ts';
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
import type { Column, Row } from '../result.ts';
import { command } from './command.ts';
import { withDestination } from './deliver.ts';
import { type SetupMode, setupMode } from './exclusive.ts';
import { catalogOptions, type Lake, type LakeRequest, lakeRequest, withLake } from './lake.ts';
import { type OutputRequest, outputRequest } from './requests.ts';
import { checkedPartitions, madePartitions, proofStep, type Step, tableStep, viewStep } from './setup-steps.ts';
import { tableRequest } from './setup-table.ts';
import { isRegistered, makeTableStep, planTableStep, type TableRequest } from './table-step.ts';
import { writeUncut } from './uncut.ts';
import { checkViews, makeViews, viewsOfTable, viewsOver } from './views-step.ts';

interface SetupRequest {
  readonly lake: LakeRequest;
  readonly table: TableRequest;
  readonly prefix: string;
  readonly output: OutputRequest;
  readonly mode: SetupMode;
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
    mode: setupMode(given.values),
  }),
  run: (request, context) =>
    withDestination(request.output, context, (destination) =>
      withLake(request.lake, context, (lake) => setUp(request, lake, context, destination)),
    ),
});

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
  await writeUncut(stepColumns, rows, output, context, destination);
  if (!output.quiet) {
    for (const note of planned.plan.notes) context.stderr.stream.write(`note: ${note}\n`);
    if (mode === 'plan') context.stderr.stream.write('nothing was made (--dry-run)\n');
  }
  return mode !== 'plan' && steps.some(({ open }) => open) ? 1 : 0;
}

const stepColumns: readonly Column[] = ['step', 'state', 'detail'].map((name) => ({ name, kind: 'text' }));
