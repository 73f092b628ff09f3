/** A table of the catalog as views see it: each field under its `flow` name, cast to its type. */
import { fieldNamed, fields, largestSeconds } from '../flow.ts';
import { identifier, type Sql, sql } from '../sql.ts';
import type { ViewSource } from '../view.ts';
import { classOf, flowColumns, isNumericAccount } from './columns.ts';
import type { CatalogTable, TableColumn } from './table.ts';

export function viewSource(table: CatalogTable): ViewSource {
  const columns = new Map([...flowColumns(table)].filter(([, column]) => classOf(column) !== 'nested'));
  const value = (name: string) => typedValue(name, columns.get(name));
  const rank = (name: string) => fields.findIndex((field) => field.name === name) >>> 0;
  const names = [...columns.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const keys = table.partitionKeys.map(({ name }) => name);
  return {
    from: sql`${identifier(table.database)}.${identifier(table.name)}`,
    // A key of the same name says the same, and only by it data can be left out.
    fields: names.filter((name) => !keys.includes(name)),
    partitionKeys: keys,
    value,
    time: (name) => {
      const number = value(name);
      const ms = sql`IF(${number} > ${largestSeconds}, ${number}, ${number} * 1000)`;
      return sql`TIMESTAMP '1970-01-01 00:00:00.000' + ${ms} * INTERVAL '0.001' SECOND`;
    },
    traffic: traffic(columns, value),
  };
}

/** A cast stays although the table has the type already: it is what keeps the view from going stale. */
function typedValue(name: string, column: TableColumn | undefined): Sql {
  if (column === undefined) throw new RangeError(`the table has no ${name}`);
  const text = identifier(column.name);
  const type = fieldNamed(name)?.type;
  if (type === 'integer') return sql`TRY_CAST(${text} AS integer)`;
  if (type === 'bigint') return sql`TRY_CAST(${text} AS bigint)`;
  if (isNumericAccount(name, column)) return sql`lpad(TRY_CAST(${text} AS varchar), 12, '0')`;
  return sql`NULLIF(TRY_CAST(${text} AS varchar), '-')`;
}

/** Of records without a log status, junk is what has no number where numbers are. */
function traffic(columns: ReadonlyMap<string, TableColumn>, value: (name: string) => Sql): Sql {
  if (columns.has('log_status')) return sql`${value('log_status')} = 'OK'`;
  const number = fields.find(({ name, type }) => columns.has(name) && (type === 'integer' || type === 'bigint'));
  return number === undefined ? sql`true` : sql`${value(number.name)} IS NOT NULL`;
}
