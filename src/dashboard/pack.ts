/** Data on its way into a page: small, and nothing in it that a browser could take for markup. */
import { gzipSync } from 'node:zlib';
import type { CellColumns, DashboardData } from './contract.ts';

/** Compressed, some five bytes for a cell; as text, twenty-five. */
export function packCells(columns: CellColumns): string {
  return gzipSync(JSON.stringify(columns), { level: 9 }).toString('base64');
}

/** Characters of packed cells that a page can hold: with its program and all else it stays below 2 MB. */
const mostPacked = 1_350_000;

export function isTooLarge({ cells }: DashboardData): boolean {
  return cells.length > mostPacked;
}

/**
 * JSON that can stand in a script element: no `<` that could end the element or open a comment, no line separators that
 * scripts of old took for line ends. What is escaped reads back the same.
 */
export function scriptJson(data: DashboardData): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
