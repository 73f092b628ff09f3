/** `--timeout`: what is done under it is told to stop when the time is over, and fails with TimeoutError. */
import type { Context } from '../context.ts';
import { TimeoutError } from '../errors.ts';

/** Does `use` with a signal that also ends after `ms`; without `ms`, just does it. */
export async function withDeadline<T>(
  ms: number | undefined,
  context: Context,
  use: (context: Context) => Promise<T>,
): Promise<T> {
  if (ms === undefined) return use(context);
  const controller = new AbortController();
  const interrupted = () => controller.abort(context.signal.reason);
  context.signal.addEventListener('abort', interrupted);
  const timer = setTimeout(() => controller.abort(tooLate(ms)), ms);
  try {
    return await use({ ...context, signal: controller.signal });
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    context.signal.removeEventListener('abort', interrupted);
  }
}

function tooLate(ms: number): TimeoutError {
  return new TimeoutError(
    `not done after ${ms / 1000} s (--timeout)`,
    'give it more time, or ask about less: a shorter window, fewer files',
  );
}
