/** Writes text no faster than its reader takes it. */
import type { Writable } from 'node:stream';
import type { Destination } from './destination.ts';
import { code, unwritable } from './reason.ts';

/**
 * Writes all text and waits until it is out. `closed` means that the reader has gone (`| head`): no error, and nobody to
 * write to any more; the rest of the text is not asked for. Throws AnswerError if a write fails, and the signal's reason
 * if it is aborted.
 */
export async function writeText(
  text: AsyncIterable<string>,
  { writable, name }: Pick<Destination, 'writable' | 'name'>,
  signal?: AbortSignal,
): Promise<'written' | 'closed'> {
  // A failed write also comes as an event, which without a listener would end the process.
  const listener = () => {};
  writable.on('error', listener);
  for await (const piece of text) {
    signal?.throwIfAborted();
    const problem = await written(writable, piece, signal);
    if (problem === undefined) continue;
    if (isClosed(problem)) return 'closed';
    throw unwritable(name, problem);
  }
  writable.off('error', listener);
  return 'written';
}

/** Resolves when the piece is out: to undefined, or to what went wrong. Rejects only if the signal is aborted meanwhile. */
function written(writable: Writable, piece: string, signal?: AbortSignal): Promise<Error | undefined> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    writable.write(piece, (error) => {
      signal?.removeEventListener('abort', onAbort);
      resolve(error ? (writable.errored ?? error) : undefined);
    });
  });
}

/** The other end of the pipe is closed, or an earlier write has found out that it is. */
function isClosed(error: Error): boolean {
  return ['EPIPE', 'ERR_STREAM_DESTROYED'].includes(code(error) ?? '');
}
