/** What DuckDB's errors mean to the user. */
import { AnswerError, FlowlogsError, InterruptedError, UsageError } from '../../errors.ts';

const moreRoom = 'set TMPDIR or --temp-dir to a folder with more room';

/** The error that an operation of DuckDB failed with, as one of ours. `folder` is where DuckDB puts what memory cannot hold. */
export function failure(error: unknown, folder: string): FlowlogsError {
  if (error instanceof FlowlogsError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (/^INTERRUPT Error/.test(message)) return new InterruptedError();
  if (/No space left on device|max_temp_directory_size|Disk quota exceeded/i.test(message)) {
    return new AnswerError(`no room left for temporary files in ${folder}`, moreRoom, error);
  }
  if (/^Out of Memory Error|failed to allocate data of size/.test(message)) {
    return new AnswerError(
      `the question needs more memory than it may use: ${firstLine(message)}`,
      'raise --memory-limit, or ask about a shorter time or fewer fields',
      error,
    );
  }
  // Only a SELECT of the user reaches for what is closed to it.
  if (/^Permission Error/.test(message)) {
    const what = /^Permission Error: Cannot access \w+ (".*?")/.exec(message)?.[1] ?? 'what it may not have';
    return new UsageError(
      `the SQL reaches for ${what}`,
      'it can read flow and no file, and nothing of the network',
      error,
    );
  }
  return new AnswerError(`DuckDB could not answer: ${firstLine(message)}`, undefined, error);
}

/** The error that a folder for temporary files could not be made with. */
export function folderFailure(error: unknown, folder: string): AnswerError {
  const code = (error as NodeJS.ErrnoException).code;
  const reasons: Record<string, string> = {
    ENOENT: 'it does not exist',
    ENOTDIR: 'it is no folder',
    EACCES: 'permission denied',
    EROFS: 'the file system is read-only',
    ENOSPC: 'no space left on device',
  };
  const reason = reasons[code ?? ''] ?? (error instanceof Error ? error.message : String(error));
  return new AnswerError(`cannot write temporary files to ${folder}: ${reason}`, moreRoom, error);
}

/** DuckDB's own words without the error's class and without the lines that point into generated text. */
export function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/^[A-Z][A-Za-z ]* Error: /, '').trim();
}
