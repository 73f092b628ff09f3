/** Rows that are all there already, as a result has them. */
import type { Rows } from '../output/format.ts';
import type { Column, Row } from '../result.ts';

export function rowsOf(columns: readonly Column[], rows: readonly Row[]): Rows {
  async function* batches() {
    yield rows;
  }
  return { columns, batches: batches() };
}
