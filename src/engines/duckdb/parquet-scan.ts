/** How DuckDB reads Parquet files of the same columns. */
import { identifier, join, sql } from '../../sql.ts';
import type { ParquetGroup } from './parquet-schema.ts';
import type { RecordSource } from './records.ts';

/** The file that a record is in: a name that no field has. */
export const fileColumn = identifier('parquet file');

/** Paths are as they are: where a file of that name is, its name is no pattern. `withFile`: the records have `fileColumn`. */
export function parquetSource({ files, fields }: ParquetGroup, withFile = false): RecordSource {
  const paths = join(
    files.map(({ path }) => sql`${path}`),
    sql`,\n    `,
  );
  // Text that is not marked as such is text all the same, and folders called year=2025 add no columns.
  const options = sql`binary_as_string = true, hive_partitioning = false${withFile ? sql`, filename = 'parquet file'` : sql``}`;
  return { fields, scan: sql`read_parquet([${paths}], ${options})` };
}
