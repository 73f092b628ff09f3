/** The time that a question is about: half open, `[from, to)`, in UTC whatever the machine's time zone. */
import { UsageError } from './errors.ts';

/** A record belongs to it by its `start`. An end that is missing is open. */
export interface Window {
  readonly from?: Date;
  readonly to?: Date;
  /**
   * A part inside of it of which no record is asked for: what only holds such records need not be read. Records that are read
   * all the same are for conditions to leave out.
   */
  readonly gap?: { readonly from: Date; readonly to: Date };
}

/** What the user typed. */
export interface WindowOptions {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly date?: string | undefined;
}

const day = 86_400_000;
const units: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: day, w: 7 * day };

const forms = 'use 90m, 24h, 7d, 2w (before now), 2025-08-14, 2025-08-14T10:00Z, or epoch seconds; times are UTC';

/** The window of `--since`, `--until` and `--date`, seen from `now`. Throws UsageError. */
export function parseWindow(options: WindowOptions, now: Date): Window {
  const { since, until, date } = options;
  if (date !== undefined) {
    if (since !== undefined || until !== undefined) {
      throw new UsageError(
        `--date ${date} and ${since !== undefined ? `--since ${since}` : `--until ${until}`} contradict each other`,
        'give either a day or a start and an end',
      );
    }
    return dayWindow(date, now, '--date');
  }
  const from = since === undefined ? undefined : parseTime(since, now, '--since');
  const to = until === undefined ? undefined : parseTime(until, now, '--until');
  if (from && to && from >= to) {
    throw new UsageError(
      `the window is empty: --since ${since} (${from.toISOString()}) is not before --until ${until} (${to.toISOString()})`,
      'the window goes from --since (included) to --until (not included)',
    );
  }
  return { ...(from ? { from } : {}), ...(to ? { to } : {}) };
}

/** The whole day (UTC) of `2025-08-14`, `today` or `yesterday`. */
export function dayWindow(text: string, now: Date, option: string): Window {
  const today = Math.floor(now.getTime() / day) * day;
  const words: Record<string, number> = { today, yesterday: today - day };
  const from = words[text.toLowerCase()] ?? parseDay(text);
  if (from === undefined) {
    throw new UsageError(`${option} ${text} is not a day`, 'use 2025-08-14, today or yesterday (UTC)');
  }
  return { from: new Date(from), to: new Date(from + day) };
}

/** A time as `--since` takes it. Throws UsageError. */
export function parseTime(text: string, now: Date, option: string): Date {
  const ms = relative(text, now) ?? epoch(text) ?? parseDay(text) ?? parseInstant(text);
  if (ms === undefined || Number.isNaN(new Date(ms).getTime()))
    throw new UsageError(`${option} ${text} is not a time`, forms);
  return new Date(ms);
}

function relative(text: string, now: Date): number | undefined {
  const match = /^(\d{1,9})([smhdw])$/i.exec(text);
  const unit = units[match?.[2]?.toLowerCase() ?? ''];
  if (match && unit) return now.getTime() - Number(match[1]) * unit;
  const today = Math.floor(now.getTime() / day) * day;
  return ({ now: now.getTime(), today, yesterday: today - day } as Record<string, number>)[text.toLowerCase()];
}

/** Epoch seconds; 12 digits and more are milliseconds. */
function epoch(text: string): number | undefined {
  if (!/^\d{9,14}$/.test(text)) return undefined;
  return text.length >= 12 ? Number(text) : Number(text) * 1000;
}

/** Midnight UTC of a calendar day; a day that the calendar does not have (2025-02-30) is none. */
function parseDay(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  const ms = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return new Date(ms).toISOString().startsWith(text) ? ms : undefined;
}

/** `2025-08-14T10:00Z`, `2025-08-14 10:00:30.5`, `2025-08-14T12:00+02:00`: UTC unless an offset is written. */
function parseInstant(text: string): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})?$/i.exec(text);
  const date = match && parseDay(match[1] ?? '');
  if (!match || date === undefined || date === null) return undefined;
  const [hour, minute, second] = [match[2], match[3], match[4] ?? '0'].map(Number) as [number, number, number];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const zone = match[6] ?? 'Z';
  const offset = /^z$/i.test(zone)
    ? 0
    : Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
  return date + ((hour * 60 + minute - offset) * 60 + second + Number(match[5] ?? 0)) * 1000;
}
