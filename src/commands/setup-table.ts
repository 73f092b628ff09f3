import type { Context } from '../context.ts';
import { type ExitCode, UsageError } from '../errors.ts';
import { locationOption } from '../options/lake.ts';
import { checkOption, dryRunOption, partitioningOption, replaceOption, sinceDayOption } from '../options/setup.ts';
import type { Destination } from '../output/destination.ts';
import { counted } from '../output/units.ts';
import type { Column, Row } from '../result.ts';
import { command } from './command.ts';
import { withDestination, writePlain, writeRows } from './deliver.ts';
import { jsonText } from './json-text.ts';
import { catalogOptions, type Lake, type LakeRequest, lakeRequest, withLake } from './lake.ts';
import { type OutputRequest, outputRequest } from './requests.ts';
import { rowsOf } from './rows.ts';
import { planColumns, planObject, planRows } from './table-plan.ts';
import {
  isRegistered,
  makeTableStep,
  type PlannedTable,
  type ProofRow,
  planTableStep,
  proveTable,
  type StepState,
  type TableRequest,
} from './table-step.ts';

interface SetupTableRequest {
  readonly lake: LakeRequest;
  readonly table: TableRequest;
  readonly output: OutputRequest;
  /** `plan`: show it; `check`: compare too; `create`, `replace`: do it. */
  readonly mode: 'plan' | 'check' | 'create' | 'replace';
}

export const setupTable = command({
  name: 'setup-table',
  arguments: '',
  summary: 'make the Glue table that fits the flow logs at --location, and prove that it reads them',
  purpose: 'Data lake',
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
    mode: modeOf(given.values),
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

function modeOf({
  dryRun,
  check,
  replace,
}: {
  dryRun: boolean;
  check: boolean;
  replace: boolean;
}): SetupTableRequest['mode'] {
  const said = [...(dryRun ? ['--dry-run'] : []), ...(check ? ['--check'] : []), ...(replace ? ['--replace'] : [])];
  if (said.length > 1) throw new UsageError(`${said[0]} and ${said[1]} contradict each other`, 'use one of them');
  return dryRun ? 'plan' : check ? 'check' : replace ? 'replace' : 'create';
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

async function doPlanned(
  planned: PlannedTable,
  lake: Lake,
  mode: SetupTableRequest['mode'],
): Promise<StepState | 'planned'> {
  if (mode === 'plan') return 'planned';
  if (mode === 'check') return !planned.exists ? 'missing' : planned.differences.length > 0 ? 'differs' : 'kept';
  return makeTableStep(planned, lake, mode === 'replace');
}

interface Done {
  readonly planned: PlannedTable;
  readonly state: StepState | 'planned';
  readonly proof: ProofRow | undefined;
}

/** For people one table below the other: the plan, what differs, the row read back. Programs get an object or the plan's rows. */
async function write(
  done: Done,
  output: OutputRequest,
  lake: Lake,
  context: Context,
  destination: Destination,
): Promise<void> {
  const { planned, state, proof } = done;
  if (output.format === 'json') {
    await writePlain(`${jsonText(planObject(planned, lake, state, proof))}\n`, context, destination);
    return;
  }
  const tables: [readonly Column[], readonly Row[]][] = [[planColumns, planRows(planned, lake)]];
  if (output.format === 'table') {
    if (planned.differences.length > 0)
      tables.push([differenceColumns, planned.differences.map(({ what, is, wanted }) => [what, is, wanted])]);
    if (proof?.rows[0]) tables.push([rowColumns, proof.columns.map((name, i) => [name, proof.rows[0]?.[i] ?? null])]);
  }
  for (const [i, [columns, rows]] of tables.entries()) {
    if (i > 0) await writePlain('\n', context, destination);
    await writeRows(rowsOf(columns, rows), output, context, destination);
  }
  if (state === 'planned' && output.format === 'table') {
    const { create_table, ddl } = planObject(planned, lake, state, proof);
    await writePlain(`\n${ddl};\n\n${jsonText(create_table)}\n`, context, destination);
  }
}

const differenceColumns: readonly Column[] = ['differs', 'is', 'fits'].map((name) => ({ name, kind: 'text' }));

const rowColumns: readonly Column[] = ['column', 'first row'].map((name) => ({ name, kind: 'text' }));

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
