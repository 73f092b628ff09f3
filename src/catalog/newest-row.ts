/** The question whether a table can be read: one row, of its newest partition where partitions are registered. */
import type { Table } from '@aws-sdk/client-glue';
import { identifier, join, type Sql, sql } from '../sql.ts';
import type { Glue } from './glue.ts';

/** Undefined if the table has partition keys and no partition: then there is nothing to ask. */
export async function newestRow(glue: Glue, database: string, table: Table): Promise<Sql | undefined> {
  const from = sql`SELECT * FROM ${identifier(database)}.${identifier(table.Name ?? '')}`;
  const keys = table.PartitionKeys ?? [];
  const projected = table.Parameters?.['projection.enabled']?.trim().toLowerCase() === 'true';
  if (keys.length === 0 || projected) return sql`${from}\nLIMIT 1`;
  let newest: readonly string[] | undefined;
  for await (const page of glue.partitions(database, table.Name ?? '')) {
    for (const { Values = [] } of page) if (newest === undefined || isLater(Values, newest)) newest = Values;
  }
  if (newest === undefined) return undefined;
  const values = newest;
  // Glue's parser does not take every name of a key (`aws-account-id`); the others leave out enough.
  const conditions = keys.flatMap(({ Name = '' }, i) =>
    /^\w+$/.test(Name) ? [sql`CAST(${identifier(Name)} AS varchar) = ${values[i] ?? ''}`] : [],
  );
  return conditions.length === 0 ? sql`${from}\nLIMIT 1` : sql`${from}\nWHERE ${join(conditions, sql` AND `)}\nLIMIT 1`;
}

/** Keys go from coarse to fine, so the order of the values is that of time within an account and a Region. */
function isLater(a: readonly string[], b: readonly string[]): boolean {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at >= 0 && (a[at] ?? '') > (b[at] ?? '');
}
