/**
 * What the dashboard's page is given: one JSON object, plain data, understood by both sides.
 *
 * The heart of it are the cells. Each flow is in exactly one: the one of its time, action, addresses, port, protocol and
 * interface, where values beyond the named ones stand together as "others". So whatever is filtered, the sum of the
 * cells that match is exact; only what is among the others is not told apart.
 */

/** Raised when an older page could misread the data. */
export const contractVersion = 1;

/** What flows are told apart by, beside time and action. */
export const dimensions = ['srcaddr', 'dstaddr', 'dstport', 'protocol', 'interface_id'] as const;

export type Dimension = (typeof dimensions)[number];

/** A name's place in the list of its dimension, or one of these. */
export const others = -1;
export const missing = -2;

/** The time of flows that start outside the axis, or whose start is not recorded. */
export const offAxis = -1;

/** Codes of actions: neither (not recorded), accepted, rejected. */
export const actions = ['', 'ACCEPT', 'REJECT'] as const;
export const accepted = 1;
export const rejected = 2;

/** What is summed. Sums of packets and bytes beyond 2^53 are written as text; null was not recorded. */
export type Exact = number | string | null;

export interface Measures<T> {
  readonly flows: T;
  readonly packets: T;
  readonly bytes: T;
}

/** Groups of flows that are ranked together. */
export const parts = ['srcaddr', 'dstaddr', 'pair', 'port', 'protocol', 'interface_id', 'refused'] as const;

export type Part = (typeof parts)[number];

/**
 * Of all groups of a part: how many there are, and the most that any of those has, or might have, of which not all values
 * are named. Null is not known.
 */
export interface PartSize {
  readonly groups: number | null;
  readonly mostUnnamed: Readonly<Record<'flows' | 'bytes' | 'rejected', number | null>>;
}

/**
 * Bins of `width` seconds, counted from `origin` (epoch seconds). The log has traffic from bin `first` to bin `last`, both
 * included. Cells know the time to `span` bins only: bin / span, rounded down.
 */
export interface Axis {
  readonly origin: number;
  readonly width: number;
  readonly first: number;
  readonly last: number;
  readonly span: number;
}

/** One entry a row in each list. */
export interface SeriesColumns extends Measures<readonly Exact[]> {
  /** Bins of the axis, or `offAxis`. */
  readonly bin: readonly number[];
  readonly action: readonly number[];
}

export interface CellColumns extends Measures<readonly Exact[]>, Readonly<Record<Dimension, readonly number[]>> {
  /** Spans of the axis, or `offAxis`. */
  readonly time: readonly number[];
  readonly action: readonly number[];
}

export interface PageProblem {
  readonly file: string;
  readonly line: number | null;
  readonly problem: string;
  readonly hint: string | null;
}

/** How much was read, and what could not be. Null was not counted. */
export interface PageCoverage {
  readonly records: number | null;
  readonly files: number | null;
  readonly otherFiles: number;
  readonly nodata: number;
  readonly skipdata: number;
  readonly badLines: number;
  readonly damagedFiles: number;
  readonly scannedBytes: string | null;
  /** The first ones. */
  readonly problems: readonly PageProblem[];
  readonly problemsInAll: number;
  readonly notes: readonly string[];
  /** NODATA, SKIPDATA and bad lines are counted in files only. */
  readonly countsLines: boolean;
}

/** What was asked for. Times are RFC 3339 in UTC. */
interface PageScope {
  readonly logs: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
  readonly filters: readonly string[];
  /** The options that say how flows are counted: `--packet-level`, `--dedupe`. */
  readonly counting: readonly string[];
}

export interface DashboardData {
  readonly version: typeof contractVersion;
  readonly title: string;
  readonly program: string;
  readonly made: string;
  readonly scope: PageScope;
  readonly coverage: PageCoverage;
  /** Earliest start and latest end of the flows, RFC 3339. */
  readonly first: string | null;
  readonly last: string | null;
  /** Null when no flow has a time. */
  readonly axis: Axis | null;
  /** Sums for each bin and action, finer in time than the cells may be. */
  readonly series: SeriesColumns;
  /** The values that cells tell apart, as logged; what matters most comes first. */
  readonly names: { readonly [D in Dimension]: readonly (D extends 'dstport' | 'protocol' ? number : string)[] };
  /** What the user calls them (`--names`), by value. */
  readonly calls: Readonly<Record<string, string>>;
  readonly sizes: Readonly<Record<Part, PartSize>>;
  /** `CellColumns` as JSON, gzip and base64. */
  readonly cells: string;
}
