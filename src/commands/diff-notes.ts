/** What must be said beside a comparison: which times it is of, and when a side is too thin to be compared. */
import { type Sides, type Span, seconds } from '../queries/diff-sides.ts';
import { windowText } from './say.ts';

/** The flows of one side, all groups together. */
interface Side {
  readonly flows: bigint;
  /** From the first to the last of them; undefined without any, or if the logs do not record times. */
  readonly seen: Span | undefined;
}

export interface Whole {
  readonly now: Side;
  readonly before: Side;
  /** How many there are, whatever the limit. */
  readonly changes: bigint;
}

/** `now is …, before is …`; undefined for two sets of paths. */
export function timesNote(sides: Sides): string | undefined {
  if (sides.apart === 'paths') return undefined;
  const { now, before } = sides;
  const [a, b] = [seconds(now), seconds(before)];
  const rates = a === b ? '' : '; ranks and factors are per equal time, sums as counted';
  return `now are flows that started ${windowText(now)} (${lengthText(a)}), before ${windowText(before)} (${lengthText(b)})${rates}`;
}

/** A side without flows is more often a wrong time or path than news. */
export function sideNotes(sides: Sides, { now, before }: Whole): readonly string[] {
  const time = (side: 'now' | 'before') =>
    sides.apart === 'paths' ? '' : ` (that started ${windowText(sides[side])})`;
  if (before.flows === 0n && now.flows > 0n) return [`no flows before${time('before')}: everything is new`];
  if (now.flows === 0n && before.flows > 0n) return [`no flows now${time('now')}: everything is gone`];
  if (sides.apart === 'paths') return unequalNotes(now.seen, before.seen);
  return [...thinNotes('now', sides.now, now.seen), ...thinNotes('before', sides.before, before.seen)];
}

/** Less of a time than this with flows, or of one side's time than of the other's, and factors are not to be relied on. */
const enough = 3 / 4;

/** Logs may be missing: nobody counts what was not delivered. */
function thinNotes(side: string, asked: Span, seen: Span | undefined): readonly string[] {
  if (!seen) return [];
  const found = { from: later(seen.from, asked.from), to: earlier(seen.to, asked.to) };
  if (seconds(found) >= enough * seconds(asked)) return [];
  const of = `${lengthText(seconds(found))} of ${lengthText(seconds(asked))}`;
  return [`all flows ${side} are ${windowText(found)}, ${of}: if logs are missing, factors are wrong`];
}

function later(one: Date, other: Date): Date {
  return new Date(Math.max(one.getTime(), other.getTime()));
}

function earlier(one: Date, other: Date): Date {
  return new Date(Math.min(one.getTime(), other.getTime()));
}

function unequalNotes(now: Span | undefined, before: Span | undefined): readonly string[] {
  if (!now || !before) return [];
  const [a, b] = [seconds(now), seconds(before)];
  if (Math.min(a, b) >= enough * Math.max(a, b)) return [];
  return [`flows now span ${lengthText(a)}, those before ${lengthText(b)}: the sums of paths are compared as they are`];
}

const units = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
] as const;

/** `7 d`, `36 h`, `90 min`, `45 s`: what is longer than two of a unit is rounded to it. */
function lengthText(length: number): string {
  const [name, size] = units.find(([, one]) => length >= 2 * one || length === one) ?? ['s', 1];
  return `${Math.round(length / size)} ${name}`;
}
