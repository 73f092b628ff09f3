/** Where the data comes from: paths are read as files, without paths the data lake is asked. */
import type { Context } from '../context.ts';
import { UsageError } from '../errors.ts';
import type { FoundFiles } from '../logs/files.ts';
import { counted, humanBytes } from '../output/units.ts';
import type { Window } from '../window.ts';
import { type FilesRequest, withFiles } from './files-source.ts';
import { type LakeSourceRequest, withLakeTable } from './lake-source.ts';
import type { Source } from './source.ts';

export type SourceRequest = FilesRequest | LakeSourceRequest;

/** Refuses what no engine of this version can read. Throws UsageError. */
export function checkPaths(paths: readonly string[]): void {
  const remote = paths.find((path) => /^s3:\/\//i.test(path));
  if (remote !== undefined) {
    throw new UsageError(`not built yet: reading ${remote} directly`, `copy it first: aws s3 sync ${remote} logs`);
  }
}

/** Opens the engine for as long as `use` takes. */
export function withSource<T>(
  request: SourceRequest,
  window: Window,
  context: Context,
  use: (source: Source) => Promise<T>,
): Promise<T> {
  if ('database' in request) return withLakeTable(request, context, use);
  return withFiles(request, window, context, (source) =>
    use({ ...source, estimate: async () => sizeOf(source.found), ...onlyOnLakes }),
  );
}

async function sizeOf({ files }: FoundFiles): Promise<string> {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return `would read ${counted(files.length, 'file')}, ${humanBytes(BigInt(bytes))}`;
}

const onlyOnLakes = {
  fetch: async () => refuse('--query-execution-id is of Athena'),
  selectStatement: async () => refuse('a SELECT of your own over files is no statement for a shell'),
};

function refuse(what: string): never {
  throw new UsageError(`${what}, and the paths given are files`, 'leave out the paths, or the option');
}
