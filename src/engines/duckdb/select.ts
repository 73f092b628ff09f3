/** A SELECT of the user: checked, run over `flow` and nothing else. */
import { AnswerError, UsageError } from '../../errors.ts';
import type { Column, Kind } from '../../result.ts';
import { identifier, join, type Sql, sql } from '../../sql.ts';
import { kindNamed } from '../kind.ts';
import type { DuckDB } from './binding.ts';
import { columnType, flowColumns } from './flow-columns.ts';
import { misunderstood } from './misunderstood.ts';
import type { PreparedColumn } from './prepared.ts';
import type { Session } from './session.ts';

const advice = 'use one SELECT over flow; flowlogs fields lists its columns';

/**
 * From now on the session reads no file but these, writes none, and loads nothing. `flow` is an empty table of the columns
 * that it will have.
 */
export async function confine(session: Session, recorded: readonly string[], paths: readonly string[]): Promise<void> {
  const columns = flowColumns(recorded).map((name) => sql`${identifier(name)} ${columnType(name)}`);
  const allowed = join(paths.map((path) => sql`${path}`));
  await session.run(sql`CREATE TABLE flow (${join(columns)});
    SET allowed_paths = [${allowed}];
    SET enable_external_access = false;`);
}

/** Puts the real `flow` in the place of the empty one. Nothing can be set after it. */
export async function replaceFlow(session: Session, flow: Sql): Promise<void> {
  await session.run(sql`DROP TABLE flow;\nCREATE VIEW flow AS\n${flow};\nSET lock_configuration = true;`);
}

/** Throws UsageError if the text is not one SELECT that DuckDB understands. */
export async function checkSelect(session: Session, text: string): Promise<void> {
  const { duckdb: native, connection } = session;
  const { extracted_statements: statements, statement_count: count } = await understand(() =>
    session.do(() => native.extract_statements(connection, text)),
  );
  if (count === 0) {
    // What cannot be read as SQL has no statement either; to prepare it says why.
    await understand(() => session.do(() => native.prepare(connection, text)));
  }
  if (count > 1) throw new UsageError(`the SQL has ${count} statements, and one is allowed`, advice);
  const statement = await understand(() =>
    session.do(() => native.prepare_extracted_statement(connection, statements, 0)),
  );
  const type = native.prepared_statement_type(statement);
  const parameters = native.nparams(statement);
  native.destroy_prepare_sync(statement);
  if (type !== native.StatementType.SELECT) {
    throw new UsageError(
      `only SELECT is allowed, and this is ${native.StatementType[type] ?? 'something else'}`,
      advice,
    );
  }
  if (parameters > 0)
    throw new UsageError('the SQL has parameters, and there is nothing to put in their place', advice);
}

async function understand<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AnswerError && error.cause instanceof Error) throw misunderstood(error.cause.message, advice);
    throw error;
  }
}

/** What the columns of the answer hold: told by their type, and by the name of a field if the type is the field's. */
export function resultColumns(native: DuckDB, columns: readonly PreparedColumn[]): readonly Column[] {
  return columns.map((column) => ({ name: column.name, kind: kindNamed(column.name, plainKind(native.Type, column)) }));
}

function plainKind(Type: DuckDB['Type'], { type, scale }: PreparedColumn): Kind {
  switch (type) {
    case Type.BOOLEAN:
      return 'boolean';
    case Type.FLOAT:
    case Type.DOUBLE:
      return 'number';
    case Type.DECIMAL:
      return scale === 0 ? 'integer' : 'number';
    case Type.DATE:
    case Type.TIMESTAMP:
    case Type.TIMESTAMP_TZ:
    case Type.TIMESTAMP_S:
    case Type.TIMESTAMP_MS:
    case Type.TIMESTAMP_NS:
      return 'time';
    case Type.TINYINT:
    case Type.UTINYINT:
    case Type.SMALLINT:
    case Type.USMALLINT:
    case Type.INTEGER:
    case Type.UINTEGER:
    case Type.BIGINT:
    case Type.UBIGINT:
    case Type.HUGEINT:
      return 'integer';
    default:
      return 'text';
  }
}
