/** The page's axis of time: how long its bins are, and where it begins and ends. */
import { UsageError } from '../errors.ts';
import type { Window } from '../window.ts';
import type { Axis } from './contract.ts';

/** When flows start: epoch seconds, and how many do. */
export interface Moment {
  readonly at: number;
  readonly flows: number;
}

const day = 86_400;

/** Lengths that people think in. */
const lengths = [60, 300, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, day, 7 * day, 28 * day, 364 * day, 3640 * day];

/** So many bars can be told apart, and so many a screen can show. */
const usualBars = 72;
const mostBars = 500;

/** Bins that make one time where cells are coarse (levels.ts): the axis begins with a whole one. */
const coarsest = 16;

/** A start that far from all others, and of so few flows, is a mistake of the log: the rest would be one bar. */
const strayShare = 0.01;
const strayFactor = 10;

/** Of logs whose time nobody said: fine enough for an hour, coarse enough for a year. */
const usualLength = 300;

/** The length in which flows are first told apart, in seconds: what was asked for, else what suits the window. */
export function binSeconds(asked: number | undefined, { from, to }: Window): number {
  if (asked !== undefined) return asked;
  return from && to ? suitable((to.getTime() - from.getTime()) / 1000, 1) : usualLength;
}

/** The axis of those moments, which are bins of `base` seconds; null without any. Throws UsageError if there would be too many bars. */
export function axisOf(moments: readonly Moment[], base: number, asked: number | undefined): Axis | null {
  const kept = withoutStray(moments.toSorted((a, b) => a.at - b.at));
  const [first] = kept;
  const last = kept.at(-1);
  if (!first || !last) return null;
  const seconds = last.at + base - first.at;
  const width = asked ?? suitable(seconds, base);
  if (seconds / width > mostBars) {
    throw new UsageError(
      `--bin makes ${Math.ceil(seconds / width)} bars of this log, and ${mostBars} are the most that can be shown`,
      'use a longer bin, or a shorter window',
    );
  }
  const origin = Math.floor(first.at / (width * coarsest)) * width * coarsest;
  const bin = (at: number) => Math.floor((at - origin) / width);
  return { origin, width, first: bin(first.at), last: bin(last.at), span: 1 };
}

/** The shortest length that leaves few enough bars and is made of whole ones of `base`. */
function suitable(seconds: number, base: number): number {
  const fitting = lengths.filter((length) => length % base === 0);
  return fitting.find((length) => seconds / length <= usualBars) ?? fitting.at(-1) ?? base;
}

/** In order; leaves out those few at either end without which the time is much shorter. */
function withoutStray(moments: readonly Moment[]): readonly Moment[] {
  const within = withinGaps(moments, count(moments) * strayShare);
  return lengthOf(within) * strayFactor < lengthOf(moments) ? within : moments;
}

/** Splits at the longest time without a flow, as long as the lesser sides hold no more than `most` flows, and are days off. */
function withinGaps(moments: readonly Moment[], most: number): readonly Moment[] {
  const gap = (i: number) => (moments[i]?.at ?? 0) - (moments[i - 1]?.at ?? 0);
  const widest = moments.reduce((best, _, i) => (i > 0 && (best === 0 || gap(i) > gap(best)) ? i : best), 0);
  const sides = [moments.slice(0, widest), moments.slice(widest)].toSorted((a, b) => count(a) - count(b));
  const [lesser = [], greater = []] = sides;
  if (widest === 0 || gap(widest) <= day || count(lesser) > most) return moments;
  return withinGaps(greater, most - count(lesser));
}

function count(moments: readonly Moment[]): number {
  return moments.reduce((sum, { flows }) => sum + flows, 0);
}

/** Seconds, a day at least. */
function lengthOf(moments: readonly Moment[]): number {
  return (moments.at(-1)?.at ?? 0) - (moments[0]?.at ?? 0) + day;
}
