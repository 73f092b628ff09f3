/** Writes Parquet files with DuckDB, as AWS's are: INT_32 and INT_64 for numbers, `-` in text. */
import { DuckDBInstance } from '@duckdb/node-api';
import { fieldNamed } from '../../src/flow.ts';

export async function writeParquet(file: string, select: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO '${file}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
}

/** The records of text files with a header, `fields` in its order. */
export function recordsOf(files: readonly string[], fields: readonly string[]): string {
  const columns = fields.map((name) => {
    const type = { integer: 'INTEGER', bigint: 'BIGINT', text: '', address: '' }[fieldNamed(name)?.type ?? 'text'];
    return type ? `CAST(nullif("${name}", '-') AS ${type}) AS "${name}"` : `"${name}"`;
  });
  const list = files.map((file) => `'${file}'`).join(', ');
  const names = fields.map((name) => `'${name}'`).join(', ');
  return `SELECT ${columns.join(', ')} FROM read_csv([${list}], delim = ' ', header = true, all_varchar = true, names = [${names}])`;
}
