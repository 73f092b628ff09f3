/** The answers to the overview's questions. */
import type { Result, Row, Value } from '../result.ts';
import type { Dimension, Measures } from './contract.ts';
import { amountDigits, type LedPart, ledBy, ledParts, separator, seriesColumns } from './overview.ts';

/** All flows that start in a bin and have an action. */
export interface Slice extends Measures<bigint | null> {
  /** Epoch seconds; null if not recorded. */
  readonly at: number | null;
  readonly action: number;
  readonly flows: bigint;
}

/** A group that leads its part. */
export interface Leader {
  readonly values: Readonly<Partial<Record<Dimension, string | number | null>>>;
  readonly amount: bigint;
}

export type RankedBy = keyof typeof ledBy;

/** Those that lead by a measure, most first. */
type Leaders = Readonly<Record<RankedBy, readonly Leader[]>> & {
  /** How many groups there are in all. */
  readonly size: number;
};

export interface Overview {
  readonly series: readonly Slice[];
  readonly leaders: Readonly<Record<LedPart, Leaders>>;
  /** Earliest start and latest end. */
  readonly first: Date | null;
  readonly last: Date | null;
}

/** Reads them one after the other, in the order of the questions. */
export async function readOverview(results: readonly Pick<Result, 'batches'>[]): Promise<Overview> {
  const [series, ...others] = results;
  const rows = await rowsOf(series);
  const leaders: (readonly [string, Leaders])[] = [];
  for (const [i, part] of (Object.keys(ledParts) as LedPart[]).entries()) {
    leaders.push([part, leadersIn(ledParts[part], await rowsOf(others[i]))]);
  }
  const place = (name: (typeof seriesColumns)[number]['name']) =>
    seriesColumns.findIndex((column) => column.name === name);
  return {
    series: rows.map(slice),
    leaders: Object.fromEntries(leaders) as Record<LedPart, Leaders>,
    first: extreme(rows, place('first_seen'), (a, b) => a < b),
    last: extreme(rows, place('last_seen'), (a, b) => a > b),
  };
}

async function rowsOf(result: Pick<Result, 'batches'> | undefined): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const batch of result?.batches ?? []) rows.push(...batch);
  return rows;
}

function slice([bin, action, flows, packets, bytes]: Row): Slice {
  return {
    at: bin instanceof Date ? bin.getTime() / 1000 : null,
    action: Number(action),
    flows: exactly(flows) ?? 0n,
    packets: exactly(packets),
    bytes: exactly(bytes),
  };
}

function leadersIn(by: readonly Dimension[], rows: readonly Row[]): Leaders {
  const texts = rows.map(([text]) => String(text));
  const of = (measure: RankedBy) =>
    texts
      .filter((text) => text.startsWith(ledBy[measure]))
      .map((text) => leader(by, text))
      .filter(({ amount }) => amount > 0n);
  return { flows: of('flows'), bytes: of('bytes'), rejected: of('rejected'), size: Number(rows[0]?.[1] ?? 0) };
}

/** Understands `f0…0123` and the values after it. */
function leader(by: readonly Dimension[], text: string): Leader {
  const values = text.slice(1 + amountDigits).split(separator);
  const value = (name: Dimension, at: number) => {
    const found = values[at] ?? '';
    if (found === '') return null;
    return name === 'dstport' || name === 'protocol' ? Number(found) : found;
  };
  return {
    amount: BigInt(text.slice(1, 1 + amountDigits)),
    values: Object.fromEntries(by.map((name, at) => [name, value(name, at)])),
  };
}

function exactly(value: Value | undefined): bigint | null {
  return typeof value === 'bigint' ? value : null;
}

function extreme(rows: readonly Row[], at: number, before: (a: Date, b: Date) => boolean): Date | null {
  const times = rows.map((row) => row[at]).filter((time) => time instanceof Date);
  return times.reduce<Date | null>((best, time) => (best === null || before(time, best) ? time : best), null);
}
