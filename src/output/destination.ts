/**
 * Where the answer goes: stdout, or the file of `--out`.
 *
 * A file is written beside its place and renamed when it is complete, so that whoever reads it finds the old answer or the
 * new one, never half of one.
 */
import { constants } from 'node:fs';
import { access, type FileHandle, open, readlink, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { UsageError } from '../errors.ts';
import { code, reason, unwritable } from './reason.ts';

export interface Destination {
  /** For messages: the file as the user wrote it, or `stdout`. */
  readonly name: string;
  readonly writable: Writable;
  /** All is written: puts the file in its place. Throws AnswerError if the disk says no; nothing half-written stays. */
  commit(): Promise<void>;
  /** Leaves everything as it was. May be called after a failed `commit`, and more than once. */
  abort(): Promise<void>;
}

export interface Place {
  /** The value of `--out`; undefined, `-` and `/dev/stdout` are stdout. */
  readonly out: string | undefined;
  readonly stdout: Writable;
  readonly cwd: string;
}

/** Opens it at once, so that a place that cannot be written to is a UsageError before anything is asked. */
export async function openDestination({ out, stdout, cwd }: Place): Promise<Destination> {
  if (out === undefined || out === '-' || out === '/dev/stdout') return standardOutput(stdout);
  try {
    if (out === '' || out.endsWith('/')) throw folder;
    return await openFile(out, resolve(cwd, out));
  } catch (error) {
    throw new UsageError(
      `--out ${out}: ${reason(error)}`,
      'name a file that can be written to, in a folder that exists',
      error,
    );
  }
}

const folder = Object.assign(new Error('a folder'), { code: 'EISDIR' });

function standardOutput(stdout: Writable): Destination {
  return { name: 'stdout', writable: stdout, commit: async () => {}, abort: async () => {} };
}

/** Files that the process has open already, by their number: they are added to, never replaced. */
const descriptor = /^\/(dev\/(fd\/|std)|proc\/)/;

async function openFile(name: string, wanted: string): Promise<Destination> {
  const path = descriptor.test(wanted) ? wanted : await behindLinks(wanted);
  const existing = await stat(path).catch(ifMissing);
  if (existing?.isDirectory()) throw folder;
  if (path === wanted && descriptor.test(path)) return direct(name, await open(path, 'a'));
  if (existing && !existing.isFile()) return direct(name, await open(path, 'w'));
  if (existing) await access(path, constants.W_OK);
  return beside(name, path, existing?.mode);
}

/** The file behind symbolic links, which is the one to replace, whether it exists or not. */
async function behindLinks(path: string): Promise<string> {
  await stat(path).catch(ifMissing);
  const link = await readlink(path).catch(() => undefined);
  return link === undefined ? path : behindLinks(resolve(dirname(path), link));
}

function ifMissing(error: unknown): undefined {
  if (code(error) !== 'ENOENT') throw error;
}

/** A pipe or a device cannot be replaced: it is written to. */
function direct(name: string, handle: FileHandle): Destination {
  const writable = writableOf(handle);
  return {
    name,
    writable,
    commit: () => ended(name, writable),
    abort: async () => void writable.destroy(),
  };
}

/** A new file beside the old one, with the old one's permissions if there is one. */
async function beside(name: string, path: string, mode: number | undefined): Promise<Destination> {
  const { randomBytes } = await import('node:crypto');
  const temporary = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`);
  const handle = await open(temporary, 'wx');
  if (mode !== undefined) await handle.chmod(mode & 0o777);
  // Renamed before it is on the disk, the file could be there empty after a power cut.
  const writable = writableOf(handle, () => handle.sync());
  const abort = async () => {
    writable.destroy();
    await rm(temporary, { force: true });
  };
  const commit = async () => {
    try {
      await ended(name, writable);
      await rename(temporary, path);
    } catch (error) {
      await abort();
      throw unwritable(name, error);
    }
  };
  return { name, writable, commit, abort };
}

/** A stream into an open file. It closes the file at its end, after `atEnd`. */
function writableOf(handle: FileHandle, atEnd: () => Promise<void> = async () => {}): Writable {
  return new Writable({
    write: (chunk, _encoding, done) => void handle.writeFile(chunk).then(() => done(), done),
    final: (done) => void atEnd().then(() => done(), done),
    destroy: (error, done) =>
      void handle.close().then(
        () => done(error),
        (failed) => done(error ?? failed),
      ),
  });
}

async function ended(name: string, writable: Writable): Promise<void> {
  try {
    writable.end();
    await finished(writable);
  } catch (error) {
    // The reader of a named pipe may go when it has seen enough.
    if (code(error) !== 'EPIPE') throw unwritable(name, error);
  }
}
