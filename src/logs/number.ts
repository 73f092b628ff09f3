/** Reads a number of any length, digit by digit: what the splitter does not read faster. */
import type { LogRecord } from './record.ts';
import { exactBelow, exactDigits, largestOf, MISSING, wholeNumber } from './value.ts';

const DASH = 45;
const ZERO = 48;

/** Reads the number or `-` at `from` into a field of the record; returns where it ends, or −1 if it is no good. */
export function numberAt(record: LogRecord, field: number, bytes: Uint8Array, from: number): number {
  let number = 0;
  let to = from;
  let digit = (bytes[to] as number) - ZERO;
  while (digit >>> 0 <= 9) {
    number = number * 10 + digit;
    digit = (bytes[++to] as number) - ZERO;
  }
  if (to === from) return dashAt(record, field, bytes, from);
  if (to - from > exactDigits) return wideNumberAt(record, field, bytes, from, to);
  if (number > (record.layout.largest[field] as number)) return -1;
  record.numbers[field] = number;
  return to;
}

function dashAt(record: LogRecord, field: number, bytes: Uint8Array, from: number): number {
  record.numbers[field] = MISSING;
  return bytes[from] === DASH ? from + 1 : -1;
}

function wideNumberAt(record: LogRecord, field: number, bytes: Uint8Array, from: number, to: number): number {
  const text = new TextDecoder().decode(bytes.subarray(from, to));
  const number = wholeNumber(text, largestOf(record.layout.names[field] as string));
  if (number === undefined) return -1;
  record.numbers[field] = Number(number);
  if (number >= exactBelow) record.wide[field] = number;
  return to;
}
