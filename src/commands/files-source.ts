/** The engine for files, opened: what the paths stand for, a temporary folder, progress. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Context } from '../context.ts';
import { type FilesEngine, openFiles } from '../engines/duckdb/engine.ts';
import { AnswerError, UsageError } from '../errors.ts';
import { type FoundFiles, findFiles } from '../logs/files.ts';
import type { LogFile } from '../logs/plan.ts';
import { spoolStdin } from '../logs/stdin.ts';
import { readingText, startProgress } from '../output/progress.ts';
import type { Window } from '../window.ts';
import { Readings } from './page-progress.ts';
import { screenOf } from './screen.ts';

/** Which logs, and how they are read. */
export interface FilesRequest {
  readonly paths: readonly string[];
  /** A second set of logs, which the column `side` of `flow` tells from the others. */
  readonly before?: readonly string[];
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
  /** So many readings are coming, for those who watch the progress. */
  expectReadings(count: number): void;
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
    const now = await find(request.paths, window, temporaryFolder, context);
    const before = request.before && (await find(request.before, window, temporaryFolder, context));
    const found = before ? bothSets(now, before) : now;
    const progress = startProgress(screenOf(request.quiet, context), readingText);
    const readings = new Readings();
    if (before) readings.expect(2);
    const engine = openFiles({
      files: now.files,
      ...(before ? { before: before.files } : {}),
      problems: found.problems,
      temporaryFolder,
      forPeople: context.stderr.isTerminal && !request.quiet,
      ...(request.format ? { format: request.format } : {}),
      ...(request.memoryLimit === undefined ? {} : { memoryLimit: `${request.memoryLimit}B` }),
      ...(request.workers === undefined ? {} : { threads: request.workers }),
      read: {
        signal: context.signal,
        onProgress: (work) => progress.update(readings.whole(work)),
        ...(request.workers === undefined ? {} : { workers: request.workers }),
        ...(context.workerFile ? { workerFile: context.workerFile } : {}),
      },
    });
    try {
      const expectReadings = (count: number) => readings.expect(count);
      return await use({ engine, found, expectReadings, stopProgress: () => progress.stop() });
    } finally {
      progress.stop();
      await engine.close();
    }
  });
}

function bothSets(now: FoundFiles, before: FoundFiles): FoundFiles {
  return {
    files: [...now.files, ...before.files],
    outside: now.outside + before.outside,
    problems: [...now.problems, ...before.problems],
  };
}

async function find(
  paths: readonly string[],
  window: Window,
  temporaryFolder: string,
  context: Context,
): Promise<FoundFiles> {
  const { cwd, signal } = context;
  const input = paths.includes('-') ? { stdinFile: await standardInput(temporaryFolder, context) } : {};
  const found = await findFiles(paths, { cwd, window, pipeFolder: temporaryFolder, signal, ...input });
  if (found.files.length + found.outside === 0) throw nothingThere(paths, found);
  return found;
}

async function standardInput(temporaryFolder: string, { stdin, signal }: Context): Promise<LogFile> {
  if (stdin.isTTY) {
    throw new UsageError('- is standard input, and nothing is piped into it', 'pipe a log into it, or name files');
  }
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
