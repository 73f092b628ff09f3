/** How long the bins of a trend are if nobody says it, and how people write that. */
import type { Window } from '../window.ts';

const [minute, hour, day] = [60, 3600, 86_400] as const;

/** In seconds. Shorter ones show the aggregation windows of the logs, not the traffic. */
const candidates: readonly number[] = [5 * minute, 15 * minute, hour, 6 * hour];

/** So many rows fill a screen or two. */
const mostBins = 72;

/** The shortest that does not make too many bins of the window; an hour if the window has no start. */
export function usualBin({ from, to }: Window, now: Date): number {
  if (from === undefined) return hour;
  const seconds = ((to ?? now).getTime() - from.getTime()) / 1000;
  return candidates.find((bin) => seconds <= bin * mostBins) ?? day;
}

/** `15m`, `6h`, `1d`. */
export function binName(seconds: number): string {
  if (seconds % day === 0) return `${seconds / day}d`;
  return seconds % hour === 0 ? `${seconds / hour}h` : `${seconds / minute}m`;
}

/** Bins of the future are not empty, they are not there yet. */
export function untilNow({ from, to }: Window, now: Date): Window {
  return { ...(from && { from }), ...(to && { to: to < now ? to : now }) };
}
