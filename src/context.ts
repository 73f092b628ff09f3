/** What commands may know of the world outside: streams, environment, clock, and how to open an engine. Made by cli.ts. */
import type { Readable, Writable } from 'node:stream';

/** A stream for output, and whether a person sits before it. */
export interface Terminal {
  readonly stream: Writable;
  readonly isTerminal: boolean;
  /** Columns of the terminal; undefined if it is none. */
  readonly width: number | undefined;
}

export interface Context {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Terminal;
  readonly stderr: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** The user's home folder; a container may have none. */
  readonly home: string | undefined;
  readonly version: string;
  now(): Date;
  /** Aborted by Ctrl-C, SIGTERM or `--timeout`; its reason is the error to report. */
  readonly signal: AbortSignal;
  /** Where temporary folders are made if no option says so. */
  readonly temporaryFolder: string;
  /** The built program of reading threads; without it everything is read in the calling thread. */
  readonly workerFile: URL | undefined;
}

/** Help is no wider than that: longer lines are hard to read. */
export const helpWidth = 100;
