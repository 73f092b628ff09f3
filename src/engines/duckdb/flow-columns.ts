/** What `flow` has: every known field, the measures, and the fields that only these logs have; of what is not there, a typed NULL. */
import { binColumn } from '../../derived.ts';
import { fieldNamed, fields, largestSeconds } from '../../flow.ts';
import type { Plan } from '../../logs/plan.ts';
import { identifier, join, type Sql, sql } from '../../sql.ts';

/** A part of `flow`: what its columns are, and where they come from. */
export interface FlowPart {
  /** By the column's name. */
  readonly columns: ReadonlyMap<string, Sql>;
  /** What follows the columns: FROM and WHERE. */
  readonly from: Sql;
}

const measureTypes: Record<string, Sql> = { flows: sql`BIGINT`, start_time: sql`TIMESTAMP`, end_time: sql`TIMESTAMP` };
/** Columns that only some questions have. */
const otherTypes: Record<string, Sql> = { [binColumn]: sql`TIMESTAMP` };

/** The columns that `flow` always has. */
const standing: readonly string[] = [...fields.map(({ name }) => name), ...Object.keys(measureTypes)];

/** All columns of `flow`, in order; `recorded` are the fields of the logs. */
export function flowColumns(recorded: Iterable<string>): readonly string[] {
  const known = new Set(standing);
  return [...standing, ...[...new Set(recorded)].filter((name) => !known.has(name)).sort()];
}

/** The type of a column. A sum of BIGINT is HUGEINT in DuckDB: it neither overflows nor rounds. */
export function columnType(name: string): Sql {
  switch (fieldNamed(name)?.type) {
    case 'integer':
      return sql`INTEGER`;
    case 'bigint':
      return sql`BIGINT`;
    default:
      return measureTypes[name] ?? otherTypes[name] ?? sql`VARCHAR`;
  }
}

/** What `flow` is: the parts one after the other, with these columns. */
export function flowOf(parts: readonly FlowPart[], names: readonly string[]): Sql {
  return join(
    parts.map(({ columns, from }) => {
      const list = names.map((name) => named(columns.get(name) ?? sql`CAST(NULL AS ${columnType(name)})`, name));
      return sql`SELECT ${join(list, sql`,\n  `)}\n${from}`;
    }),
    sql`\nUNION ALL\n`,
  );
}

/** A column by its name. */
export function named(column: Sql, name: string): Sql {
  const own = identifier(name);
  return column.text === own.text ? own : sql`${column} AS ${own}`;
}

/** The time that a start or end is, in seconds or in milliseconds. */
export function timeOf(raw: Sql): Sql {
  return sql`make_timestamp(${raw} * CASE WHEN ${raw} > ${largestSeconds} THEN 1000 ELSE 1000000 END)`;
}

/** The start of the bin of such a time; `bin` is in milliseconds. */
export function binOf(raw: Sql, { length, origin }: NonNullable<Plan['bin']>): Sql {
  const after = sql`(${raw} * CASE WHEN ${raw} > ${largestSeconds} THEN 1 ELSE 1000 END - ${origin})`;
  return sql`make_timestamp((${after} - (${after} % ${length} + ${length}) % ${length} + ${origin}) * 1000)`;
}
