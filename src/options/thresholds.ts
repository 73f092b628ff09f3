/** Options that are thresholds: each says what it is if nobody says it. */
import { UsageError } from '../errors.ts';
import { option } from '../option.ts';
import { parseDuration, parseSize, wholeNumber } from './quantity.ts';

/** A number of things. */
export function atLeast(flags: string, summary: string, usual: number) {
  return option<number>({
    flags,
    summary: `${summary}; ${usual} if not said`,
    heading: 'Question',
    fallback: usual,
    parse: wholeNumber(2),
  });
}

/** A part of a whole, from 0 to 1. */
export function share(flags: string, summary: string, usual: number) {
  return option<number>({
    flags,
    summary: `${summary}; ${usual} if not said`,
    heading: 'Question',
    fallback: usual,
    parse: parseShare,
  });
}

/** A sum of bytes; `usual` as people write it. */
export function size(flags: string, summary: string, usual: string) {
  return option<bigint>({
    flags,
    summary: `${summary}; ${usual} if not said`,
    heading: 'Question',
    fallback: parseSum(usual, flags),
    parse: parseSum,
  });
}

/** `0.25` or `25%`. */
function parseShare(text: string, origin: string): number {
  const [, number, percent] = /^(\d{1,3}(?:\.\d{1,6})?)(%?)$/.exec(text) ?? [];
  const value = number === undefined ? Number.NaN : Number(number) / (percent ? 100 : 1);
  if (value >= 0 && value <= 1) return value;
  throw new UsageError(
    `${origin} ${text} is not a share of a whole`,
    'use 0 to 1 as in 0.25, or a percentage as in 25%',
  );
}

/** The largest number that both engines read as a whole number. */
const largest = 2n ** 63n - 1n;

function parseSum(text: string, origin: string): bigint {
  const bytes = parseSize(text, origin);
  if (bytes <= largest) return bytes;
  throw new UsageError(`${origin} ${text} is more than logs can tell of`, 'use less than 9000PB');
}

/** A time in whole seconds, a minute or more. */
export function parseMinuteOrMore(text: string, origin: string): number {
  const seconds = parseDuration(text, origin) / 1000;
  if (Number.isInteger(seconds) && seconds >= 60) return seconds;
  throw new UsageError(`${origin} ${text} is no aggregation interval of flow logs`, 'use 60s, 10m or a time between');
}
