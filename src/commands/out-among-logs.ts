/** `--out` on one of the logs that are asked about: a shell that expands a pattern puts the first log in its place. */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import type { LogFile } from '../logs/plan.ts';

/** Throws UsageError if the file to write is one of those to read, by whatever name. */
export async function checkOut(out: string | undefined, logs: readonly LogFile[], cwd: string): Promise<void> {
  if (out === undefined) return;
  const target = await stat(resolve(cwd, out)).catch(() => undefined);
  if (!target?.isFile()) return;
  for (const { path, name } of logs.filter(({ size }) => size === target.size)) {
    const log = await stat(path).catch(() => undefined);
    if (log?.ino !== target.ino || log.dev !== target.dev) continue;
    throw new UsageError(
      `--out ${out} would replace ${name}, which is one of the logs that are asked about`,
      'name another file after --out',
    );
  }
}
