/** Which groups a table shows, in which order, and what can be said of those that it cannot tell apart. */
import { missing, type PartSize } from '../contract.ts';
import { type Measure, sizeOf } from './amounts.ts';
import type { Group, Grouped } from './cube.ts';

/** By a value of the group (its place), or by what it adds up to. */
export type SortBy = number | Measure | 'rejected';

export interface Order {
  readonly by: SortBy;
  readonly descending: boolean;
}

/** All groups in order; equal ones in the order of their names. `text` is the value that stands for a code. */
export function inOrder(
  groups: readonly Group[],
  { by, descending }: Order,
  text: (group: Group, place: number) => string,
): readonly Group[] {
  const places = groups[0]?.codes.map((_, place) => place) ?? [];
  const byName = (a: Group, b: Group, place: number) =>
    text(a, place).localeCompare(text(b, place), 'en', { numeric: true });
  const bySize = (a: Group, b: Group) =>
    typeof by === 'number' ? byName(a, b, by) : measured(a, by) - measured(b, by);
  return groups.toSorted((a, b) => {
    const first = bySize(a, b) * (descending ? -1 : 1);
    return places.reduce((found, place) => found || byName(a, b, place), first);
  });
}

function measured(group: Group, by: Measure | 'rejected'): number {
  return by === 'rejected' ? group.rejected.flows : sizeOf(group.all, by);
}

/**
 * Whether a group among the others could stand above the last of the groups shown: none of the others has more than all
 * of them together, nor more than the most that any unnamed group has in the whole log.
 */
export function mayHide(grouped: Grouped, shown: readonly Group[], by: SortBy, { mostUnnamed }: PartSize): boolean {
  const { others: rest } = grouped;
  if (rest === undefined || typeof by === 'number') return false;
  const last = shown.at(-1);
  const least = last === undefined ? 0 : measured(last, by);
  const known = (by === 'packets' ? null : mostUnnamed[by]) ?? Number.POSITIVE_INFINITY;
  return Math.min(measured(rest, by), known) > least;
}

/** How many groups are among the others; undefined if it is not known, as under a filter. */
export function hiddenGroups(grouped: Grouped, { groups }: PartSize, filtered: boolean): number | undefined {
  if (filtered || groups === null) return undefined;
  const named = withValue(grouped.named);
  return groups > named ? groups - named : undefined;
}

/** How many groups there are, one without any value aside. */
export function withValue(groups: readonly Group[]): number {
  return groups.filter(({ codes }) => codes.length > 1 || codes[0] !== missing).length;
}
