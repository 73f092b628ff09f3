/** Which column of a table is which field of `flow`. */
import { columnName } from '../column-name.ts';
import type { CatalogTable, TableColumn } from './table.ts';

/** What a Hive type holds, as far as reading it differs. */
export type ColumnClass = 'text' | 'whole' | 'number' | 'time' | 'bytes' | 'nested' | 'other';

const classes: readonly [RegExp, ColumnClass][] = [
  [/^(string|varchar|char)\b/, 'text'],
  [/^(tinyint|smallint|int|integer|bigint)$/, 'whole'],
  [/^(float|double|real|decimal)\b/, 'number'],
  [/^timestamp/, 'time'],
  [/^binary$/, 'bytes'],
  [/^(array|map|struct|uniontype|row)\b/, 'nested'],
];

export function classOf(column: TableColumn): ColumnClass {
  return classes.find(([type]) => type.test(column.type))?.[1] ?? 'other';
}

/** Whether a field of account ids is held as numbers, as crawlers make it: then the zeros that some of them begin with are lost. */
export function isNumericAccount(name: string, column: TableColumn): boolean {
  return /(^|_)account_id$/.test(name) && classOf(column) === 'whole';
}

/**
 * The columns of the table by `flow` name. AWS's own name wins over an older one where a table has both;
 * columns that are no field keep their name.
 */
export function flowColumns(table: CatalogTable): ReadonlyMap<string, TableColumn> {
  const found = new Map<string, TableColumn>();
  const exact = (column: TableColumn) => column.name.replaceAll('-', '_') === columnName(column.name);
  for (const column of [...table.columns].sort((a, b) => Number(exact(b)) - Number(exact(a)))) {
    const name = columnName(column.name);
    if (!found.has(name)) found.set(name, column);
  }
  return found;
}
