/**
 * Which partitions a window needs, as SQL that prunes and as a test of real partitions.
 *
 * Folders are keyed by the end of their records and filled late, a record belongs to the day of its start: what starts on
 * day D lies in the folders of D and D + 1.
 */
import { identifier, join, type Sql, sql } from '../sql.ts';
import type { Window } from '../window.ts';
import { literal, normalized, side, sorts, textSide } from './key-order.ts';
import type { PartitionKey, PartitionValues } from './partitions.ts';
import { addUnits, floorTo, formatDate, readDate, type Unit } from './pattern.ts';
import type { Projection } from './projection.ts';
import { type TimeKey, timeKeys } from './time-keys.ts';

/** Moments, both included; an end that is missing is open. */
interface Span {
  readonly first?: Date;
  readonly last?: Date;
}

export interface Pruning {
  /** The keys that it looks at, coarse to fine; none if no key means time. */
  readonly keys: readonly TimeKey[];
  /** The moments whose partitions are needed. */
  readonly span: Span;
  /** A predicate on the keys; undefined if every partition is needed. */
  readonly sql: Sql | undefined;
  /** Whether the partition with these values (in the order of the table's keys) is needed. */
  covers(values: PartitionValues): boolean;
}

/** Values listed one by one at most, for a key whose values do not sort as time does. */
const longestList = 5000;

export function prune(
  keys: readonly PartitionKey[],
  projection: Projection | undefined,
  { gap, ...window }: Window,
): Pruning {
  if (!gap) return pruneWhole(keys, projection, window);
  const earlier = pruneWhole(keys, projection, { ...window, to: gap.from });
  const later = pruneWhole(keys, projection, { ...window, from: gap.to });
  return {
    keys: earlier.keys,
    span: { ...earlier.span, ...(later.span.last ? { last: later.span.last } : {}) },
    sql: earlier.sql && later.sql && sql`(${earlier.sql} OR ${later.sql})`,
    covers: (values) => earlier.covers(values) || later.covers(values),
  };
}

/** Of a window without a gap. */
function pruneWhole(keys: readonly PartitionKey[], projection: Projection | undefined, window: Window): Pruning {
  const time = timeKeys(keys);
  const finest = time.at(-1);
  const span = finest ? neededSpan(window, finest.pattern.unit, slackOf(time, projection)) : {};
  return {
    keys: time,
    span,
    sql: predicate(time, span),
    covers: (values) => covers(time, span, (key) => values[keys.findIndex(({ name }) => name === key.name)] ?? ''),
  };
}

/** The moments whose folders may hold a record that starts in the window; the rule of `logs/paths.ts`. */
function neededSpan(window: Window, unit: Unit, earlier: (date: Date) => Date = (date) => date): Span {
  const first = window.from && earlier(floorTo(unit === 'hour' ? 'hour' : 'day', window.from));
  const last = window.to && new Date(addUnits('day', ceilTo('day', window.to), 1).getTime() - 1);
  return { ...(first ? { first } : {}), ...(last ? { last } : {}) };
}

function ceilTo(unit: Unit, date: Date): Date {
  const floor = floorTo(unit, date);
  return floor.getTime() === date.getTime() ? date : addUnits(unit, floor, 1);
}

/** A projection with an interval has a value only now and then; what a window needs may lie below the value before. */
function slackOf(keys: readonly TimeKey[], projection: Projection | undefined): (date: Date) => Date {
  const steps = keys.flatMap(({ name, pattern }) => {
    const key = projection?.keys.get(name);
    return key?.type === 'date' && (key.step.count > 1 || key.step.unit !== pattern.unit) ? [key.step] : [];
  });
  return (date) => steps.reduce((earlier, { unit, count }) => addUnits(unit, earlier, 1 - count), date);
}

function predicate(keys: readonly TimeKey[], { first, last }: Span): Sql | undefined {
  if (keys.length === 0 || (!first && !last)) return undefined;
  if (!keys.every(sorts)) return listed(keys[0] as TimeKey, first, last);
  const values = (date: Date | undefined) =>
    keys.map((key) => (date ? normalized(key, formatDate(key.pattern, date)) : undefined));
  const [from, to] = [values(first), values(last)];
  const differ = from.findIndex((value, i) => value === undefined || value !== to[i]);
  const same = keys.slice(0, differ < 0 ? keys.length : differ);
  const pieces = same.map((key, i) => sql`${side(key)} = ${literal(key, from[i] ?? '')}`);
  const [next, ...finer] = keys.slice(same.length);
  if (next === undefined) return join(pieces, sql` AND `);
  const at = same.length;
  const bound = (ends: readonly (string | undefined)[]) =>
    ends[at] === undefined ? undefined : literal(next, ends[at]);
  pieces.push(between(side(next), bound(from), bound(to)));
  if (finer.length > 0) {
    const joined = (ends: readonly (string | undefined)[]) =>
      ends[at] === undefined ? undefined : sql`${ends.slice(at).join('-')}`;
    pieces.push(between(join([next, ...finer].map(textSide), sql` || '-' || `), joined(from), joined(to)));
  }
  return join(pieces, sql` AND `);
}

function between(side: Sql, first: Sql | undefined, last: Sql | undefined): Sql {
  if (first && last) return sql`${side} BETWEEN ${first} AND ${last}`;
  return first ? sql`${side} >= ${first}` : sql`${side} <= ${last ?? null}`;
}

function listed(key: TimeKey, first: Date | undefined, last: Date | undefined): Sql | undefined {
  if (!first || !last) return undefined;
  const values: Sql[] = [];
  for (let at = floorTo(key.pattern.unit, first); at <= last; at = addUnits(key.pattern.unit, at, 1)) {
    values.push(sql`${formatDate(key.pattern, at)}`);
    if (values.length > longestList) return undefined;
  }
  return sql`${identifier(key.name)} IN (${join(values)})`;
}

function covers(keys: readonly TimeKey[], { first, last }: Span, value: (key: TimeKey) => string): boolean {
  const [only] = keys;
  if (only && !sorts(only)) {
    const date = readDate(only.pattern, value(only));
    return date !== undefined && !(first && date < floorTo(only.pattern.unit, first)) && !(last && date > last);
  }
  const text = (read: (key: TimeKey) => string) => keys.map((key) => normalized(key, read(key))).join('-');
  const mine = text(value);
  const end = (date: Date) => text((key) => formatDate(key.pattern, date));
  return !(first && mine < end(first)) && !(last && mine > end(last));
}
