/** The answer of a question: typed columns, rows in batches, and what was read to find them. */

/**
 * What a column holds. It decides how a table aligns and shortens it, whether JSON keeps a number,
 * and how an engine's raw cell becomes a `Value` (see `cell.ts`).
 */
export type Kind =
  | 'text'
  | 'address'
  | 'action'
  | 'port'
  | 'protocol'
  | 'integer'
  | 'count'
  | 'packets'
  | 'bytes'
  | 'share'
  | 'number'
  | 'boolean'
  | 'time'
  /** A time as flow logs write it: epoch seconds or milliseconds. Programs get its digits, people the time. */
  | 'epoch';

/** A column of the output, in order: part of the contract with whoever parses it. */
export interface Column {
  readonly name: string;
  readonly kind: Kind;
}

/** A cell: whole numbers that may pass 2^53 are bigint, times are Date (UTC), missing is null. */
export type Value = string | number | bigint | boolean | Date | null;

export type Row = readonly Value[];

/** Something that could not be read: where, why, and what to do about it. `line` is null when the whole file is meant. */
export interface Problem {
  readonly file: string;
  readonly line: number | null;
  readonly problem: string;
  readonly hint?: string;
}

/** What was read to answer a question: the material of the line of trust and of the exit code. */
export interface Coverage {
  /** Records that passed the window and the filters; null if it was not counted (Athena). */
  readonly flows: number | null;
  readonly records: number | null;
  readonly files: number | null;
  /** Files that are not flow logs; each is named in `problems`. */
  readonly otherFiles: number;
  readonly nodata: number;
  /** SKIPDATA records: AWS could not record some flows in their window. */
  readonly skipdata: number;
  readonly badLines: number;
  /** Files of which only a part, or nothing, could be read. */
  readonly damagedFiles: number;
  /** Earliest start and latest end of all records read, epoch seconds. */
  readonly first: number | null;
  readonly last: number | null;
  readonly problems: readonly Problem[];
  /** What must be said of this answer although nothing failed (one sentence each). */
  readonly notes: readonly string[];
  /** The same for people: what no script and no mail of cron need repeat each time. */
  readonly asides?: readonly string[];
  /** Athena only: bytes scanned. */
  readonly scannedBytes?: bigint;
}

export interface Result {
  readonly columns: readonly Column[];
  /** Rows in order, in batches, so that memory does not grow with them. To be consumed once. */
  readonly batches: AsyncIterable<readonly Row[]>;
  /** Complete once `batches` has ended. */
  coverage(): Coverage;
  /**
   * … with what only a further query tells, which takes time and may cost something: for when the rows are out.
   * `forPeople`: also what only people are told.
   */
  fullCoverage?(forPeople: boolean): Promise<Coverage>;
}
