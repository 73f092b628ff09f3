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

/** Where the cells of a row stand. */
export interface Layout {
  /** Of every column. */
  readonly widths: readonly number[];
  /** The columns of each line that a row takes. */
  readonly lines: readonly (readonly number[])[];
}

/** How far the lines after the first are moved in. */
export const indent = 2;

/**
 * If all columns do not fit into `available`, the widest columns of text lose first; numbers, times and addresses are kept
 * whole. If that does not help, a row takes several lines, and only a text longer than a line is cut.
 */
export function layOut(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  available: number | null,
  gap: number,
  width: Width,
): Layout {
  const widths = columns.map((_, i) => rows.reduce((most, row) => Math.max(most, width(row[i] ?? '')), 1));
  const all = [columns.map((_, i) => i)];
  if (available === null) return { widths, lines: all };
  const excess = widths.reduce((sum, each) => sum + each + gap, -gap) - available;
  if (excess <= 0) return { widths, lines: all };
  const yielding = new Set(columns.flatMap((column, i) => (canYield(column, i, rows) ? [i] : [])));
  const narrow = narrowed(widths, yielding, excess);
  if (narrow) return { widths: narrow, lines: all };
  const longest = Math.max(narrowest, available - indent);
  const cut = widths.map((each, i) => (yielding.has(i) ? Math.min(each, longest) : each));
  return { widths: cut, lines: broken(cut, available, gap) };
}

/** Widths that are `excess` less in sum; undefined if those that yield cannot get so narrow. */
function narrowed(widths: readonly number[], yielding: ReadonlySet<number>, excess: number): number[] | undefined {
  const narrow = [...widths];
  for (let rest = excess; rest > 0; rest--) {
    let widest = -1;
    for (const i of yielding) if (widest < 0 || (narrow[i] ?? 0) > (narrow[widest] ?? 0)) widest = i;
    const was = narrow[widest] ?? 0;
    if (was <= narrowest) return undefined;
    narrow[widest] = was - 1;
  }
  return narrow;
}

/** As many columns in each line as it holds, one at least. */
function broken(widths: readonly number[], available: number, gap: number): number[][] {
  const lines: number[][] = [[]];
  let used = 0;
  widths.forEach((each, i) => {
    const line = lines.at(-1) ?? [];
    if (line.length > 0 && used + gap + each > available) {
      lines.push([i]);
      used = indent + each;
    } else {
      used += (line.length > 0 ? gap : 0) + each;
      line.push(i);
    }
  });
  return lines;
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
