/** The expression of each field of `flow` on a table: typed, `-` as NULL, and −1 for what cannot be a number. */
import { type ColumnClass, classOf, isNumericAccount } from '../../catalog/columns.ts';
import type { CatalogTable, TableColumn } from '../../catalog/table.ts';
import { type FieldType, fieldNamed } from '../../flow.ts';
import { identifier, type Sql, sql } from '../../sql.ts';

/** A field that the table does not have: NULL, of the type that it would have. */
export function missingField(name: string): Sql {
  return isNumber(fieldNamed(name)?.type) ? sql`CAST(NULL AS bigint)` : sql`CAST(NULL AS varchar)`;
}

/**
 * The value of a field that the table has. `canonical`: addresses in their one form (RFC 5952), by which they are
 * grouped, in place of the text as logged.
 */
export function fieldValue(name: string, column: TableColumn, table: CatalogTable, canonical: boolean): Sql {
  const type = fieldNamed(name)?.type;
  const cell = classOf(column);
  if (isNumber(type)) return numberValue(identifier(column.name), cell);
  if (isNumericAccount(name, column)) return sql`lpad(CAST(${identifier(column.name)} AS varchar), 12, '0')`;
  const text = textValue(identifier(column.name), cell, table);
  if (type !== 'address' || !canonical) return text;
  return sql`COALESCE(CAST(${asAddress(identifier(column.name))} AS varchar), ${text})`;
}

/** An address as a value that compares by number; NULL for other text. */
export function asAddress(text: Sql): Sql {
  return sql`TRY_CAST(${text} AS ipaddress)`;
}

/** Whether a field's values have to be looked at before they count. Numbers of Parquet are numbers already. */
export function needsCheck(column: TableColumn, table: CatalogTable): boolean {
  return table.format === 'text' || classOf(column) === 'text';
}

function isNumber(type: FieldType | undefined): boolean {
  return type === 'integer' || type === 'bigint';
}

function numberValue(name: Sql, cell: ColumnClass): Sql {
  switch (cell) {
    case 'whole':
      return name;
    case 'text':
      return sql`COALESCE(TRY_CAST(${name} AS bigint), IF(${name} NOT IN ('', '-'), -1))`;
    case 'time':
      return sql`CAST(to_unixtime(${name}) AS bigint)`;
    default:
      return sql`TRY_CAST(${name} AS bigint)`;
  }
}

function textValue(name: Sql, cell: ColumnClass, table: CatalogTable): Sql {
  if (cell === 'bytes') return sql`from_utf8(${name})`;
  if (cell !== 'text') return sql`CAST(${name} AS varchar)`;
  // Between blanks nothing is no value at all, but a blank too many.
  const isBlank = table.format === 'text' && table.delimiter.trim() === '';
  return isBlank ? sql`NULLIF(${name}, '-')` : sql`NULLIF(NULLIF(${name}, ''), '-')`;
}
