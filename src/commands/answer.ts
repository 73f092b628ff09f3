/** Asks an engine and gives the answer: the rows to their destination, what must be said of them to stderr, an exit code. */
import type { Context } from '../context.ts';
import type { ExitCode } from '../errors.ts';
import type { Names } from '../names/names.ts';
import { withNames } from '../names/with-names.ts';
import type { Destination } from '../output/destination.ts';
import type { Format } from '../output/format.ts';
import type { Coverage, Result } from '../result.ts';
import { type AlarmRequest, alarms, watch } from './alarm.ts';
import { expectRows, withDestination, writePlain, writeRows } from './deliver.ts';
import { fullCoverage } from './full-coverage.ts';
import { type SourceRequest, withSource } from './open-source.ts';
import { checkOut } from './out-among-logs.ts';
import { outcome } from './outcome.ts';
import type { OutputRequest } from './output-request.ts';
import type { FlowsRequest } from './requests.ts';
import { say, type Told } from './say.ts';
import type { Source } from './source.ts';

export interface AskRequest {
  readonly source: SourceRequest;
  readonly flows: FlowsRequest;
  readonly output: OutputRequest;
  readonly alarm: AlarmRequest;
}

export interface Answer {
  readonly result: Result;
  /** The column that ranks the rows; without it `--fail-over` counts the flows. */
  readonly rankedBy?: string;
  /** What `--fail-over` compares with if it is neither; asked once the rows are written. */
  number?(): bigint;
  /** Draws it for people, in the place of the usual table. */
  readonly table?: Format;
  /** What the rows do not tell; asked once they are written. */
  remark?(coverage: Coverage, rows: number): string | undefined;
}

/** An answer that is out. */
export interface Written extends Told {
  /** What `--fail-over` compares with: the most that a row has of what ranks it, or the number of flows. */
  readonly most: bigint;
}

/** What is open while an answer is made. */
export interface Answering {
  readonly source: Source;
  readonly destination: Destination;
  readonly names: Promise<Names | undefined>;
  /** Its signal also ends when the names turn out to be bad. */
  readonly context: Context;
}

/** Opens everything, asks, writes, says, closes. A string is a text to print in place of an answer. */
export function answer(
  request: AskRequest,
  context: Context,
  ask: (source: Source) => Promise<Answer | string>,
): Promise<ExitCode> {
  return answerBy(request, context, async (answering) => {
    const asked = ask(answering.source);
    expectRows(request.output);
    return give(await asked, request.output, answering);
  });
}

/** … with an answer that `write` makes and writes; undefined: there is nothing, or nobody, to say more to. */
export async function answerBy(
  request: AskRequest,
  context: Context,
  write: (answering: Answering) => Promise<Written | undefined>,
): Promise<ExitCode> {
  const told = await withDestination(request.output, context, (destination) =>
    withNames(request.output.names, context, (stoppable, names) =>
      withSource(request.source, request.flows.window, stoppable, async (source) => {
        await checkOut(request.output.out, source.found.files, context.cwd);
        return write({ source, destination, names, context: stoppable });
      }),
    ),
  );
  if (!told) return 0;
  await say(told, request, context);
  const read = outcome({ ...told.coverage, unfound: told.found.problems.length }, request.output.maxBad);
  // An alarm on half of the data is none to rely on: that it is half comes first.
  return read === 0 && alarms(request.alarm, told.rows, told.most) ? 7 : read;
}

async function give(
  answered: Answer | string,
  output: OutputRequest,
  { source, destination, names, context }: Answering,
): Promise<Written | undefined> {
  const { found, stopProgress, pricePerTb } = source;
  const known = await names;
  if (typeof answered === 'string') {
    stopProgress();
    await writePlain(answered, context, destination);
    return undefined;
  }
  const { rows, count, most } = watch(answered.result, answered.rankedBy);
  const shown = known === undefined ? rows : (await import('../names/named.ts')).named(rows, known);
  const written = await writeRows(shown, output, context, destination, stopProgress, answered.table);
  if (written === 'closed') return undefined;
  const coverage = await fullCoverage(answered.result, output, context);
  const usual = answered.rankedBy === undefined ? BigInt(coverage.flows ?? count()) : most();
  return {
    coverage,
    rows: count(),
    most: answered.number?.() ?? usual,
    found,
    pricePerTb,
    remark: answered.remark?.(coverage, count()),
  };
}
