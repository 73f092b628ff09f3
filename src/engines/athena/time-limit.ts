/** `timeoutMs`: a query that has not ended then is stopped. */
import { TimeoutError } from '../../errors.ts';
import type { AthenaOptions } from './options.ts';

/** Does `use` with a signal that ends with the user's own, or with TimeoutError when the time is over. */
export async function withTimeLimit<T>(
  options: AthenaOptions,
  use: (limited: AthenaOptions) => Promise<T>,
): Promise<T> {
  const { timeoutMs, signal } = options;
  if (timeoutMs === undefined) return use(options);
  const controller = new AbortController();
  const stop = () => controller.abort(signal?.reason);
  const timer = setTimeout(() => controller.abort(tooLate(timeoutMs)), timeoutMs);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await use({ ...options, signal: controller.signal });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

function tooLate(ms: number): TimeoutError {
  return new TimeoutError(
    `no answer from Athena after ${ms / 1000} s (--timeout); the query was stopped`,
    'give it more time, or ask about a shorter window',
  );
}
