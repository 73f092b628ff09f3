/** The contract between whoever asks (an engine, `inspect`) and the reader: a plan goes in, batches of columns and a report per file come out. */
import type { Condition } from '../filter.ts';
import type { Problem } from '../result.ts';
import type { Window } from '../window.ts';

/** What to read and keep. Plain data: it is cloned into worker threads. */
export interface Plan {
  /** The columns wanted, by `flow` name; those that a file lacks come as null. `bin` is the start of the bin of the record. */
  readonly columns: readonly string[];
  /** In milliseconds: how long bins are, and the start of one of them. */
  readonly bin?: { readonly length: number; readonly origin: number };
  /** The addresses of the packets stand in the place of the interface's. */
  readonly packetLevel?: boolean;
  /**
   * `records`: every record is a row of `columns`. `groups`: equal rows of `columns` are merged early and carry the
   * measures flows, packets, bytes, first (ms), last (ms); the same group may come several times. `counts`: no rows, only reports.
   */
  readonly rows: 'records' | 'groups' | 'counts';
  readonly window: Window;
  readonly conditions: readonly Condition[];
  /** The field list of files without a header line, as `--format` gave it. */
  readonly format?: readonly string[];
}

/** A file to read. */
export interface LogFile {
  /** As shown to the user. */
  readonly name: string;
  readonly path: string;
  /** Bytes on disk. */
  readonly size: number;
  /** The user named this very file (it was not found in a folder): if it is no flow log, each of its lines is a bad line. */
  readonly named: boolean;
}

/**
 * How the cells of a column are stored. `integer` and `text` are Int32 (−1 is null), `text` holding ids of the dictionary.
 * `bigint` is Int64 (−1 is null). `address` is Int64: below 2^32 an IPv4 address, from 2^32 on a dictionary id plus 2^32, −1 null.
 */
export type Storage = 'integer' | 'text' | 'bigint' | 'address';

export type Cells = Int32Array | BigInt64Array;

/** Rows as columns, in the order of `Plan.columns`, then for groups the five measures (`bigint`). Its arrays are transferred. */
export interface Batch {
  readonly count: number;
  readonly columns: readonly Cells[];
  /** Texts first used in this batch: ids `base`, `base + 1`, … They never change their meaning. */
  readonly dictionary: { readonly base: number; readonly texts: readonly string[] };
}

/** The layout of a part of a file: how its records are wrapped, and their fields in order. */
export interface Format {
  readonly container: Container;
  /** By `flow` name, in the order of the record. */
  readonly fields: readonly string[];
  readonly records: number;
}

export type Container =
  | 'text'
  | 'csv'
  | 'parquet'
  | 'cloudwatch-export'
  | 'cloudwatch-json'
  | 'json-message'
  | 'json-record';

/**
 * What one file held. Exact, whatever the plan. `lines` counts physical lines of text, or messages of JSON, or rows of Parquet.
 * Sums are of traffic only (log-status OK, or no such field) and null where no record of the file has the field.
 */
export interface FileReport {
  readonly file: string;
  readonly formats: readonly Format[];
  /** Not a flow log (named in `problems`). */
  readonly other: boolean;
  /** Only a part, or nothing, could be read (named in `problems`). */
  readonly damaged: boolean;
  readonly lines: number;
  readonly headers: number;
  /** Readable records, NODATA and SKIPDATA included. */
  readonly records: number;
  readonly badLines: number;
  readonly ok: number | null;
  readonly nodata: number | null;
  readonly skipdata: number | null;
  readonly accept: number | null;
  readonly reject: number | null;
  readonly bytes: bigint | null;
  readonly packets: bigint | null;
  /** Earliest start and latest end of all records, epoch seconds. */
  readonly first: number | null;
  readonly last: number | null;
  /** Traffic records inside the plan's window and conditions. */
  readonly matched: number;
  /** The first ones in full; `badLines` counts them all. */
  readonly problems: readonly Problem[];
}
