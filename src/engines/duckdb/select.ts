/** A SELECT of the user: checked, run over `flow` and nothing else. */
import { AnswerError, UsageError } from '../../errors.ts';
import { fieldNamed } from '../../flow.ts';
import type { Column, Kind } from '../../result.ts';
import { identifier, join, type Sql, sql } from '../../sql.ts';
import type { DuckDB, duckdb } from './binding.ts';
import { firstLine } from './failure.ts';
import { columnType, flowColumns } from './flow-columns.ts';
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
    if (error instanceof AnswerError && error.cause instanceof Error) throw misunderstood(error.cause.message);
    throw error;
  }
}

/** DuckDB's message: what is wrong, maybe what was meant, and the line with a caret under the place. */
function misunderstood(message: string): UsageError {
  if (/No statement to prepare/.test(message)) return new UsageError('there is no statement in the SQL', advice);
  const lines = message.split('\n').filter((line) => line.trim() !== '');
  const at = lines.findIndex((line) => /^LINE \d+: /.test(line));
  const [source = '', caret = ''] = at < 0 ? [] : lines.slice(at, at + 2);
  const number = /^LINE (\d+)/.exec(source)?.[1];
  const place = number ? [`line ${number}, at: ${source.slice(Math.max(caret.indexOf('^'), 0)).trim()}`] : [];
  const meant = lines.slice(1, at < 0 ? undefined : at).map((line) => line.trim());
  return new UsageError(`the SQL is not understood: ${firstLine(message)}`, [...meant, ...place].join('; ') || advice);
}

/** What the columns of the answer hold: told by their type, and by the name of a field if the type is the field's. */
export function resultColumns(native: DuckDB, columns: readonly PreparedColumn[]): readonly Column[] {
  return columns.map((column) => ({ name: column.name, kind: kindOf(native, column) }));
}

const measureKinds: Record<string, Kind> = { flows: 'count' };
const wordKinds: readonly Kind[] = ['text', 'address', 'action'];

function kindOf({ Type }: DuckDB, { name, type, scale }: PreparedColumn): Kind {
  const plain = type === Type.DECIMAL && scale === 0 ? 'integer' : plainKind(Type, type);
  const named = measureKinds[name] ?? fieldNamed(name)?.kind;
  if (named === undefined) return plain;
  return wordKinds.includes(named) === (plain === 'text') && (plain === 'text' || plain === 'integer') ? named : plain;
}

function plainKind(Type: DuckDB['Type'], type: duckdb.Type): Kind {
  switch (type) {
    case Type.BOOLEAN:
      return 'boolean';
    case Type.FLOAT:
    case Type.DOUBLE:
    case Type.DECIMAL:
      return 'number';
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
