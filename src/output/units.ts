/** Numbers as people read them. Decimal units, as on AWS's bills: 1 kB is 1,000 bytes. */

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'] as const;

/** Digits in groups of three: `48,211`. Exact at any size. */
export function grouped(value: number | bigint): string {
  const [whole = '', fraction] = String(value).split('.');
  const parts = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? parts : `${parts}.${fraction}`;
}

/** `1 file`, `1,204 files`; the noun makes its plural with `s`. */
export function counted(count: number | bigint, noun: string): string {
  return `${grouped(count)} ${noun}${BigInt(count) === 1n ? '' : 's'}`;
}

/** `999 B`, `1.2 kB`, `34.5 GB`: one decimal from kB on. */
export function humanBytes(value: number | bigint): string {
  const unit = unitOf(value);
  return `${inUnit(value, unit, unit > 0 ? 1 : 0)} ${units[unit]}`;
}

/** `999 B`, `1.2 kB`, `34 GB`: at most three characters for the number, for what changes while it is read. */
export function briefBytes(value: number): string {
  const unit = unitOf(value);
  return `${inUnit(value, unit, briefDigits(value, unit))} ${units[unit]}`;
}

/** A part and the whole, in the unit of the whole: `41 of 173 MB`, `0.3 of 1.2 GB`. */
export function bytesOf(part: number, whole: number): string {
  const unit = unitOf(whole);
  return `${inUnit(part, unit, briefDigits(whole, unit))} of ${briefBytes(whole)}`;
}

/** `2 s`, `1 min 20 s`, `2 h 5 min`; at least 1 s. */
export function humanSeconds(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** The largest unit in which the value, rounded, is at least 1. */
function unitOf(value: number | bigint): number {
  const size = Math.abs(Number(value));
  let unit = 0;
  while (unit < units.length - 1 && size / 1000 ** unit >= 999.5) unit++;
  return unit;
}

function briefDigits(value: number, unit: number): number {
  return unit > 0 && value / 1000 ** unit < 9.95 ? 1 : 0;
}

function inUnit(value: number | bigint, unit: number, digits: number): string {
  return (Number(value) / 1000 ** unit).toFixed(digits);
}
