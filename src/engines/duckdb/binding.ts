/** DuckDB's native module, loaded when it is first needed. */
import { createRequire } from 'node:module';
import type * as duckdb from '@duckdb/node-bindings';

export type { duckdb };
export type DuckDB = typeof duckdb;

/**
 * Loads the native module. The thin bindings are used, not the classes over them: those cost as much to load as reading
 * a small log, and rows are read and written by the column here. `require` loads them faster than `import` does.
 */
export function loadDuckDB(): DuckDB {
  return createRequire(import.meta.url)('@duckdb/node-bindings') as DuckDB;
}
