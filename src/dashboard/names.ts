/** Which values the page tells apart: those that matter most by flows, bytes or rejected flows, alone or in a connection. */
import type { Value } from '../result.ts';
import { type Dimension, dimensions, type Exact, type Part, type PartSize } from './contract.ts';
import { ranksTold } from './overview.ts';

/** A group of a part, as the overview tells it. */
export interface Group {
  readonly values: Readonly<Record<Dimension, Value>>;
  readonly flows: bigint;
  readonly bytes: bigint | null;
  readonly rejected: bigint | null;
  /** Its place by each measure, from 1. */
  readonly ranks: Readonly<Record<RankedBy, number>>;
}

export interface Ranked {
  /** How many groups there are in all. */
  readonly size: number;
  /** Those that are among the first by any measure. */
  readonly groups: readonly Group[];
}

type RankedBy = 'flows' | 'bytes' | 'rejected';

export type Names = Readonly<Record<Dimension, readonly (string | number)[]>>;

const rankedBy: readonly RankedBy[] = ['flows', 'bytes', 'rejected'];

/** By which dimensions a part groups. */
export const groupedBy: Readonly<Record<Part, readonly Dimension[]>> = {
  srcaddr: ['srcaddr'],
  dstaddr: ['dstaddr'],
  pair: ['srcaddr', 'dstaddr'],
  port: ['dstport', 'protocol'],
  protocol: ['protocol'],
  interface_id: ['interface_id'],
  refused: ['srcaddr', 'dstaddr', 'dstport', 'protocol'],
};

/** A rejected connection matters before all else, then what leads any other ranking. */
const partsByWeight: readonly Part[] = ['refused', 'srcaddr', 'dstaddr', 'port', 'protocol', 'interface_id', 'pair'];

/** Up to `most` values of each dimension, in the order in which rankings meet them, rank by rank. */
export function namesOf(overview: Readonly<Record<Part, Ranked>>, most: Readonly<Record<Dimension, number>>): Names {
  const found = Object.fromEntries(dimensions.map((name) => [name, new Set<string | number>()]));
  const lists = partsByWeight.flatMap((part) =>
    (part === 'refused' ? (['rejected'] as const) : rankedBy).map((by) => ({
      on: groupedBy[part],
      groups: inOrder(overview[part], by),
    })),
  );
  for (let rank = 0; rank < ranksTold; rank++) {
    for (const { on, groups } of lists) {
      for (const name of on) {
        const value = groups[rank]?.values[name];
        if (typeof value === 'string' || typeof value === 'number') found[name]?.add(value);
      }
    }
  }
  const first = (name: Dimension) => [...(found[name] ?? [])].slice(0, most[name]);
  return Object.fromEntries(dimensions.map((name) => [name, first(name)])) as unknown as Names;
}

/** The groups that are among the first by that measure, and have some of it. */
function inOrder({ groups }: Ranked, by: RankedBy): readonly Group[] {
  return groups
    .filter((group) => group.ranks[by] <= ranksTold && (group[by] ?? 0n) > 0n)
    .toSorted((a, b) => a.ranks[by] - b.ranks[by]);
}

/** How many groups the part has, and the most that one has of which not all values are named. */
export function sizeOf(part: Part, ranked: Ranked, names: Names): PartSize {
  const named = Object.fromEntries(dimensions.map((name) => [name, new Set(names[name])]));
  const isNamed = ({ values }: Group) =>
    groupedBy[part].every((name) => values[name] === null || named[name]?.has(values[name] as string | number));
  const most = (by: RankedBy) => {
    const groups = inOrder(ranked, by);
    const unnamed = groups.find((group) => !isNamed(group)) ?? (groups.length < ranksTold ? undefined : groups.at(-1));
    return unnamed?.[by] ?? 0n;
  };
  return {
    groups: ranked.size,
    mostUnnamed: { flows: Number(most('flows')), bytes: exact(most('bytes')), rejected: Number(most('rejected')) },
  };
}

/** As the contract writes sums. */
export function exact(value: bigint | null): Exact {
  if (value === null) return null;
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? String(value) : Number(value);
}
