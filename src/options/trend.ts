/** The options of a trend: how long its bins are, which lines it has, and what it measures. */
import { derivedNamed } from '../derived.ts';
import { UsageError } from '../errors.ts';
import { choice, option } from '../option.ts';
import type { SortKey } from '../query.ts';
import { parseBy } from './fields.ts';
import { wholeNumber } from './quantity.ts';

/** What bars show. */
const measures = ['flows', 'bytes'] as const satisfies readonly SortKey[];

export type TrendMeasure = (typeof measures)[number];

/** Values of `--by` with a line of their own. Each line has all bins; more than that are for `top --by srcaddr,hour`. */
const usualLines = 5;
const mostLines = 1000;

const day = 86_400;
const units: Readonly<Record<string, number>> = { m: 60, h: 3600, d: day };

export const trendOptions = {
  bin: option<number | undefined>({
    flags: '--bin <span>',
    summary: 'how long a bin is: 1m, 5m, 15m, 1h, 6h, 1d, or any span of which a day has a whole number',
    heading: 'Question',
    fallback: undefined,
    parse: parseBin,
  }),
  by: option<readonly string[] | undefined>({
    flags: '--by <fields>',
    summary: 'a line for each value of a field, such as dstport, srcaddr, service; flowlogs fields lists all names',
    heading: 'Question',
    list: true,
    fallback: undefined,
    parse: parseLines,
  }),
  limit: option<number>({
    flags: '-n, --limit <n>',
    summary: `with --by: how many values have a line of their own, ${mostLines} at most; all others are one; ${usualLines} if not said`,
    heading: 'Question',
    fallback: usualLines,
    parse: wholeNumber(1, mostLines),
  }),
  measure: option<TrendMeasure>({
    flags: '--measure <measure>',
    summary: 'what the bars show and which values of --by have a line: flows or bytes; flows if not said',
    heading: 'Question',
    choices: measures,
    fallback: 'flows',
    parse: choice(measures),
  }),
};

/** In seconds. Bins of other lengths would begin at another time each day. */
function parseBin(text: string, origin: string): number {
  const [, number = '', unit = ''] = /^(\d{1,4})([mhd])$/i.exec(text) ?? [];
  const seconds = Number(number) * (units[unit.toLowerCase()] ?? 0);
  if (seconds > 0 && day % seconds === 0) return seconds;
  throw new UsageError(
    `${origin} ${text} is not a span of which a day has a whole number`,
    'use 1m, 5m, 15m, 1h, 6h, 1d or another such span, a day at most',
  );
}

function parseLines(text: string, origin: string): readonly string[] {
  const by = parseBy(text, origin);
  const time = by.find((name) => derivedNamed(name)?.of.includes('start'));
  if (time === undefined) return by;
  throw new UsageError(`${origin} ${time} is a time, which a trend has already`, 'say with --bin how long a bin is');
}
