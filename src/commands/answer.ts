/** Asks an engine and gives the answer: the rows to their destination, what must be said of them to stderr, an exit code. */
import type { Context } from '../context.ts';
import type { ExitCode } from '../errors.ts';
import type { Destination } from '../output/destination.ts';
import type { Coverage, Result } from '../result.ts';
import { withDestination, writePlain, writeRows } from './deliver.ts';
import { outcome } from './outcome.ts';
import type { FlowsRequest, OutputRequest } from './requests.ts';
import { say, type Told } from './say.ts';
import { type Source, type SourceRequest, withSource } from './source.ts';

export interface AskRequest {
  readonly source: SourceRequest;
  readonly flows: FlowsRequest;
  readonly output: OutputRequest;
}

export interface Answer {
  readonly result: Result;
  /** What the rows do not tell; asked once they are written. */
  remark?(coverage: Coverage, rows: number): string | undefined;
}

/** Opens everything, asks, writes, says, closes. A string is a text to print in place of an answer. */
export async function answer(
  request: AskRequest,
  context: Context,
  ask: (source: Source) => Promise<Answer | string>,
): Promise<ExitCode> {
  const told = await withDestination(request.output, context, (destination) =>
    withSource(request.source, request.flows.window, context, async (source) =>
      give(await ask(source), source, request.output, context, destination),
    ),
  );
  if (!told) return 0;
  await say(told, request, context);
  return outcome({ ...told.coverage, unfound: told.found.problems.length }, request.output.maxBad);
}

/** Undefined: there is nothing, or nobody, to say more to. */
async function give(
  answered: Answer | string,
  { found, stopProgress }: Source,
  output: OutputRequest,
  context: Context,
  destination: Destination,
): Promise<Told | undefined> {
  if (typeof answered === 'string') {
    stopProgress();
    await writePlain(answered, context, destination);
    return undefined;
  }
  const { countingRows } = await import('../output/write.ts');
  const { rows, count } = countingRows(answered.result);
  const written = await writeRows(rows, output, context, destination, stopProgress);
  if (written === 'closed') return undefined;
  const coverage = answered.result.coverage();
  return { coverage, rows: count(), found, remark: answered.remark?.(coverage, count()) };
}
