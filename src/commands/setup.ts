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
import { type OutputRequest, outputRequest } from './output-request.ts';
import { checkedPartitions, madePartitions, proofStep, type Step, tableStep, viewStep } from './setup-steps.ts';
import { tableRequest } from './setup-table.ts';
import { isRegistered, makeTableStep, type PlannedTable, planTableStep, type TableRequest } from './table-step.ts';
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
  const { table, output, mode } = request;
  const planned = await planTableStep(table, lake, context.now());
  const steps: Step[] = [];
  const tell = (text: string) => {
    if (!output.quiet) context.stderr.stream.write(`${text}\n`);
  };
  try {
    const comparing = mode === 'plan' || mode === 'check';
    for await (const step of (comparing ? compared : made)(request, planned, lake)) steps.push(step);
  } catch (error) {
    for (const { step, state } of steps) tell(`${step}: ${state}`);
    throw error;
  }
  const rows: Row[] = steps.map(({ step, state, detail }) => [step, state, detail]);
  await writeUncut(stepColumns, rows, output, context, destination);
  for (const note of planned.plan.notes) tell(`note: ${note}`);
  if (mode === 'plan') tell('nothing was made (--dry-run)');
  return mode !== 'plan' && steps.some(({ open }) => open) ? 1 : 0;
}

async function* compared({ table, prefix }: SetupRequest, planned: PlannedTable, lake: Lake): AsyncGenerator<Step> {
  const { exists, differences, plan } = planned;
  yield tableStep(planned, lake, !exists ? 'missing' : differences.length > 0 ? 'differs' : 'kept');
  if (exists) yield* await checkedPartitions(lake, planned, table.since);
  const wanted = exists ? viewsOfTable(lake, prefix) : viewsOver(plan.input, lake.database, prefix);
  yield* (await checkViews(await wanted, lake)).map(viewStep);
}

/** Each step that is done, so that they can be told when a later one fails. */
async function* made({ table, prefix, mode }: SetupRequest, planned: PlannedTable, lake: Lake): AsyncGenerator<Step> {
  const replace = mode === 'replace';
  yield tableStep(planned, lake, await makeTableStep(planned, lake, replace));
  if (isRegistered(planned)) yield await madePartitions(lake, table.since, replace);
  yield* (await makeViews(await checkViews(await viewsOfTable(lake, prefix), lake), lake)).map(viewStep);
  yield await proofStep(planned, `${prefix}vpc_flow`, lake);
}

const stepColumns: readonly Column[] = ['step', 'state', 'detail'].map((name) => ({ name, kind: 'text' }));
