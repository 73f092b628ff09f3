/** What a good value of a field is. The fast path and the tolerant path both read by it, so that they never disagree. */
import { type Field, fieldNamed, largestSeconds, latestTime } from '../flow.ts';

/** Numbers below it stay exact as doubles, and so does the sum of any two of them. */
export const exactBelow = 2 ** 52;

/** Any number of so many digits is below it. */
export const exactDigits = 15;

const largestBigint = 2n ** 63n - 1n;

/** How a field's text is checked. Numbers, because the tokenizer looks it up for each field of each line. */
export const TEXT = 0;
export const WHOLE = 1;
export const TIME = 2;
export const ACTION = 3;
export const STATUS = 4;

/** The codes that stand for an action and a log-status, as a number stands for a number; missing is −1. */
export const ACCEPT = 1;
export const REJECT = 2;
export const OK = 1;
export const NODATA = 2;
export const SKIPDATA = 3;
export const MISSING = -1;

export const actions: ReadonlyMap<string, number> = new Map([
  ['ACCEPT', ACCEPT],
  ['REJECT', REJECT],
]);

export const statuses: ReadonlyMap<string, number> = new Map([
  ['OK', OK],
  ['NODATA', NODATA],
  ['SKIPDATA', SKIPDATA],
]);

export function stepOf(name: string): number {
  if (name === 'action') return ACTION;
  if (name === 'log_status') return STATUS;
  if (name === 'start' || name === 'end') return TIME;
  const type = fieldNamed(name)?.type;
  return type === 'integer' || type === 'bigint' ? WHOLE : TEXT;
}

export function largestOf(name: string): bigint {
  if (stepOf(name) === TIME) return BigInt(latestTime);
  const field: Field | undefined = fieldNamed(name);
  return field?.max === undefined ? largestBigint : BigInt(field.max);
}

/** The number that plain digits say; undefined for other text and above `largest`. */
export function wholeNumber(text: string, largest: bigint): bigint | undefined {
  // No number that we take has 40 digits, save by leading zeros; BigInt of a long text takes quadratic time.
  if (!/^\d+$/.test(text)) return undefined;
  const digits = text.replace(/^0+(?=\d)/, '');
  if (digits.length > 40) return undefined;
  const number = BigInt(digits);
  return number <= largest ? number : undefined;
}

/** A start or end in milliseconds; logs have them in seconds or in milliseconds. Missing stays MISSING. */
export function milliseconds(time: number): number {
  return time > largestSeconds || time < 0 ? time : time * 1000;
}

/** Why `text` is no value of that field: `bytes "NaN" is not a whole number`. */
export function whyBad(name: string, text: string): string {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  const step = stepOf(name);
  if (step === STATUS) {
    return text === '-' ? `${name} is missing` : `${name} "${shown}" is neither OK, NODATA nor SKIPDATA`;
  }
  if (step === ACTION) return `${name} "${shown}" is neither ACCEPT nor REJECT`;
  return /^\d+$/.test(text)
    ? `${name} ${shown} is over ${largestOf(name)}`
    : `${name} "${shown}" is not a whole number`;
}
