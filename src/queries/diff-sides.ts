/** The two sides of a comparison, told apart by time or by the paths that the logs are from. */
import { binColumn, sideColumn } from '../derived.ts';
import type { Bin } from '../query.ts';
import { identifier, type Sql, sql } from '../sql.ts';

/** A window with both ends, each a whole second. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** Spans do not overlap; either may be the earlier one. Logs of two sets of paths may be of any time. */
export type Sides = { readonly apart: 'time'; readonly now: Span; readonly before: Span } | { readonly apart: 'paths' };

/** How the text tells the sides apart. */
export interface Telling {
  /** Holds for rows of now, and is false for all others. */
  readonly isNow: Sql;
  /** The column of `flow` that it names. */
  readonly reads: string;
  readonly bin?: Bin;
}

/** For spans of time two bins are enough, the later of which begins with the later span: records between them are in neither. */
export function tellingOf(sides: Sides): Telling {
  if (sides.apart === 'paths') return { isNow: sql`${identifier(sideColumn)} = 'now'`, reads: sideColumn };
  const { now, before } = sides;
  const isLater = now.from > before.from;
  const [first, second] = isLater ? [before, now] : [now, before];
  const origin = second.from;
  const bin = { seconds: Math.max(seconds(second), seconds({ from: first.from, to: origin })), origin };
  return { isNow: isLater ? sql`bin >= ${origin}` : sql`bin < ${origin}`, reads: binColumn, bin };
}

/** The lengths of now and before in the smallest whole numbers; 1 to 1 if nobody knows how long the sides are. */
export function lengths(sides: Sides): { readonly now: number; readonly before: number } {
  if (sides.apart === 'paths') return { now: 1, before: 1 };
  const [now, before] = [seconds(sides.now), seconds(sides.before)];
  const common = commonDivisor(now, before);
  return { now: now / common, before: before / common };
}

export function seconds({ from, to }: Span): number {
  return (to.getTime() - from.getTime()) / 1000;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
