/** How an engine's raw cell becomes a value: one table for all engines, so that the same answer has the same values. */
import type { Kind, Value } from './result.ts';

/** What engines hand over: Athena's text, DuckDB's numbers, whole numbers, booleans and times. */
export type RawCell = string | number | bigint | boolean | Date | null;

type Parse = (raw: Exclude<RawCell, null>) => Value;

const parsers: Record<Kind, Parse> = {
  text,
  address: text,
  action: text,
  port: whole,
  protocol: whole,
  integer: whole,
  epoch: whole,
  count: exact,
  packets: exact,
  bytes: exact,
  share: real,
  number: real,
  boolean,
  time,
};

/**
 * The value of a cell of that kind. Counts, packets and bytes are bigint; other whole numbers are numbers, and bigint only
 * where a number would round. Times are read as UTC. What is no value of its kind comes back as its text: nothing is lost or made up.
 */
export function parseCell(kind: Kind, raw: RawCell): Value {
  return raw === null ? null : parsers[kind](raw);
}

function text(raw: Exclude<RawCell, null>): Value {
  return raw instanceof Date ? raw.toISOString() : String(raw);
}

function exact(raw: Exclude<RawCell, null>): Value {
  if (typeof raw === 'bigint') return raw;
  if (raw === '') return null;
  return bigintOf(raw) ?? text(raw);
}

function whole(raw: Exclude<RawCell, null>): Value {
  if (typeof raw === 'number' && Number.isSafeInteger(raw)) return raw;
  const value = typeof raw === 'bigint' ? raw : exact(raw);
  if (typeof value !== 'bigint') return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** `12`, `12.000` (a decimal) and `1.2E1` (a double) are whole; `12.5` and `many` are not. */
function bigintOf(raw: Exclude<RawCell, null>): bigint | undefined {
  const digits = /^([+-]?\d+)(\.0*)?$/.exec(String(raw).trim())?.[1];
  if (digits !== undefined) return BigInt(digits.replace('+', ''));
  const number = typeof raw === 'boolean' || raw instanceof Date ? Number.NaN : Number(raw);
  return Number.isInteger(number) ? BigInt(number) : undefined;
}

/** NaN and the infinities are no answer (they come of a division by zero) and JSON cannot say them: missing. */
function real(raw: Exclude<RawCell, null>): Value {
  if (raw === '') return null;
  const number = typeof raw === 'boolean' || raw instanceof Date ? Number.NaN : Number(raw);
  if (Number.isNaN(number) && !/^[+-]?nan$/i.test(String(raw))) return text(raw);
  return Number.isFinite(number) ? number : null;
}

function boolean(raw: Exclude<RawCell, null>): Value {
  if (raw === 'true' || raw === 'false') return raw === 'true';
  return raw === '' ? null : typeof raw === 'boolean' ? raw : text(raw);
}

/** `2025-08-14 10:20:30.000`, with fewer or more digits of a second, with or without ` UTC`, or a day alone. */
function time(raw: Exclude<RawCell, null>): Value {
  if (raw instanceof Date) return raw;
  if (raw === '') return null;
  const match = /^(\d{4,}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d)(\.\d+)?(?: ?UTC|Z)?)?$/.exec(String(raw));
  const ms = match ? Date.parse(`${match[1]}T${match[2] ?? '00:00:00'}${(match[3] ?? '').slice(0, 4)}Z`) : Number.NaN;
  return Number.isNaN(ms) ? text(raw) : new Date(ms);
}
