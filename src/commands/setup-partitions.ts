import type { WantedPartition } from '../catalog/wanted-partitions.ts';
import type { Context } from '../context.ts';
import { AnswerError, type ExitCode } from '../errors.ts';
import { checkOption, dryRunOption, replaceOption, sinceDayOption } from '../options/setup.ts';
import type { Destination } from '../output/destination.ts';
import { counted } from '../output/units.ts';
import type { Column, Row } from '../result.ts';
import { command } from './command.ts';
import { withDestination, writeRows } from './deliver.ts';
import { type SetupMode, setupMode } from './exclusive.ts';
import { catalogOptions, type Lake, type LakeRequest, lakeRequest, withLake } from './lake.ts';
import { type OutputRequest, outputRequest } from './output-request.ts';
import {
  type MadePartitions,
  makePartitionsStep,
  type PlannedPartitions,
  planPartitionsStep,
} from './partitions-step.ts';
import { rowsOf } from './rows.ts';

interface SetupPartitionsRequest {
  readonly lake: LakeRequest;
  readonly since: string | undefined;
  readonly output: OutputRequest;
  readonly mode: SetupMode;
}

export const setupPartitions = command({
  details:
    'For tables without partition projection. It may be stopped and begun again at any time, and run as often as you like: only what lacks is added. --replace also gives partitions that have other columns than the table those of the table.',
  examples: ['flowlogs setup-partitions', 'flowlogs setup-partitions --since 2025-08-01 --dry-run'],
  filters: false,
  options: { ...catalogOptions, ...sinceDayOption, ...dryRunOption, ...checkOption, ...replaceOption },
  request: (given): SetupPartitionsRequest => ({
    lake: lakeRequest(given),
    since: given.values.since,
    output: outputRequest(given),
    mode: setupMode(given.values),
  }),
  run: (request, context) =>
    withDestination(request.output, context, (destination) =>
      withLake(request.lake, context, (lake) => setUp(request, lake, context, destination)),
    ),
});

async function setUp(
  { since, output, mode }: SetupPartitionsRequest,
  lake: Lake,
  context: Context,
  destination: Destination,
): Promise<ExitCode> {
  const tell = (text: string) => {
    if (!output.quiet) context.stderr.stream.write(`${text}\n`);
  };
  const planned = await planPartitionsStep(lake, since);
  if (planned.needsNone !== undefined) {
    tell(`the table ${lake.database}.${lake.table} ${planned.needsNone}: it needs none`);
    return 0;
  }
  if (mode === 'plan' || mode === 'check') {
    const rows = mode === 'plan' ? partitionRows(planned.missing) : streamRows(planned, undefined);
    await writeRows(
      rowsOf(mode === 'plan' ? partitionColumns(planned) : streamColumns, rows),
      output,
      context,
      destination,
    );
    tell(`${counted(planned.missing.length, 'partition')} of ${planned.wanted.length} to add${outdatedText(planned)}`);
    return mode === 'check' && planned.missing.length + planned.outdated.length > 0 ? 1 : 0;
  }
  const made = await makePartitionsStep(planned, lake, mode === 'replace', (done) =>
    tell(`added ${done} of ${counted(planned.missing.length, 'partition')}`),
  );
  await writeRows(rowsOf(streamColumns, streamRows(planned, made)), output, context, destination);
  if (mode === 'make' && planned.outdated.length > 0) tell(`${outdatedText(planned).slice(2)}; --replace changes them`);
  refuseFailures(made);
  return 0;
}

/** Throws AnswerError; what was added stays, and the next run tries the others again. */
function refuseFailures({ failed }: MadePartitions): void {
  const [first] = failed;
  if (first === undefined) return;
  throw new AnswerError(
    `${counted(failed.length, 'partition')} could not be registered; the first is ${first.values.join('/')}: ${first.why}`,
    'run it again: what is there already stays',
  );
}

function outdatedText({ outdated }: PlannedPartitions): string {
  return outdated.length === 0 ? '' : `; ${counted(outdated.length, 'partition')} with other columns than the table`;
}

function partitionColumns({ table }: PlannedPartitions): readonly Column[] {
  const keys = (table.PartitionKeys ?? []).map(({ Name = '' }) => Name);
  return [...keys, 'location'].map((name) => ({ name, kind: 'text' }));
}

function partitionRows(partitions: readonly WantedPartition[]): readonly Row[] {
  return partitions.map(({ values, location }) => [...values, location]);
}

const streamColumns: readonly Column[] = [
  { name: 'folder', kind: 'text' },
  { name: 'first_day', kind: 'text' },
  { name: 'last_day', kind: 'text' },
  { name: 'partitions', kind: 'count' },
  { name: 'missing', kind: 'count' },
  { name: 'added', kind: 'count' },
];

/** A row for each account and Region. */
function streamRows({ wanted, missing }: PlannedPartitions, made: MadePartitions | undefined): readonly Row[] {
  const streams = [...new Set(wanted.map(({ stream }) => stream))].sort();
  return streams.map((stream) => {
    const of = (partitions: readonly WantedPartition[]) =>
      partitions.filter((partition) => partition.stream === stream);
    const dates = of(wanted)
      .map(({ date }) => date)
      .sort();
    const added = made ? of(made.added).length : 0;
    return [stream, dates[0] ?? null, dates.at(-1) ?? null, dates.length, of(missing).length - added, added];
  });
}
