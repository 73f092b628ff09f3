/** The rows of a trend for bins without flows: zeros. */
import type { Column, Result, Row } from '../result.ts';
import type { Window } from '../window.ts';
import { type Bounds, judgeOf, type LeftOut, usualBounds } from './trend-gaps.ts';
import { lineColumn, wholeLine } from './trend-lines.ts';

/** Rows that are handed on at once. */
const batchSize = 1024;

interface WithZeros {
  readonly result: Result;
  /** Complete once the rows have come. */
  readonly leftOut: Readonly<LeftOut>;
}

interface Bins {
  readonly seconds: number;
  /** What rows reach over at least, if there are any. */
  readonly window: Window;
}

/**
 * The answer of a trend with rows for its empty bins. All its lines have the same bins; the line of the whole, which tells
 * them, is left out. Memory does not grow with the time that it is about.
 */
export function withZeros(result: Result, bins: Bins, bounds: Bounds = usualBounds): WithZeros {
  const series = new Series(result.columns, bins, bounds);
  async function* batches() {
    let rows: Row[] = [];
    for await (const row of eachRow(result, series)) {
      if (rows.push(row) < batchSize) continue;
      yield rows;
      rows = [];
    }
    if (rows.length > 0) yield rows;
  }
  return { result: { ...result, batches: batches() }, leftOut: series.leftOut };
}

async function* eachRow({ batches }: Result, series: Series): AsyncGenerator<Row> {
  for await (const batch of batches) for (const row of batch) yield* series.rowsTo(row);
  yield* series.rest();
}

/** An answer without the line of the whole, and otherwise as it is. */
export function withoutWhole(result: Result): Result {
  const at = result.columns.findIndex(({ name }) => name === lineColumn);
  async function* batches() {
    for await (const batch of result.batches) yield batch.filter((row) => row[at] !== wholeLine);
  }
  return { ...result, batches: batches() };
}

/** Takes the rows of one line after the other. Times are in milliseconds, and starts of bins. */
class Series {
  readonly leftOut: LeftOut = { gaps: [], after: undefined };
  readonly #columns: readonly Column[];
  readonly #length: number;
  readonly #lineAt: number;
  readonly #judge: (from: number, to: number) => void;
  /** The first and the last bin that each line is to have. */
  #first: number | undefined;
  #last: number | undefined;
  #row: Row | undefined;
  /** The first bin of this line that has no row yet, and the first gap that may be behind it. */
  #next: number | undefined;
  #gapAt = 0;

  constructor(columns: readonly Column[], { seconds, window: { from, to } }: Bins, bounds: Bounds) {
    this.#columns = columns;
    this.#length = seconds * 1000;
    this.#lineAt = columns.findIndex(({ name }) => name === lineColumn);
    this.#judge = judgeOf(this.leftOut, this.#length, bounds);
    const binOf = (ms: number) => Math.floor(ms / this.#length) * this.#length;
    this.#first = from && binOf(from.getTime());
    this.#last = to && binOf(to.getTime() - 1);
  }

  /** The rows before this one, and itself. */
  *rowsTo(row: Row): Generator<Row> {
    if (!this.#row || !this.#isLineOf(this.#row, row)) {
      yield* this.rest();
      this.#next = this.#first;
      this.#gapAt = 0;
    }
    this.#row = row;
    const [time] = row;
    if (time instanceof Date) yield* this.#reach(time.getTime(), row);
    // Flows without a start are in no bin: their row is the last of its line.
    else yield* this.rest();
    if (!this.#isWhole(row)) yield row;
  }

  /** The rows after the last one of its line. */
  *rest(): Generator<Row> {
    if (this.#row && this.#last !== undefined) yield* this.#zerosBefore(this.#last + this.#length, this.#row);
  }

  *#reach(time: number, row: Row): Generator<Row> {
    yield* this.#zerosBefore(time, row);
    this.#next = time + this.#length;
    this.#first ??= time;
    this.#last = Math.max(this.#last ?? time, time);
  }

  /** The whole, or a trend without lines, decides which bins are left out; the lines after it follow. */
  *#zerosBefore(time: number, like: Row): Generator<Row> {
    const from = this.#next ?? time;
    if (from >= time) return;
    this.#next = time;
    const isWhole = this.#isWhole(like);
    if (isWhole || this.#lineAt < 0) this.#judge(from, time);
    if (isWhole) return;
    const { gaps, after } = this.leftOut;
    const end = Math.min(time, after?.getTime() ?? time);
    let at = from;
    for (let gap = gaps[this.#gapAt]; gap && gap.from.getTime() < end; gap = gaps[++this.#gapAt]) {
      yield* this.#zeros(at, gap.from.getTime(), like);
      at = Math.max(at, gap.to.getTime());
      if (at >= end) break;
    }
    yield* this.#zeros(at, end, like);
  }

  *#zeros(from: number, to: number, like: Row): Generator<Row> {
    for (let at = from; at < to; at += this.#length) yield this.#zeroRow(new Date(at), like);
  }

  /** What is not recorded in the row beside it is not 0 in this one either. */
  #zeroRow(time: Date, like: Row): Row {
    return this.#columns.map(({ kind }, i) => {
      if (i === 0) return time;
      const value = like[i] ?? null;
      return isMeasure(kind) && value !== null ? 0n : value;
    });
  }

  #isLineOf(one: Row, other: Row): boolean {
    return this.#columns.every(({ kind }, i) => i === 0 || isMeasure(kind) || one[i] === other[i]);
  }

  #isWhole(row: Row): boolean {
    return row[this.#lineAt] === wholeLine;
  }
}

function isMeasure(kind: Column['kind']): boolean {
  return kind === 'count' || kind === 'bytes';
}
