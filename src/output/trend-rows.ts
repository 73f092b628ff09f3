/** The rows of a trend as pictures need them. */
import type { Column, Row } from '../result.ts';
import type { Rows } from './format.ts';

/** What is drawn. */
export interface Drawing {
  readonly measure: 'flows' | 'bytes';
  /** How long a bin is, as people write it: `1h`. */
  readonly bin: string;
}

export interface Trend {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** The parts of a measure by action. They differ in shape too, so that no colour is needed to tell them apart. */
export function actionsOf(measure: Drawing['measure']) {
  const suffix = measure === 'bytes' ? '_bytes' : '';
  return [
    { column: `accepted${suffix}`, mark: '█', color: 'green' },
    { column: `rejected${suffix}`, mark: '░', color: 'red' },
  ] as const;
}

/** For flows whose action is not recorded. */
export const unknownMark = '▒';

/** Stands for the values without a line of their own. */
export const othersName = 'all others';

/** All rows, held in memory, without the numbers of lines; the line that has no number gets a name in the place of its value. */
export async function valuesOnly({ columns, batches }: Rows): Promise<Trend> {
  const at = columns.findIndex(({ name }) => name === 'line');
  const rows: Row[] = [];
  for await (const batch of batches) for (const row of batch) rows.push(at < 0 ? row : withoutLine(row, at));
  return { columns: columns.filter((_, i) => i !== at), rows };
}

function withoutLine(row: Row, at: number): Row {
  if (row[at] !== null) return row.filter((_, i) => i !== at);
  return [...row.slice(0, at), othersName, ...row.slice(at + 2)];
}

/** The numbers of a column. */
export function numbersOf({ columns, rows }: Trend, name: string): readonly (bigint | null)[] {
  const at = columns.findIndex((column) => column.name === name);
  return rows.map((row) => {
    const value = row[at];
    return typeof value === 'bigint' ? value : null;
  });
}
