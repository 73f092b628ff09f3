/** The engine for files, opened: what the paths stand for, a temporary folder, progress. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Context } from '../context.ts';
import type { FilesEngine } from '../engines/duckdb/engine.ts';
import { AnswerError, UsageError } from '../errors.ts';
import type { FoundFiles } from '../logs/files.ts';
import type { LogFile } from '../logs/plan.ts';
import type { Window } from '../window.ts';
import { screenOf } from './screen.ts';

/** Which logs, and how they are read. */
export interface FilesRequest {
  readonly paths: readonly string[];
  readonly format: readonly string[] | undefined;
  readonly workers: number | undefined;
  readonly memoryLimit: bigint | undefined;
  readonly tempDir: string | undefined;
  /** No progress is shown. */
  readonly quiet: boolean;
}

/** The engine over the files, and what was found on the way to it. */
export interface FilesSource {
  readonly engine: FilesEngine;
  readonly found: FoundFiles;
  /** The answer comes: nothing more is said about the reading. */
  stopProgress(): void;
}

/** Opens the engine for as long as `use` takes, and leaves no temporary file behind, whatever happens. */
export async function withFiles<T>(
  request: FilesRequest,
  window: Window,
  context: Context,
  use: (source: FilesSource) => Promise<T>,
): Promise<T> {
  return withTemporaryFolder(request.tempDir, context, async (temporaryFolder) => {
    const found = await find(request, window, temporaryFolder, context);
    const { openFiles } = await import('../engines/duckdb/engine.ts');
    const { readingText, startProgress } = await import('../output/progress.ts');
    const progress = startProgress(screenOf(request.quiet, context), readingText);
    const engine = openFiles({
      files: found.files,
      problems: found.problems,
      temporaryFolder,
      ...(request.format ? { format: request.format } : {}),
      ...(request.memoryLimit === undefined ? {} : { memoryLimit: `${request.memoryLimit}B` }),
      ...(request.workers === undefined ? {} : { threads: request.workers }),
      read: {
        signal: context.signal,
        onProgress: (work) => progress.update(work),
        ...(request.workers === undefined ? {} : { workers: request.workers }),
        ...(context.workerFile ? { workerFile: context.workerFile } : {}),
      },
    });
    try {
      return await use({ engine, found, stopProgress: () => progress.stop() });
    } finally {
      progress.stop();
      await engine.close();
    }
  });
}

async function find(
  { paths }: FilesRequest,
  window: Window,
  temporaryFolder: string,
  context: Context,
): Promise<FoundFiles> {
  const { cwd, signal } = context;
  const { findFiles } = await import('../logs/files.ts');
  const input = paths.includes('-') ? { stdinFile: await standardInput(temporaryFolder, context) } : {};
  const found = await findFiles(paths, { cwd, window, pipeFolder: temporaryFolder, signal, ...input });
  if (found.files.length + found.outside === 0) throw nothingThere(paths, found);
  return found;
}

async function standardInput(temporaryFolder: string, { stdin, signal }: Context): Promise<LogFile> {
  if (stdin.isTTY) {
    throw new UsageError('- is standard input, and nothing is piped into it', 'pipe a log into it, or name files');
  }
  const { spoolStdin } = await import('../logs/stdin.ts');
  return spoolStdin(stdin, temporaryFolder, signal);
}

/** A folder without a file is more often the wrong folder than a quiet day. */
function nothingThere(paths: readonly string[], { problems }: FoundFiles): AnswerError {
  const problem = problems[0] ? `; ${problems[0].file} ${problems[0].problem}` : '';
  return new AnswerError(
    `there is no file in ${paths.join(', ')}${problem}`,
    'name log files or a folder that has some',
  );
}

async function withTemporaryFolder<T>(
  tempDir: string | undefined,
  { cwd, temporaryFolder }: Context,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const base = tempDir === undefined ? temporaryFolder : resolve(cwd, tempDir);
  const folder = await mkdtemp(join(base, 'flowlogs-')).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `no temporary folder can be made in ${base} (${error.code})`,
      'name another with --temp-dir',
      error,
    );
  });
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
