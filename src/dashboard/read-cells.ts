/** The rows of the cells as the page has them: columns. */
import type { Result } from '../result.ts';
import { cellColumns } from './cells.ts';
import type { CellColumns, Exact } from './contract.ts';
import { exact } from './names.ts';

export interface Cells {
  readonly columns: CellColumns;
  /** How much they tell apart: the place of the level. */
  readonly level: number;
}

const sums: ReadonlySet<string> = new Set(['flows', 'packets', 'bytes']);

export async function readCells({ batches }: Pick<Result, 'batches'>): Promise<Cells> {
  const lists = cellColumns.map((): Exact[] => []);
  for await (const batch of batches) {
    for (const row of batch) {
      lists.forEach((list, i) => {
        const value = row[i] ?? null;
        list.push(typeof value === 'bigint' ? exact(value) : Number(value));
      });
    }
  }
  // Only sums can be text or null.
  const named = cellColumns.map(({ name }, i) => [name, sums.has(name) ? lists[i] : (lists[i] as number[])]);
  const { level, ...columns } = Object.fromEntries(named) as unknown as CellColumns & { level: readonly number[] };
  return { columns, level: level[0] ?? 0 };
}

export const noCells: Cells = {
  level: 0,
  columns: {
    ...{ time: [], action: [], srcaddr: [], dstaddr: [], dstport: [], protocol: [], interface_id: [] },
    ...{ flows: [], packets: [], bytes: [] },
  },
};
