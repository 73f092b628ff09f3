/** Which fields Parquet files have: files that have the same are read together. */
import { columnName } from '../../column-name.ts';
import { isHeader } from '../../logs/header.ts';
import type { LogFile } from '../../logs/plan.ts';
import { join, sql } from '../../sql.ts';
import { firstLine } from './failure.ts';
import { allRows } from './prepared.ts';
import type { SourceColumn } from './record-fields.ts';
import type { Session } from './session.ts';

/** Files with the same columns. */
export interface ParquetGroup {
  readonly files: readonly LogFile[];
  /** By the name in `flow`, in the order of the files. */
  readonly fields: ReadonlyMap<string, SourceColumn>;
}

/** A file that no row comes from. */
export interface Unreadable {
  readonly file: LogFile;
  readonly problem: string;
  /** It is sound, but no flow log. */
  readonly other: boolean;
}

export interface ParquetSchemas {
  readonly groups: readonly ParquetGroup[];
  readonly unreadable: readonly Unreadable[];
}

type Columns = readonly SourceColumn[];

export async function parquetSchemas(session: Session, files: readonly LogFile[]): Promise<ParquetSchemas> {
  const groups = new Map<string, { files: LogFile[]; fields: ReadonlyMap<string, SourceColumn> }>();
  const unreadable: Unreadable[] = [];
  const columns = await columnsOf(session, files);
  for (const file of files) {
    const own = columns.get(file.path) ?? [];
    if (typeof own === 'string') {
      unreadable.push({ file, problem: own, other: false });
    } else if (!isHeader(own.map(({ column }) => columnName(column)))) {
      unreadable.push({ file, problem: `is not a flow log: its columns are ${listed(own)}`, other: true });
    } else {
      const key = JSON.stringify(own);
      const group = groups.get(key) ?? { files: [], fields: fieldsOf(own) };
      groups.set(key, group);
      group.files.push(file);
    }
  }
  return { groups: [...groups.values()], unreadable };
}

/** Of columns that are the same field the first counts. */
function fieldsOf(columns: Columns): ReadonlyMap<string, SourceColumn> {
  const fields = new Map<string, SourceColumn>();
  for (const column of columns) {
    const name = columnName(column.column);
    if (!fields.has(name)) fields.set(name, column);
  }
  return fields;
}

function listed(columns: Columns): string {
  const names = columns.slice(0, 6).map(({ column }) => column);
  return `${names.join(', ')}${columns.length > names.length ? ', …' : ''}`;
}

/** The columns of each file by its path, or why it cannot be read. */
async function columnsOf(session: Session, files: readonly LogFile[]): Promise<ReadonlyMap<string, Columns | string>> {
  try {
    return await readColumns(session, files);
  } catch (error) {
    session.throwIfInterrupted();
    const [only, ...others] = files;
    if (only && others.length === 0) return new Map([[only.path, damage(error)]]);
    const each: [string, Columns | string][] = [];
    for (const file of files) each.push(...(await columnsOf(session, [file])));
    return new Map(each);
  }
}

/** What DuckDB says of a file that it cannot read. */
export function damage(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  return `is a damaged Parquet file: ${firstLine(cause)}`;
}

async function readColumns(session: Session, files: readonly LogFile[]): Promise<ReadonlyMap<string, Columns>> {
  const paths = join(files.map(({ path }) => sql`${path}`));
  const text = sql`SELECT file_name, name, duckdb_type, coalesce(num_children, 0) FROM parquet_schema([${paths}])`;
  const rows = await allRows(session, text, ['text', 'text', 'text', 'integer']);
  const columns = new Map<string, SourceColumn[]>();
  // The rows of a file are a tree written down from its root; only the children of the root are columns.
  let open = 0;
  for (const [path, name, type, children] of rows as [string, string, string | null, number][]) {
    const own = columns.get(path);
    if (!own) {
      columns.set(path, []);
      open = 0;
      continue;
    }
    if (open === 0) own.push({ column: name, type: type ?? 'STRUCT' });
    else open -= 1;
    open += children;
  }
  return columns;
}
