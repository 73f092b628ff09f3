/** Names, read while the question runs. */
import type { Context } from '../context.ts';
import type { Names } from './names.ts';
import type { NamesRequest } from './read.ts';

/**
 * Does `use`, and meanwhile reads the names; without a request there are none. A bad file stops what is done, and is what is
 * said of it: nobody waits for a long answer that then is refused.
 */
export async function withNames<T>(
  request: NamesRequest | undefined,
  context: Context,
  use: (context: Context, names: Promise<Names | undefined>) => Promise<T>,
): Promise<T> {
  if (request === undefined) return use(context, Promise.resolve(undefined));
  const controller = new AbortController();
  const interrupted = () => controller.abort(context.signal.reason);
  if (context.signal.aborted) interrupted();
  context.signal.addEventListener('abort', interrupted);
  const { signal } = controller;
  const names = import('./read.ts').then(({ readNames }) => readNames(request, context.cwd, signal));
  names.catch((error: unknown) => controller.abort(error));
  try {
    return await use({ ...context, signal }, names);
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    context.signal.removeEventListener('abort', interrupted);
  }
}
