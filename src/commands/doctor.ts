import type { Finding, Patient } from '../catalog/doctor/check.ts';
import type { Context } from '../context.ts';
import { AccessError, AnswerError, type ExitCode } from '../errors.ts';
import type { Column, Row } from '../result.ts';
import { command } from './command.ts';
import { withDestination, writePlain, writeRows } from './deliver.ts';
import { catalogOptions, type Lake, type LakeRequest, lakeRequest, withLake } from './lake.ts';
import { type OutputRequest, outputRequest } from './output-request.ts';
import { rowsOf } from './rows.ts';
import { uncut } from './uncut.ts';

interface DoctorRequest {
  readonly lake: LakeRequest;
  /** The option or setting that named the Region, if one did. */
  readonly regionOrigin: string | undefined;
  readonly output: OutputRequest;
}

export const doctor = command({
  details:
    'It looks at credentials, workgroup, database, table, the columns against the objects, projection or partitions against the folders, missing days, the newest object, views, crawlers, and what a day costs. It changes nothing. The exit code is 1 if there is a fault.',
  examples: ['flowlogs doctor', 'flowlogs doctor --table my_flow_logs --json'],
  filters: false,
  options: catalogOptions,
  request: (given): DoctorRequest => ({
    lake: lakeRequest(given),
    regionOrigin: given.origins.get('region'),
    output: outputRequest(given),
  }),
  run: ({ lake: request, output, regionOrigin }, context) =>
    withDestination(output, context, async (destination): Promise<ExitCode> => {
      const { examine } = await import('../catalog/doctor/index.ts');
      const findings = await withLake(request, context, async (lake) =>
        examine({
          ...(await patientOf(lake, request, context)),
          regionFrom: regionOrigin ?? (context.env.AWS_REGION ? 'AWS_REGION' : 'the profile'),
        }),
      ).catch(notOpened);
      if (output.format === 'table') await writePlain(uncut(findings.flatMap(findingLines)), context, destination);
      else await writeRows(rowsOf(findingColumns, rowsOfFindings(findings)), output, context, destination);
      return findings.some(({ verdict }: Finding) => verdict === 'fault') ? 1 : 0;
    }),
});

/** Without a Region nothing can be opened: that is a finding, too. */
function notOpened(error: unknown): readonly Finding[] {
  if (!(error instanceof AccessError)) throw error;
  return [{ check: 'region', verdict: 'fault', message: error.message, fix: error.hint ?? null }];
}

/** The fix under what it mends. */
function findingLines({ check, verdict, message, fix }: Finding): readonly Row[] {
  return [[verdict, check, message], ...(fix === null ? [] : [['', '', `-> ${fix}`]])];
}

function rowsOfFindings(findings: readonly Finding[]): readonly Row[] {
  return findings.map(({ check, verdict, message, fix }) => [check, verdict, message, fix]);
}

const findingColumns: readonly Column[] = ['check', 'verdict', 'message', 'fix'].map((name) => ({
  name,
  kind: 'text',
}));

async function patientOf(
  lake: Lake,
  { outputLocation }: LakeRequest,
  context: Context,
): Promise<Omit<Patient, 'regionFrom'>> {
  const [{ priceOf }, { catalogTable }, { viewSource }, { wantedViews }, { views }] = await Promise.all([
    import('../engines/athena/price.ts'),
    import('../catalog/table.ts'),
    import('../catalog/view-source.ts'),
    import('../catalog/views.ts'),
    import('../queries/views/index.ts'),
  ]);
  const readTable = once(() => lake.glue.table(lake.database, lake.table));
  return {
    ...lake,
    outputLocation,
    now: context.now(),
    run: async (statement) => {
      await lake.run(statement);
    },
    whyRefused: async (statement) => {
      const said = await lake.attempt(statement);
      return typeof said === 'string' ? said : undefined;
    },
    readTable,
    discovery: once(() => discoveryOf(lake, readTable)),
    views: (table) => wantedViews(views, viewSource(catalogTable({ ...table, Name: table.Name }, lake.database)), ''),
    price: (bytes) => priceOf(bytes, listPrice),
  };
}

/** US dollars for a terabyte, as Athena asks in most Regions. */
const listPrice = 5;

/** What lies where the table says; of a table with registered partitions, from the first of them on. */
async function discoveryOf(lake: Lake, readTable: Patient['readTable']) {
  const [{ discover }, { parseS3Uri }, { catalogTable }] = await Promise.all([
    import('../catalog/discover.ts'),
    import('../catalog/bucket.ts'),
    import('../catalog/table.ts'),
  ]);
  const found = await readTable();
  const table = catalogTable({ ...found, Name: lake.table }, lake.database);
  const place = parseS3Uri(table.location ?? '');
  if (place === undefined) throw new AnswerError(`the table ${lake.table} does not say where its data lie in S3`);
  const { projectionOf } = await import('../catalog/projection.ts');
  const registered = table.partitionKeys.length > 0 && projectionOf(table) === undefined;
  const since = registered ? await firstDay(lake, table) : undefined;
  return discover(lake.bucket(place.bucket), place.prefix, since);
}

async function firstDay(lake: Lake, table: Parameters<typeof import('../catalog/partitions.ts').partitionKeys>[0]) {
  const [{ partitionKeys }, { firstRegisteredDay, registeredPartitions }] = await Promise.all([
    import('../catalog/partitions.ts'),
    import('../catalog/register.ts'),
  ]);
  const registered = await registeredPartitions(lake.glue, lake.database, lake.table);
  const seen = [...registered.values()].map(({ Values = [] }) => Values);
  return firstRegisteredDay(partitionKeys(table, undefined, seen), registered);
}

/** Fetches once; a failure is kept as well. */
function once<T>(fetch: () => Promise<T>): () => Promise<T> {
  let fetched: Promise<T> | undefined;
  return () => {
    fetched ??= fetch();
    return fetched;
  };
}
