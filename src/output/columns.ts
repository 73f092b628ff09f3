/** The columns of a table: lined up, and narrowed to the terminal where that loses least. */
import { isIP } from 'node:net';
import type { Column } from '../result.ts';

/** The terminal columns that a text takes. */
export type Width = (text: string) => number;

/** No column gets narrower. */
const narrowest = 8;

/** Puts the numbers of ports and protocols in line on the right, with the names after them. */
export function lineUp(columns: readonly Column[], rows: string[][]): string[][] {
  columns.forEach(({ kind }, i) => {
    if (kind !== 'port' && kind !== 'protocol') return;
    const widest = rows.reduce((most, row) => Math.max(most, numberLength(row[i] ?? '')), 0);
    for (const row of rows) row[i] = ' '.repeat(widest - numberLength(row[i] ?? '')) + (row[i] ?? '');
  });
  return rows;
}

function numberLength(cell: string): number {
  const space = cell.indexOf(' ');
  return space < 0 ? cell.length : space;
}

/**
 * The width of every column. If all do not fit into `available`, the widest columns of text lose first; numbers, times and
 * addresses are kept whole, and lines get too long rather than wrong.
 */
export function fit(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  available: number | null,
  gap: number,
  width: Width,
): number[] {
  const widths = columns.map((_, i) => rows.reduce((most, row) => Math.max(most, width(row[i] ?? '')), 1));
  if (available === null) return widths;
  let excess = widths.reduce((sum, each) => sum + each + gap, -gap) - available;
  const yielding = columns.flatMap((column, i) => (excess > 0 && canYield(column, i, rows) ? [i] : []));
  while (excess > 0) {
    const widest = yielding.reduce((best, i) => ((widths[i] ?? 0) > (widths[best] ?? 0) ? i : best), yielding[0] ?? -1);
    const was = widths[widest] ?? 0;
    if (was <= narrowest) break;
    widths[widest] = was - 1;
    excess--;
  }
  return widths;
}

/** Text may be cut, unless it holds addresses: a user's SQL may hand them out as text. */
function canYield({ kind }: Column, i: number, rows: readonly (readonly string[])[]): boolean {
  return kind === 'text' && !rows.some((row) => isIP(row[i] ?? '') !== 0);
}

/** The text, with `…` at its end if it takes more than `most` columns. */
export function shorten(text: string, most: number, width: Width): string {
  if (width(text) <= most) return text;
  const characters = [...text];
  let [kept, tooMany] = [0, characters.length];
  while (tooMany - kept > 1) {
    const middle = (kept + tooMany) >> 1;
    if (width(characters.slice(0, middle).join('')) < most) kept = middle;
    else tooMany = middle;
  }
  return `${characters.slice(0, kept).join('')}…`;
}
