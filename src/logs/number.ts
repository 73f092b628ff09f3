/** Reads long numbers, digit by digit: what the splitter does not read faster. */
import type { LogRecord } from './record.ts';
import { exactBelow, exactDigits, largestOf, wholeNumber } from './value.ts';

const ZERO = 48;

/** Reads the digits at `from` into a field of the record; returns where they end, or −1 if the number is too large. */
export function longNumberAt(record: LogRecord, field: number, bytes: Uint8Array, from: number): number {
  let number = 0;
  let to = from;
  let digit = (bytes[to] as number) - ZERO;
  while (digit >>> 0 <= 9) {
    number = number * 10 + digit;
    digit = (bytes[++to] as number) - ZERO;
  }
  if (to - from > exactDigits) return wideNumber(record, field, bytes, from, to);
  if (number > (record.layout.largest[field] as number)) return -1;
  record.numbers[field] = number;
  return to;
}

function wideNumber(record: LogRecord, field: number, bytes: Uint8Array, from: number, to: number): number {
  const text = new TextDecoder().decode(bytes.subarray(from, to));
  const number = wholeNumber(text, largestOf(record.layout.names[field] as string));
  if (number === undefined) return -1;
  record.numbers[field] = Number(number);
  if (number >= exactBelow) record.wide[field] = number;
  return to;
}
