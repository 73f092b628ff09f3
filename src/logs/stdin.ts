/** Standard input and pipes as files: what comes from them is read more than once, and may be larger than memory. */
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AnswerError } from '../errors.ts';
import type { LogFile } from './plan.ts';

/** Writes standard input to a new file in `folder`, which the caller owns and removes. It is shown as `-`. */
export function spoolStdin(input: Readable, folder: string, signal?: AbortSignal): Promise<LogFile> {
  return spool(input, '-', folder, signal);
}

export async function spool(input: Readable, name: string, folder: string, signal?: AbortSignal): Promise<LogFile> {
  const path = join(folder, `input-${encodeURIComponent(name)}`.slice(0, 200));
  const output = createWriteStream(path, { flags: 'wx', mode: 0o600, highWaterMark: 1024 * 1024 });
  try {
    await pipeline(input, output, signal ? { signal } : {});
  } catch (error) {
    signal?.throwIfAborted();
    const { code } = error as NodeJS.ErrnoException;
    throw new AnswerError(
      `${name} cannot be kept in ${folder}: ${code}`,
      'name a folder with more room: --temp-dir',
      error,
    );
  }
  return { name, path, size: (await stat(path)).size, named: true };
}
