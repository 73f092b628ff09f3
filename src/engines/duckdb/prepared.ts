/** A SELECT that DuckDB has understood, and its rows. */
import { parseCell, type RawCell } from '../../cell.ts';
import { AnswerError } from '../../errors.ts';
import type { Kind, Row, Value } from '../../result.ts';
import type { Sql } from '../../sql.ts';
import type { duckdb } from './binding.ts';
import type { Session } from './session.ts';
import { type ColumnReader, columnReader } from './vectors.ts';

export interface PreparedColumn {
  readonly name: string;
  readonly type: duckdb.Type;
  /** Digits after the point of a DECIMAL. */
  readonly scale: number;
}

export class Prepared {
  readonly columns: readonly PreparedColumn[];
  readonly #session: Session;
  readonly #text: string;
  readonly #statement: duckdb.PreparedStatement;
  readonly #readers: readonly ColumnReader[];

  private constructor(
    session: Session,
    text: string,
    statement: duckdb.PreparedStatement,
    columns: readonly PreparedColumn[],
    readers: readonly ColumnReader[],
  ) {
    this.#session = session;
    this.#text = text;
    this.#statement = statement;
    this.columns = columns;
    this.#readers = readers;
  }

  /** Throws AnswerError if DuckDB does not understand it. Columns of a type without a plain value (lists, say) become text. */
  static async of(session: Session, text: string): Promise<Prepared> {
    const { duckdb: native, connection } = session;
    const statement = await session.do(() => native.prepare(connection, text));
    const count = native.prepared_statement_column_count(statement);
    const types = Array.from({ length: count }, (_, i) => native.prepared_statement_column_logical_type(statement, i));
    const columns = types.map((type, i) => ({
      name: native.prepared_statement_column_name(statement, i),
      type: native.get_type_id(type),
      scale: native.get_type_id(type) === native.Type.DECIMAL ? native.decimal_scale(type) : 0,
    }));
    const readers = types.map((type) => columnReader(native, type));
    if (readers.every((reader) => reader !== undefined))
      return new Prepared(session, text, statement, columns, readers);
    native.destroy_prepare_sync(statement);
    const plain = await Prepared.of(session, castToText(text, readers));
    return new Prepared(
      session,
      plain.#text,
      plain.#statement,
      plain.columns.map((column, i) => ({ ...column, name: columns[i]?.name ?? '' })),
      plain.#readers,
    );
  }

  /** Runs it until the first rows are there. They come in batches of at most 2048; `kinds` are those of the columns. */
  async run(kinds: readonly Kind[]): Promise<AsyncIterable<readonly Row[]>> {
    if (kinds.length !== this.columns.length) {
      throw new TypeError(`the text has ${this.columns.length} columns, the question ${kinds.length}`);
    }
    const { duckdb: native } = this.#session;
    const result = await this.#session.do(() => native.execute_prepared_streaming(this.#statement));
    native.destroy_prepare_sync(this.#statement);
    return this.#batches(result, kinds);
  }

  async *#batches(result: duckdb.Result, kinds: readonly Kind[]): AsyncGenerator<readonly Row[]> {
    let next = this.#fetch(result);
    for (;;) {
      const chunk = await next;
      const count = chunk ? this.#session.duckdb.data_chunk_get_size(chunk) : 0;
      if (!chunk || count === 0) return this.#requireWhole(result);
      // DuckDB works on the next chunk while this one is looked at.
      next = this.#fetch(result);
      yield this.#rows(chunk, count, kinds);
    }
  }

  /** The module ends the chunks of a statement that fails in the middle as if all had come. Throws the failure. */
  async #requireWhole(result: duckdb.Result): Promise<void> {
    const { duckdb: native, connection } = this.#session;
    if (native.result_return_type(result) !== native.ResultType.INVALID) return;
    this.#session.throwIfInterrupted();
    // It does not say why either: the statement is run again where it does.
    await this.#session.do(() => native.query(connection, `CREATE TEMP TABLE again AS ${this.#text}`));
    throw new AnswerError(
      'DuckDB broke off in the middle of the answer',
      'try again; if it stays, raise --memory-limit',
    );
  }

  #fetch(result: duckdb.Result): Promise<duckdb.DataChunk | null> {
    const chunk = this.#session.do(() => this.#session.duckdb.fetch_chunk(result));
    // Whoever stops in the middle does not wait for it.
    chunk.catch(() => {});
    return chunk;
  }

  #rows(chunk: duckdb.DataChunk, count: number, kinds: readonly Kind[]): Row[] {
    const columns = this.#readers.map((read, i) => parsed(read(chunk, i, count), kinds[i] as Kind));
    const rows = new Array<Row>(count);
    for (let row = 0; row < count; row++) {
      const cells = new Array<Value>(columns.length);
      for (let i = 0; i < columns.length; i++) cells[i] = (columns[i] as Value[])[row] as Value;
      rows[row] = cells;
    }
    return rows;
  }
}

function parsed(cells: readonly RawCell[], kind: Kind): Value[] {
  const values = new Array<Value>(cells.length);
  for (let row = 0; row < cells.length; row++) values[row] = parseCell(kind, cells[row] as RawCell);
  return values;
}

/** All rows of a statement that has few. */
export async function allRows(session: Session, text: Sql, kinds: readonly Kind[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const batch of await (await Prepared.of(session, text.text)).run(kinds)) rows.push(...batch);
  return rows;
}

/** The same rows with the columns that have no reader as text. */
function castToText(text: string, readers: readonly (ColumnReader | undefined)[]): string {
  const names = readers.map((_, i) => `c${i}`);
  const columns = readers.map((reader, i) => (reader ? `c${i}` : `CAST(c${i} AS VARCHAR)`));
  const ended = text.replace(/;(\s|--[^\n]*(\n|$)|\/\*[\s\S]*?\*\/)*$/, '');
  return `SELECT ${columns.join(', ')} FROM (\n${ended}\n) AS t (${names.join(', ')})`;
}
