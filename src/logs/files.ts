/** Finds the files that the paths on a command line stand for. Names are literal, whatever characters they have. */
import { type BigIntStats, createReadStream, type Dirent, readdirSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { UsageError } from '../errors.ts';
import type { Problem } from '../result.ts';
import type { Window } from '../window.ts';
import { mayHold } from './paths.ts';
import type { LogFile } from './plan.ts';
import { spool } from './stdin.ts';

export interface FindOptions {
  readonly cwd: string;
  /** Files and folders whose AWS name says that they hold nothing of it are left out, unless the file itself was named. */
  readonly window: Window;
  /** What `-` stands for. */
  readonly stdinFile?: LogFile;
  /** Where a pipe that was named (`<(…)`) is spooled to; without it a pipe is refused. */
  readonly pipeFolder?: string;
  readonly signal?: AbortSignal;
}

export interface FoundFiles {
  /** Each once, by name. */
  readonly files: readonly LogFile[];
  /** Files, and folders as a whole, that were left out because of the window. */
  readonly outside: number;
  /** Subfolders and links that could not be followed. */
  readonly problems: readonly Problem[];
}

/** Throws UsageError for a path that does not exist or cannot be looked into. */
export async function findFiles(paths: readonly string[], options: FindOptions): Promise<FoundFiles> {
  const finder = new Finder(options);
  // In order, so that the names do not depend on the order of the arguments.
  for (const path of [...paths].sort()) await finder.add(path);
  return finder.found();
}

class Finder {
  readonly #options: FindOptions;
  /** By device and inode, so that a file is read once however often it is met. */
  readonly #files = new Map<string, LogFile>();
  readonly #folders = new Set<string>();
  readonly #problems: Problem[] = [];
  #outside = 0;

  constructor(options: FindOptions) {
    this.#options = options;
  }

  found(): FoundFiles {
    const files = [...this.#files.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    return { files, outside: this.#outside, problems: this.#problems };
  }

  async add(name: string): Promise<void> {
    const { cwd, stdinFile, pipeFolder, signal } = this.#options;
    if (name === '-' && stdinFile) {
      this.#files.set('-', stdinFile);
      return;
    }
    const path = resolve(cwd, name);
    const stats = statNamed(path, name);
    if (stats.isDirectory()) await this.#walk(path, name, stats, true);
    else if (stats.isFile()) this.#keep(path, name, stats, true);
    else if (stats.isFIFO() && pipeFolder !== undefined) {
      this.#files.set(path, await spool(createReadStream(path), name, pipeFolder, signal));
    } else throw new UsageError(`${name} is neither a file nor a folder`, 'pipe it in, and name - for it');
  }

  #keep(path: string, name: string, { dev, ino, size }: BigIntStats, named: boolean): void {
    const key = `${dev}:${ino}`;
    const known = this.#files.get(key);
    if (known) this.#files.set(key, { ...known, named: known.named || named });
    else this.#files.set(key, { name, path, size: Number(size), named });
  }

  async #walk(path: string, name: string, { dev, ino }: BigIntStats, named = false): Promise<void> {
    await setImmediate();
    this.#options.signal?.throwIfAborted();
    const key = `${dev}:${ino}`;
    if (this.#folders.has(key)) return;
    this.#folders.add(key);
    for (const entry of this.#list(path, name, named)) {
      if (/^[._]/.test(entry.name)) continue;
      const inside = join(path, entry.name);
      if (!mayHold(sep === '/' ? inside : inside.replaceAll(sep, '/'), this.#options.window)) this.#outside += 1;
      else await this.#enter(entry, inside, join(name, entry.name));
    }
  }

  #list(path: string, name: string, named: boolean): Dirent[] {
    try {
      return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const problem = `cannot be looked into: ${code}`;
      if (named) throw new UsageError(`${name} ${problem}`, advice(code, name).hint, error);
      this.#problems.push({ file: name, line: null, problem, ...advice(code, name) });
      return [];
    }
  }

  async #enter(entry: Dirent, path: string, name: string): Promise<void> {
    if (!entry.isFile() && !entry.isDirectory() && !entry.isSymbolicLink()) return;
    try {
      const stats = statSync(path, { bigint: true });
      if (stats.isDirectory()) await this.#walk(path, name, stats);
      else if (stats.isFile()) this.#keep(path, name, stats, false);
    } catch (error) {
      const { code, syscall } = error as NodeJS.ErrnoException;
      if (syscall !== 'stat') throw error;
      const nowhere = entry.isSymbolicLink() && code !== 'EACCES';
      const problem = nowhere ? 'is a link that leads nowhere' : `cannot be read: ${code}`;
      this.#problems.push({ file: name, line: null, problem, ...(nowhere ? {} : advice(code, name)) });
    }
  }
}

function statNamed(path: string, name: string): BigIntStats {
  try {
    return statSync(path, { bigint: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR')
      throw new UsageError(`${name} cannot be read: ${code}`, advice(code, name).hint, error);
    const { hint } = advice(code, name);
    const wildcard = /[*?[{]/.test(name) ? 'names are taken literally: let the shell expand wildcards' : undefined;
    throw new UsageError(`${name} does not exist`, hint ?? wildcard ?? 'check the spelling', error);
  }
}

/** What to do about a name that could not be opened, if there is something. */
function advice(code: string | undefined, name: string): { readonly hint?: string } {
  if (code === 'EACCES' || code === 'EPERM') return { hint: 'check its permissions' };
  // Node cannot hand on the bytes of such a name.
  return code === 'ENOENT' && name.includes('\ufffd') ? { hint: 'its name is not UTF-8: rename it' } : {};
}
