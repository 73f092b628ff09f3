/** What is said of a list that does not show all there is, for what it hides may be what is looked for. */
import type { OutputRequest } from './output-request.ts';

/** `48,211 flows in all, the first 100 shown`. */
export function cutRemark(shown: number, all: number | bigint, what: string): string | undefined {
  if (all <= shown) return undefined;
  return `${all.toLocaleString('en-US')} ${what} in all, the first ${shown.toLocaleString('en-US')} shown; --limit 0 shows all`;
}

/** Of records, which only tables cut. */
export function cutTableRemark(
  shown: number,
  all: number | null,
  what: string,
  { format }: OutputRequest,
): string | undefined {
  return format === 'table' && all !== null ? cutRemark(shown, all, what) : undefined;
}

/** Of rows of which nobody knows how many there are in all, when they fill a limit that nobody typed. */
export function fullRemark(rows: number, limit: number, usual: number): string | undefined {
  if (rows !== limit || limit !== usual) return undefined;
  return `the first ${rows} rows; there may be more, --limit 0 shows all`;
}
