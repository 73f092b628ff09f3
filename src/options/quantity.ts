/** Numbers as people write them: whole ones, sizes and durations. */
import { UsageError } from '../errors.ts';

/** A whole number from `least` to `most`. */
export function wholeNumber(
  least: number,
  most: number = Number.MAX_SAFE_INTEGER,
): (text: string, origin: string) => number {
  const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `${least} to ${most}`;
  return (text, origin) => {
    const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new UsageError(`${origin} ${text} is not a number that it can have`, `use a whole number, ${range}`);
  };
}

/** Powers of ten as in kB and MB, of two as in KiB and GiB. */
const units: ReadonlyMap<string, bigint> = new Map(
  ['', 'k', 'm', 'g', 't', 'p'].flatMap((letter, power): [string, bigint][] => [
    [letter, 1000n ** BigInt(power)],
    [`${letter}b`, 1000n ** BigInt(power)],
    [`${letter}ib`, 1024n ** BigInt(power)],
  ]),
);

/** `10`, `1kB`, `1.5MB`, `1GiB`, in bytes. */
export function parseSize(text: string, origin: string): bigint {
  const [, whole = '', fraction = '', unit = ''] = /^(\d{1,18})(?:\.(\d{1,9}))?\s?([a-z]*)$/i.exec(text) ?? [];
  const size = units.get(unit.toLowerCase());
  if (whole === '' || size === undefined) {
    throw new UsageError(`${origin} ${text} is not a size`, 'use bytes as in 10, 1kB, 1.5MB or 1GiB');
  }
  return (BigInt(whole + fraction) * size) / 10n ** BigInt(fraction.length);
}

const seconds: Record<string, number> = { ms: 0.001, s: 1, '': 1, m: 60, h: 3600 };

/** `90s`, `5m`, `1h`; a bare number is seconds. In milliseconds, and no longer than a timer can wait. */
export function parseDuration(text: string, origin: string): number {
  const [, number = '', unit = ''] = /^(\d{1,9})(ms|s|m|h)?$/i.exec(text) ?? [];
  const ms = Number(number) * (seconds[unit.toLowerCase()] ?? 1) * 1000;
  if (number === '' || ms <= 0 || ms > 2 ** 31 - 1) {
    throw new UsageError(`${origin} ${text} is not a time to wait`, 'use 90s, 5m or 1h');
  }
  return ms;
}
