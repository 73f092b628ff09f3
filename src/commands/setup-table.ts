import type { Context } from '../context.ts';
import { type ExitCode, UsageError } from '../errors.ts';
import { locationOption } from '../options/lake.ts';
import { checkOption, dryRunOption, partitioningOption, replaceOption, sinceDayOption } from '../options/setup.ts';
import type { Destination } from '../output/destination.ts';
import { counted } from '../output/units.ts';
import { command } from './command.ts';
import { withDestination, writePlain } from './deliver.ts';
import { type SetupMode, setupMode } from './exclusive.ts';
import { jsonText } from './json-text.ts';
import { catalogOptions, type Lake, type LakeRequest, lakeRequest, type TextAnswer, withLake } from './lake.ts';
import { type OutputRequest, outputRequest } from './output-request.ts';
import { planColumns, planObject, planRows } from './table-plan.ts';
import {
  isRegistered,
  makeTableStep,
  type PlannedTable,
  planTableStep,
  proveTable,
  type StepState,
  type TableRequest,
} from './table-step.ts';
import { uncut, writeUncut } from './uncut.ts';

interface SetupTableRequest {
  readonly lake: LakeRequest;
  readonly table: TableRequest;
  readonly output: OutputRequest;
  readonly mode: SetupMode;
}

export const setupTable = command({
  details: [
    'It looks into S3 (folders, and the first bytes of an object of each flow log): layout, accounts, Regions, days, fields, format. An existing table is compared field by field; without --replace it is never changed, and the exit code is 1 if it differs.',
    '--dry-run prints the input of Glue CreateTable and the CREATE TABLE statement that does the same.',
  ].join('\n\n'),
  examples: [
    'flowlogs setup-table --location s3://my-flow-logs/ --dry-run',
    'flowlogs setup-table --location s3://my-flow-logs/ --database network --table vpc_flow_logs',
  ],
  filters: false,
  options: {
    ...catalogOptions,
    ...locationOption,
    ...partitioningOption,
    ...sinceDayOption,
    ...dryRunOption,
    ...checkOption,
    ...replaceOption,
  },
  request: (given): SetupTableRequest => ({
    lake: lakeRequest(given),
    table: tableRequest(given.values),
    output: outputRequest(given),
    mode: setupMode(given.values),
  }),
  run: (request, context) =>
    withDestination(request.output, context, (destination) =>
      withLake(request.lake, context, (lake) => setUp(request, lake, context, destination)),
    ),
});

export function tableRequest({
  location,
  partitioning,
  since,
}: Omit<TableRequest, 'location'> & { location: string | undefined }): TableRequest {
  if (location === undefined) {
    throw new UsageError(
      '--location does not say where the flow logs lie',
      'add --location s3://bucket/prefix/, as in their log destination',
    );
  }
  return { location, partitioning, since };
}

async function setUp(
  { table, output, mode }: SetupTableRequest,
  lake: Lake,
  context: Context,
  destination: Destination,
): Promise<ExitCode> {
  const planned = await planTableStep(table, lake, context.now());
  const state = await doPlanned(planned, lake, mode);
  const proof = state === 'created' || state === 'changed' ? await proveTable(planned, lake) : undefined;
  await write({ planned, state, proof }, output, lake, context, destination);
  if (!output.quiet) context.stderr.stream.write(`${said(state, planned, lake)}\n`);
  return mode !== 'plan' && (state === 'missing' || state === 'differs') ? 1 : 0;
}

async function doPlanned(planned: PlannedTable, lake: Lake, mode: SetupMode): Promise<StepState | 'planned'> {
  if (mode === 'plan') return 'planned';
  if (mode === 'check') return !planned.exists ? 'missing' : planned.differences.length > 0 ? 'differs' : 'kept';
  return makeTableStep(planned, lake, mode === 'replace');
}

interface Done {
  readonly planned: PlannedTable;
  readonly state: StepState | 'planned';
  readonly proof: TextAnswer | undefined;
}

/** For people the plan, and below it the row read back or the statement; programs get an object, or the plan's rows. */
async function write(
  { planned, state, proof }: Done,
  output: OutputRequest,
  lake: Lake,
  context: Context,
  destination: Destination,
): Promise<void> {
  if (output.format === 'json') {
    await writePlain(`${jsonText(planObject(planned, lake, state, proof))}\n`, context, destination);
    return;
  }
  await writeUncut(planColumns, planRows(planned, lake), output, context, destination);
  if (output.format !== 'table') return;
  const first = proof?.rows[0];
  if (proof && first) {
    const rows = proof.columns.map((name, i) => [name, first[i] ?? null]);
    await writePlain(`\nThe first row:\n${uncut(rows)}`, context, destination);
  }
  if (state === 'planned') {
    const { create_table, ddl } = planObject(planned, lake, state, proof);
    await writePlain(`\n${ddl};\n\n${jsonText(create_table)}\n`, context, destination);
  }
}

function said(state: StepState | 'planned', planned: PlannedTable, lake: Lake): string {
  const table = `${lake.database}.${lake.table}`;
  const next = isRegistered(planned) ? '; its partitions come with flowlogs setup-partitions' : '';
  switch (state) {
    case 'planned':
      return 'nothing was made (--dry-run)';
    case 'created':
      return `made the table ${table}${next}`;
    case 'changed':
      return `changed the table ${table}${next}`;
    case 'kept':
      return `kept the table ${table}: it is as it should be`;
    case 'missing':
      return `the table ${table} is not there; flowlogs setup-table makes it`;
    case 'differs':
      return `kept the table ${table}, which differs in ${counted(planned.differences.length, 'point')}; --replace changes it`;
  }
}
