/** The rows of the overview, sorted by what they tell of. */
import type { Result, Row, Value } from '../result.ts';
import { type Dimension, dimensions, type Measures, type Part, parts } from './contract.ts';
import type { Group, Ranked } from './names.ts';
import { overviewColumns, partOf } from './overview.ts';

/** All flows that start in a bin and have an action. */
export interface Slice extends Measures<bigint | null> {
  /** Epoch seconds; null if not recorded. */
  readonly at: number | null;
  readonly action: number;
  readonly flows: bigint;
}

export interface Overview {
  readonly series: readonly Slice[];
  readonly ranked: Readonly<Record<Part, Ranked>>;
  /** Earliest start and latest end. */
  readonly first: Date | null;
  readonly last: Date | null;
}

type Name = (typeof overviewColumns)[number]['name'];

const places = new Map(overviewColumns.map(({ name }, i) => [name, i]));

const cell = (row: Row, name: Name): Value => row[places.get(name) ?? -1] ?? null;
const sum = (row: Row, name: Name): bigint | null =>
  typeof cell(row, name) === 'bigint' ? (cell(row, name) as bigint) : null;
const count = (row: Row, name: Name): number => Number(cell(row, name) ?? 0);

export async function readOverview({ batches }: Pick<Result, 'batches'>): Promise<Overview> {
  const series: Row[] = [];
  const byPart = new Map<Part, Row[]>(parts.map((part) => [part, []]));
  for await (const batch of batches) {
    for (const row of batch) {
      const part = partOf(count(row, 'part'));
      if (part === 'series') series.push(row);
      else if (part) byPart.get(part)?.push(row);
    }
  }
  return {
    series: series.map(slice),
    ranked: Object.fromEntries([...byPart].map(([part, rows]) => [part, ranked(rows)])) as Record<Part, Ranked>,
    first: extreme(series, 'first_seen', (a, b) => a < b),
    last: extreme(series, 'last_seen', (a, b) => a > b),
  };
}

function slice(row: Row): Slice {
  const bin = cell(row, 'bin');
  return {
    at: bin instanceof Date ? bin.getTime() / 1000 : null,
    action: count(row, 'action'),
    flows: sum(row, 'flows') ?? 0n,
    packets: sum(row, 'packets'),
    bytes: sum(row, 'bytes'),
  };
}

function ranked(rows: readonly Row[]): Ranked {
  return { size: rows[0] ? count(rows[0], 'groups') : 0, groups: rows.map(group) };
}

function group(row: Row): Group {
  return {
    values: Object.fromEntries(dimensions.map((name) => [name, cell(row, name)])) as Record<Dimension, Value>,
    flows: sum(row, 'flows') ?? 0n,
    bytes: sum(row, 'bytes'),
    rejected: sum(row, 'rejected'),
    ranks: { flows: count(row, 'by_flows'), bytes: count(row, 'by_bytes'), rejected: count(row, 'by_rejected') },
  };
}

function extreme(rows: readonly Row[], name: Name, before: (a: Date, b: Date) => boolean): Date | null {
  const times = rows.map((row) => cell(row, name)).filter((time) => time instanceof Date);
  return times.reduce<Date | null>((best, time) => (best === null || before(time, best) ? time : best), null);
}
