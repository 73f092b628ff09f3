/** Which values the page tells apart: those that lead by flows, bytes or rejected flows, alone or in a connection. */
import { type Dimension, dimensions, type Exact, type Part, type PartSize } from './contract.ts';
import { type LedPart, leadersTold, ledParts } from './overview.ts';
import type { Leader, Overview, RankedBy } from './read-overview.ts';

export type Names = Readonly<Record<Dimension, readonly (string | number)[]>>;

const rankedBy: readonly RankedBy[] = ['flows', 'bytes', 'rejected'];

/** A rejected connection matters before all else, then what leads any other ranking. */
const partsByWeight: readonly LedPart[] = ['refused', 'srcaddr', 'dstaddr', 'port', 'interface_id'];

/** Up to `most` values of each dimension, in the order in which rankings meet them, rank by rank. */
export function namesOf({ leaders }: Pick<Overview, 'leaders'>, most: Readonly<Record<Dimension, number>>): Names {
  const found = Object.fromEntries(dimensions.map((name) => [name, new Set<string | number>()]));
  const lists = partsByWeight.flatMap((part) =>
    rankedBy.map((by) => ({ on: ledParts[part], groups: leaders[part][by] })),
  );
  for (let rank = 0; rank < leadersTold; rank++) {
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

/** How many groups the part has, and the most that any has of which not all values are named. */
export function sizeOf(part: Part, { leaders }: Pick<Overview, 'leaders'>, names: Names): PartSize {
  if (part === 'protocol') return { groups: null, mostUnnamed: { flows: null, bytes: null, rejected: null } };
  const most = (by: RankedBy) => {
    // A pair that is not named has an address that is not, and no more than that has.
    if (part === 'pair')
      return Math.max(...(['srcaddr', 'dstaddr'] as const).map((end) => mostUnnamed(end, by, leaders, names)));
    return mostUnnamed(part, by, leaders, names);
  };
  if (part === 'refused') {
    return {
      groups: leaders.refused.size,
      mostUnnamed: { flows: most('rejected'), bytes: null, rejected: most('rejected') },
    };
  }
  const groups = part === 'pair' ? null : leaders[part].size;
  return { groups, mostUnnamed: { flows: most('flows'), bytes: most('bytes'), rejected: most('rejected') } };
}

function mostUnnamed(part: LedPart, by: RankedBy, leaders: Overview['leaders'], names: Names): number {
  const groups = leaders[part][by];
  const isNamed = ({ values }: Leader) =>
    ledParts[part].every((name) => {
      const value = values[name] ?? null;
      return value === null || names[name].includes(value);
    });
  // If all that lead are named, others have no more than the last of them.
  const found = groups.find((group) => !isNamed(group)) ?? (groups.length < leadersTold ? undefined : groups.at(-1));
  return Number(found?.amount ?? 0);
}

/** As the contract writes sums. */
export function exact(value: bigint | null): Exact {
  if (value === null) return null;
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? String(value) : Number(value);
}
