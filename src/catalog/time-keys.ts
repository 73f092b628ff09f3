/** The partition keys that tell a partition's time. */
import type { PartitionKey } from './partitions.ts';
import type { Pattern } from './pattern.ts';

export interface TimeKey extends PartitionKey {
  readonly pattern: Pattern;
}

/**
 * The keys that tell a partition's time, from the coarsest on and without a gap (a month without a year tells nothing).
 * A key that holds a whole date wins over keys that hold its parts.
 */
export function timeKeys(keys: readonly PartitionKey[]): readonly TimeKey[] {
  const left = keys.flatMap((key) => (key.pattern ? [{ ...key, pattern: key.pattern }] : []));
  const whole = left.find(({ pattern }) => lettersOf(pattern).length > 1 && lettersOf(pattern).includes('y'));
  if (whole && !whole.pattern.sorts) return [whole];
  const found: TimeKey[] = whole ? [whole] : [];
  for (;;) {
    const known = found.map(({ pattern }) => lettersOf(pattern)).join('');
    const next = left.find(({ pattern }) => lettersOf(pattern) === 'yMdHms'[known.length]);
    if (next === undefined) return found;
    found.push(next);
  }
}

function lettersOf(pattern: Pattern): string {
  return pattern.pieces.map((piece) => ('letter' in piece ? piece.letter : '')).join('');
}
