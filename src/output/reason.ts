/** Why a place cannot be written to, in words. */
import { AnswerError } from '../errors.ts';

const words: Record<string, string> = {
  ENOENT: 'the folder does not exist',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'that is a folder, not a file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'no space left',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be too large',
  EIO: 'the disk failed',
  EPIPE: 'the reader has gone',
};

/** The code of a system error, e.g. `ENOSPC`. */
export function code(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

export function reason(error: unknown): string {
  return words[code(error) ?? ''] ?? (error instanceof Error ? error.message : String(error));
}

/** The error of a write that failed; one that has been made already stays as it is. */
export function unwritable(name: string, error: unknown): AnswerError {
  return error instanceof AnswerError
    ? error
    : new AnswerError(`could not write ${name}: ${reason(error)}`, undefined, error);
}
