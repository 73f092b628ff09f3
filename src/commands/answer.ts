/** Asks an engine and gives the answer: the rows to their destination, what must be said of them to stderr, an exit code. */
import type { Context } from '../context.ts';
import type { ExitCode } from '../errors.ts';
import type { Names } from '../names/names.ts';
import { withNames } from '../names/with-names.ts';
import type { Destination } from '../output/destination.ts';
import type { Format } from '../output/format.ts';
import type { Coverage, Result } from '../result.ts';
import { type AlarmRequest, alarms, watch } from './alarm.ts';
import { withDestination, writePlain, writeRows } from './deliver.ts';
import { type SourceRequest, withSource } from './open-source.ts';
import { outcome } from './outcome.ts';
import type { FlowsRequest, OutputRequest } from './requests.ts';
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
  /** Draws it for people, in the place of the usual table. */
  readonly table?: Format;
  /** What the rows do not tell; asked once they are written. */
  remark?(coverage: Coverage, rows: number): string | undefined;
}

/** An answer that is out. */
interface Written extends Told {
  /** What `--fail-over` compares with: the most that a row has of what ranks it, or the number of flows. */
  readonly most: bigint;
}

/** Opens everything, asks, writes, says, closes. A string is a text to print in place of an answer. */
export async function answer(
  request: AskRequest,
  context: Context,
  ask: (source: Source) => Promise<Answer | string>,
): Promise<ExitCode> {
  const told = await withDestination(request.output, context, (destination) =>
    withNames(request.output.names, context, (stoppable, names) =>
      withSource(request.source, request.flows.window, stoppable, async (source) =>
        give(await ask(source), await names, source, request.output, stoppable, destination),
      ),
    ),
  );
  if (!told) return 0;
  await say(told, request, context);
  const read = outcome({ ...told.coverage, unfound: told.found.problems.length }, request.output.maxBad);
  // An alarm on half of the data is none to rely on: that it is half comes first.
  return read === 0 && alarms(request.alarm, told.rows, told.most) ? 7 : read;
}

/** Undefined: there is nothing, or nobody, to say more to. */
async function give(
  answered: Answer | string,
  names: Names | undefined,
  { found, stopProgress, pricePerTb }: Source,
  output: OutputRequest,
  context: Context,
  destination: Destination,
): Promise<Written | undefined> {
  if (typeof answered === 'string') {
    stopProgress();
    await writePlain(answered, context, destination);
    return undefined;
  }
  const { rows, count, most } = watch(answered.result, answered.rankedBy);
  const shown = names === undefined ? rows : (await import('../names/named.ts')).named(rows, names);
  const written = await writeRows(shown, output, context, destination, stopProgress, answered.table);
  if (written === 'closed') return undefined;
  const coverage = answered.result.coverage();
  const number = answered.rankedBy === undefined ? BigInt(coverage.flows ?? count()) : most();
  return { coverage, rows: count(), most: number, found, pricePerTb, remark: answered.remark?.(coverage, count()) };
}
