/** Lines for people whose last column is a sentence or a path: never cut, unlike the cells of a table. */

import type { Context } from '../context.ts';
import type { Destination } from '../output/destination.ts';
import { visible } from '../output/escape.ts';
import type { Column, Row } from '../result.ts';
import { writePlain, writeRows } from './deliver.ts';
import type { OutputRequest } from './output-request.ts';
import { rowsOf } from './rows.ts';

const gap = '  ';

/** The columns in line, except the last. A missing value is `-`, a missing last one nothing. */
export function uncut(rows: readonly Row[]): string {
  const cells = rows.map((row) => row.map((value) => (value === null ? null : visible(String(value)))));
  const last = Math.max(0, ...cells.map((row) => row.length - 1));
  const widths = Array.from({ length: last }, (_, i) => Math.max(...cells.map((row) => (row[i] ?? '-').length)));
  const lines = cells.map((row) =>
    [...widths.map((width, i) => (row[i] ?? '-').padEnd(width)), row[last] ?? ''].join(gap),
  );
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

/** Rows in the format asked for; those that a person reads uncut. */
export async function writeUncut(
  columns: readonly Column[],
  rows: readonly Row[],
  output: OutputRequest,
  context: Context,
  destination: Destination,
): Promise<void> {
  if (output.format === 'table') await writePlain(uncut(rows), context, destination);
  else await writeRows(rowsOf(columns, rows), output, context, destination);
}
