/** A DuckDB instance of our own: its limits, its folder for what memory cannot hold, and the settings that make it answer as Trino does. */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InterruptedError, UsageError } from '../../errors.ts';
import { type Sql, sql } from '../../sql.ts';
import { type DuckDB, type duckdb, loadDuckDB } from './binding.ts';
import { failure, folderFailure } from './failure.ts';

export interface SessionOptions {
  /** In it a folder is made, which is gone after `close`. */
  readonly temporaryFolder: string;
  /** DuckDB's way to write sizes: `512MB`. */
  readonly memoryLimit?: string;
  readonly threads?: number;
  /** Where tables are: in memory, or in a file, where they are compressed and may be larger than memory. */
  readonly tables: 'memory' | 'disk';
  readonly signal?: AbortSignal;
}

/**
 * The least with which a thread can group millions of rows and sort tens of millions, putting on disk what it must. With
 * two threads a process that also reads files stays below 400 MB for the one and below 500 MB for the other.
 */
const megabytesPerThread = 64;
/** More would need more memory; most of the work is done before rows come here. */
const usualThreads = 2;

/** What makes DuckDB's answers Trino's: whole numbers divide to whole numbers, times without a zone are UTC. */
export const prelude = sql`SET integer_division = true; SET TimeZone = 'UTC';`;

export class Session {
  readonly duckdb: DuckDB;
  readonly connection: duckdb.Connection;
  readonly folder: string;
  readonly #database: duckdb.Database;
  readonly #signal: AbortSignal | undefined;
  readonly #interrupt = () => this.duckdb.interrupt(this.connection);
  #running: Promise<unknown> = Promise.resolve();
  #closed: Promise<void> | undefined;

  private constructor(
    native: DuckDB,
    database: duckdb.Database,
    connection: duckdb.Connection,
    folder: string,
    signal: AbortSignal | undefined,
  ) {
    this.duckdb = native;
    this.#database = database;
    this.connection = connection;
    this.folder = folder;
    this.#signal = signal;
    signal?.addEventListener('abort', this.#interrupt, { once: true });
  }

  /** Throws AnswerError if the folder cannot be made, UsageError if a limit is no limit. */
  static async open(options: SessionOptions): Promise<Session> {
    if (options.signal?.aborted) throw new InterruptedError();
    // Up to where DuckDB opens nothing is waited for: it does so beside what this thread has to do.
    const folder = makeFolder(options.temporaryFolder);
    try {
      const native = loadDuckDB();
      const path = options.tables === 'memory' ? ':memory:' : join(folder, 'rows.duckdb');
      const database = await native.open(path, configOf(native, options, folder));
      const session = new Session(native, database, await native.connect(database), folder, options.signal);
      // The file goes with the session: nothing need be put in order in it at the end.
      await session.run(sql`${prelude} PRAGMA disable_checkpoint_on_shutdown;`);
      return session;
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw failure(error, folder);
    }
  }

  /** Throws InterruptedError once the signal is given. */
  throwIfInterrupted(): void {
    if (this.#signal?.aborted) throw new InterruptedError();
  }

  /** Runs statements whose rows nobody wants. */
  async run(text: Sql): Promise<void> {
    await this.do(() => this.duckdb.query(this.connection, text.text));
  }

  /** Does something with the connection: one thing at a time, errors as ours, and nothing after an interruption. */
  do<T>(work: () => Promise<T> | T): Promise<T> {
    const done = this.#running.then(async () => {
      this.throwIfInterrupted();
      if (this.#closed) throw new InterruptedError();
      return await work();
    });
    this.#running = done.catch(() => {});
    return done.catch((error: unknown) => {
      throw failure(error, this.folder);
    });
  }

  /** Stops what is running, lets go of the database and removes its folder. May be called again. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#signal?.removeEventListener('abort', this.#interrupt);
    this.#interrupt();
    await this.#running;
    this.duckdb.disconnect_sync(this.connection);
    this.duckdb.close_sync(this.#database);
    await rm(this.folder, { recursive: true, force: true });
  }
}

function makeFolder(parent: string): string {
  try {
    return mkdtempSync(join(parent, 'flowlogs-'));
  } catch (error) {
    throw folderFailure(error, parent);
  }
}

function configOf(native: DuckDB, options: SessionOptions, folder: string): duckdb.Config {
  const { memoryLimit, threads = usualThreads } = options;
  if (memoryLimit !== undefined && !/^\d+(\.\d+)? ?([KMGT]i?)?B$/i.test(memoryLimit)) {
    throw new UsageError(`the memory limit ${memoryLimit} is not a size`, 'use a size like 512MB or 2GB');
  }
  const config = native.create_config();
  const settings: Record<string, string> = {
    threads: String(threads),
    memory_limit: memoryLimit ?? `${Math.max(threads, usualThreads) * megabytesPerThread}MB`,
    temp_directory: join(folder, 'spilled'),
    // Rows that no ORDER BY orders may come in any order; to keep theirs takes memory.
    preserve_insertion_order: 'false',
    // Nothing is fetched from the network, and a file of ours is never opened again.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    checkpoint_threshold: '1TB',
  };
  for (const [name, value] of Object.entries(settings)) native.set_config(config, name, value);
  return config;
}
