/** Which rows of a table are rows of `flow`: traffic without junk, in the window, meeting all conditions. */
import { flowColumns } from '../../catalog/columns.ts';
import type { CatalogTable } from '../../catalog/table.ts';
import { type Field, fields, latestTime } from '../../flow.ts';
import { identifier, join, type Sql, sql } from '../../sql.ts';
import type { Scope } from '../engine.ts';
import { conditionSql, windowSql } from './conditions.ts';
import { needsCheck } from './fields.ts';

/** What must hold of the fields of a row of `flow`. */
export function rowTests(table: CatalogTable, { window, conditions }: Scope): readonly Sql[] {
  const inWindow = windowSql(window);
  return [...junkTests(table), ...valueTests(table), ...(inWindow ? [inWindow] : []), ...conditions.map(conditionSql)];
}

/**
 * Traffic only. In a text table that leaves out the rows that header lines, blank lines and lines cut short become, too.
 * A Parquet file without the column is one whose records are all traffic.
 */
export function trafficTest(table: CatalogTable): readonly Sql[] {
  const column = flowColumns(table).get('log_status');
  if (!column) return [];
  const name = identifier(column.name);
  return [table.format === 'text' ? sql`${name} = 'OK'` : sql`(${name} = 'OK' OR ${name} IS NULL)`];
}

/** In a text table without a log-status: all numbers of a header line or a blank line are NULL. */
function junkTests(table: CatalogTable): readonly Sql[] {
  const columns = flowColumns(table);
  if (columns.has('log_status') || table.format !== 'text') return [];
  const present = fields.filter(({ name }) => columns.has(name));
  const numbers = present.filter(({ type }) => type === 'integer' || type === 'bigint');
  if (numbers.length > 0) return [sql`${anyOf(numbers)} IS NOT NULL`];
  const headers = present.slice(0, 1).map(({ name }) => sql`replace(lower(${identifier(name)}), '-', '_') <> ${name}`);
  return present.length > 0 ? [sql`${anyOf(present)} IS NOT NULL`, ...headers] : [];
}

function anyOf(present: readonly Field[]): Sql {
  const names = present.map(({ name }) => identifier(name));
  return names.length === 1 ? (names[0] as Sql) : sql`COALESCE(${join(names)})`;
}

/** What the reader of files calls a bad line is no row here either, as far as the table's types let it be seen. */
function valueTests(table: CatalogTable): readonly Sql[] {
  const columns = flowColumns(table);
  return fields.flatMap((field: Field) => {
    const column = columns.get(field.name);
    if (!column || !needsCheck(column, table)) return [];
    const name = identifier(field.name);
    if (field.name === 'action') return [sql`COALESCE(${name}, 'ACCEPT') IN ('ACCEPT', 'REJECT')`];
    if (field.type !== 'integer' && field.type !== 'bigint') return [];
    const largest = field.name === 'start' || field.name === 'end' ? latestTime : field.max;
    return [
      largest === undefined ? sql`COALESCE(${name}, 0) >= 0` : sql`COALESCE(${name}, 0) BETWEEN 0 AND ${largest}`,
    ];
  });
}
