/** A view that others than flowlogs read, dashboards above all: data and one SQL text, like a question. */
import type { FieldName } from './flow.ts';
import type { Sql } from './sql.ts';

/** The table that views are made over, whatever its columns are called and typed. */
export interface ViewSource {
  /** The table's name, as FROM takes it. */
  readonly from: Sql;
  /** The fields that it records, in the order of `flow.ts`, then unknown ones. */
  readonly fields: readonly string[];
  /** The partition keys, by which a query on a view can leave data out. */
  readonly partitionKeys: readonly string[];
  /**
   * A field with its type: whole numbers are integer or bigint, all else is varchar, `-` is NULL. Every field is cast, so
   * that a view outlives a change of the table's types.
   */
  value(field: string): Sql;
  /** `start` or `end` as a timestamp in UTC. */
  time(field: 'start' | 'end'): Sql;
  /** The rows that are traffic: no NODATA, no SKIPDATA, no header or blank line. */
  readonly traffic: Sql;
}

export interface View {
  readonly name: string;
  readonly summary: string;
  /** Fields without which it cannot be made. */
  readonly needs: readonly FieldName[];
  /** A SELECT with a name for every column and no ORDER BY: an order does not pass through a view. */
  sql(source: ViewSource): Sql;
}
