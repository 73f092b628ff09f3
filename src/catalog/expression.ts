/** The part of a pruning that Glue's GetPartitions can do itself, so that not all partitions have to be fetched. */
import { formatDate } from './pattern.ts';
import type { Pruning } from './pruning.ts';
import type { TimeKey } from './time-keys.ts';

/** An `Expression` that keeps every partition that is needed, and maybe more; undefined if none can be said. */
export function partitionExpression({ keys, span: { first, last } }: Pruning): string | undefined {
  const tests: string[] = [];
  for (const key of keys) {
    if (!isPlain(key)) break;
    const [from, to] = [first, last].map((date) => date && literal(key, date));
    if (from !== undefined) tests.push(`${key.name} >= ${from}`);
    if (to !== undefined) tests.push(`${key.name} <= ${to}`);
    // Below a key whose values differ, a finer one may have any value.
    if (from !== to) break;
  }
  return tests.length > 0 ? tests.join(' AND ') : undefined;
}

/** A name that Glue's parser reads without quotes, and values that it compares as the moments follow. */
function isPlain({ name, pattern }: TimeKey): boolean {
  return /^[a-z][a-z0-9_]*$/.test(name) && pattern.text.length > 1 && (pattern.sorts || pattern.pieces.length === 1);
}

function literal({ type, pattern }: TimeKey, date: Date): string {
  const value = formatDate(pattern, date);
  return type === 'number' ? String(BigInt(value)) : `'${value}'`;
}
