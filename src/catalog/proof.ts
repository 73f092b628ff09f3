/** The question that proves a table: one row of a place where a record is known to lie. */
import { identifier, join, type Sql, sql } from '../sql.ts';
import { s3Uri } from './bucket.ts';
import type { TablePlan } from './plan-table.ts';
import type { Sample } from './samples.ts';

export interface Proof {
  readonly sql: Sql;
  /** The object that the row comes from. */
  readonly object: string;
  /** A record was seen in that object, so that no row means a wrong table. */
  readonly certain: boolean;
}

/** `from`: the table, or a view over it that has its partition keys. */
export function proofOf(plan: TablePlan, from: Sql): Proof {
  const sample = newestWithRecord(plan.discovery.samples.samples);
  const { stream, object } = sample;
  const day = stream.days.find(({ folder }) => object.key.startsWith(folder));
  // Hours are not among a day's values, and need not be: the day has the row as well.
  const conditions = plan.keys.keys.flatMap(({ name, level }) => {
    const value = level < stream.values.length ? stream.values[level] : day?.values[level - stream.values.length];
    return value === undefined ? [] : [sql`${identifier(name)} = ${value}`];
  });
  const where = conditions.length > 0 ? sql`\nWHERE ${join(conditions, sql` AND `)}` : sql``;
  return {
    sql: sql`SELECT * FROM ${from}${where}\nLIMIT 1`,
    object: s3Uri(plan.discovery.bucket, object.key),
    certain: hasRecord(sample),
  };
}

/** The newest with a record, else the newest. */
function newestWithRecord(samples: readonly Sample[]): Sample {
  const readable = samples.filter(({ format }) => format.is !== 'other');
  return (readable.find(hasRecord) ?? readable[0]) as Sample;
}

function hasRecord({ record, format }: Sample): boolean {
  return record !== undefined || format.is === 'parquet';
}
