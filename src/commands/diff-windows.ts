/** Which times are compared: now by `--since`, `--until` or `--date`, before by `--against`. */
import { UsageError } from '../errors.ts';
import type { NumberCondition } from '../filter.ts';
import { largestSeconds } from '../flow.ts';
import type { Sides, Span } from '../queries/diff-sides.ts';
import { dayWindow, parseTime, type Window } from '../window.ts';

type TimeSides = Extract<Sides, { apart: 'time' }>;

const forms =
  'use 7d (the 7 days until --since), 8d..7d or 2025-08-01..2025-08-08 (a start and an end), 2025-08-01 or yesterday';

/** What is now and what is before it, seen from `clock`. Without `against`, before is as long as now. Throws UsageError. */
export function sidesOf(window: Window, against: string | undefined, clock: Date): TimeSides {
  const now = nowOf(window, clock);
  const before = against === undefined ? lastAs(now) : beforeOf(against, now, clock);
  if (now.from < before.to && before.from < now.to) {
    throw new UsageError(
      `the times to compare overlap: now is ${text(now)}, --against ${against} is ${text(before)}`,
      forms,
    );
  }
  return { apart: 'time', now, before };
}

function nowOf({ from, to }: Window, clock: Date): Span {
  if (from === undefined) {
    throw new UsageError(
      'diff does not know which time is now',
      'add --since 24h, or --date; what is before, --against says',
    );
  }
  const now = soFar({ from, to: to ?? clock }, clock);
  if (now.from >= now.to) {
    throw new UsageError(
      `--since ${from.toISOString()} is not before now, ${clock.toISOString()}`,
      'say --until as well',
    );
  }
  return now;
}

function lastAs({ from, to }: Span): Span {
  return { from: new Date(2 * from.getTime() - to.getTime()), to: from };
}

function beforeOf(against: string, now: Span, clock: Date): Span {
  const span = spanOf(against.trim(), now, clock);
  if (span.from >= span.to) {
    throw new UsageError(`--against ${against} is empty: ${text(span)}`, 'the start comes first: 8d..7d');
  }
  return soFar(span, clock);
}

function spanOf(against: string, now: Span, clock: Date): Span {
  const [first = '', second, ...more] = against.split('..');
  if (second !== undefined && more.length === 0) {
    return { from: parseTime(first, clock, '--against'), to: parseTime(second, clock, '--against') };
  }
  if (/^\d{1,9}[smhdw]$/i.test(against)) return { from: parseTime(against, now.from, '--against'), to: now.from };
  const isDay = /^(today|yesterday|\d{4}-\d{2}-\d{2})$/i.test(against);
  const day = isDay ? dayWindow(against, clock, '--against') : undefined;
  if (day?.from && day.to) return { from: day.from, to: day.to };
  throw new UsageError(`--against ${against} is not a time to compare with`, forms);
}

/** Of a time that is not over only what has passed: rates are of that. Whole seconds, at which records start save in logs with milliseconds. */
function soFar({ from, to }: Span, clock: Date): Span {
  const whole = (time: Date) => new Date(Math.ceil(time.getTime() / 1000) * 1000);
  const end = from < clock && clock < to ? clock : to;
  return { from: whole(from), to: whole(end) };
}

function text({ from, to }: Span): string {
  return `${from.toISOString()} to ${to.toISOString()}`;
}

/** The window that holds both, with the gap between them. */
export function windowOf({ now, before }: TimeSides): Window {
  const [first, second] = now.from > before.from ? [before, now] : [now, before];
  const gap = { from: first.to, to: second.from };
  return { from: first.from, to: second.to, ...(gap.from < gap.to ? { gap } : {}) };
}

/** Leaves out the records of the gap. A start is in seconds or, above 2^31−1, in milliseconds. */
export function gapConditions({ from, to, gap }: Window): readonly NumberCondition[] {
  if (!from || !to || !gap) return [];
  const spans = [
    { from, to: gap.from },
    { from: gap.to, to },
  ];
  const ranges = spans.flatMap((span) => {
    const [first, end] = [span.from.getTime(), span.to.getTime()];
    return [
      { first: first / 1000, last: Math.min(end / 1000 - 1, largestSeconds) },
      { first: Math.max(first, largestSeconds + 1), last: end - 1 },
    ];
  });
  const some = ranges.filter(({ first, last }) => first <= last);
  // The name is that of the command, so that it does not pass for a filter that somebody typed.
  return [{ is: 'number', option: 'diff', on: ['start'], not: false, ranges: some.map(wide) }];
}

function wide({ first, last }: { readonly first: number; readonly last: number }) {
  return { first: BigInt(first), last: BigInt(last) };
}
