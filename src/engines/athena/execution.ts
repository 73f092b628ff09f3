/** A query's life in Athena: watched to its end, and stopped when nobody waits for it any more. */
import {
  type AthenaClient,
  GetQueryExecutionCommand,
  type QueryExecution,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { AccessError } from '../../errors.ts';
import { caller, pauseFor, throwIfAborted } from './calls.ts';
import type { AthenaOptions } from './options.ts';
import { cancelledQuery, failedQuery } from './reason.ts';
import { type Started, startQuery } from './start.ts';

/** The first look comes soon, for small questions; each later one half as late again, up to the longest. */
const polling = { first: 100, growth: 1.5, longest: 5000 };

/** After an interrupt, so long is waited for the answer that tells which query to stop. */
const startGrace = 5000;

export interface Finished {
  readonly execution: QueryExecution;
  readonly notes: readonly string[];
}

/** Starts a query and waits until it SUCCEEDED. An abort of `options.signal`, by a time limit too, stops it. */
export async function runQuery(athena: AthenaClient, text: string, options: AthenaOptions): Promise<Finished> {
  const { id, notes } = await startedOrStopped(athena, text, options);
  try {
    return { execution: await finishedQuery(athena, id, options), notes };
  } catch (error) {
    if (options.signal?.aborted) await stopQuery(athena, id, options);
    throw error instanceof AccessError ? stillRunning(error, id) : error;
  }
}

/** Waits for the end of a query that runs already. Throws unless it SUCCEEDED. */
export async function finishedQuery(athena: AthenaClient, id: string, options: AthenaOptions): Promise<QueryExecution> {
  const call = caller(options);
  const begin = options.now().getTime();
  for (let pause = polling.first; ; pause = Math.min(pause * polling.growth, polling.longest)) {
    const { QueryExecution: execution = {} } = await call('athena:GetQueryExecution', (abortSignal) =>
      athena.send(new GetQueryExecutionCommand({ QueryExecutionId: id }), abortSignal ? { abortSignal } : {}),
    );
    const reason = execution.Status?.StateChangeReason ?? 'no reason given';
    switch (execution.Status?.State) {
      case 'SUCCEEDED':
        return execution;
      case 'FAILED':
        throw failedQuery(reason, id);
      case 'CANCELLED':
        throw cancelledQuery(reason, id);
    }
    options.onProgress?.({
      queryExecutionId: id,
      state: execution.Status?.State === 'RUNNING' ? 'RUNNING' : 'QUEUED',
      elapsedMs: options.now().getTime() - begin,
      scannedBytes: BigInt(execution.Statistics?.DataScannedInBytes ?? 0),
    });
    await pauseFor(pause, options, options.signal);
  }
}

/** The start's answer; or, after an abort, its reason, when the query that may have been started is stopped. */
async function startedOrStopped(athena: AthenaClient, text: string, options: AthenaOptions): Promise<Started> {
  const { signal } = options;
  throwIfAborted(signal);
  const started = startQuery(athena, text, options);
  await Promise.race([started, abortOf(signal)]);
  if (signal?.aborted) {
    const patience = AbortSignal.timeout(startGrace);
    const known = await Promise.race([started.catch(() => undefined), abortOf(patience)]);
    if (known) await stopQuery(athena, known.id, options);
    throwIfAborted(signal);
  }
  return started;
}

function abortOf(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) resolve();
    signal?.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Asks Athena to stop it. Whatever ended the wait is what the user hears of, not a failure of this. */
async function stopQuery(athena: AthenaClient, id: string, options: AthenaOptions): Promise<void> {
  const call = caller({ ...options, signal: undefined });
  await call('athena:StopQueryExecution', () =>
    athena.send(new StopQueryExecutionCommand({ QueryExecutionId: id })),
  ).catch(() => {});
}

/** Without credentials the query cannot be stopped either: it ends by itself, and its answer can be fetched. */
function stillRunning(error: AccessError, id: string): AccessError {
  const hint = `${error.hint ?? ''}; the query goes on, its answer can be fetched with --query-execution-id ${id}`;
  return new AccessError(error.message, hint, error.cause);
}
