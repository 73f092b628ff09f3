/** Tables that are filled by the column. */
import type { Cells } from '../../logs/plan.ts';
import type { DuckDB, duckdb } from './binding.ts';
import type { Session } from './session.ts';

/** Adds rows to a table, up to 2048 at a time: DuckDB's unit. Call it within `Session.do`. */
class Appender {
  protected readonly native: DuckDB;
  readonly #appender: duckdb.Appender;
  readonly #chunk: duckdb.DataChunk;
  readonly #most: number;

  constructor({ duckdb: native, connection }: Session, table: string, types: readonly duckdb.Type[]) {
    this.native = native;
    this.#appender = native.appender_create(connection, null, table);
    this.#chunk = native.create_data_chunk(types.map((type) => native.create_logical_type(type)));
    this.#most = native.vector_size();
  }

  /** `fill` writes rows `from` to `from + size` of what is added into vectors. */
  protected add(count: number, fill: (vector: (column: number) => duckdb.Vector, from: number, size: number) => void) {
    for (let from = 0; from < count; from += this.#most) {
      const size = Math.min(this.#most, count - from);
      this.native.data_chunk_reset(this.#chunk);
      this.native.data_chunk_set_size(this.#chunk, size);
      fill((column) => this.native.data_chunk_get_vector(this.#chunk, column), from, size);
      this.native.append_data_chunk(this.#appender, this.#chunk);
    }
  }

  /** What was added is in the table. */
  close(): void {
    this.native.appender_close_sync(this.#appender);
  }
}

/** A table of cells: INTEGER for 32 bits, BIGINT for 64. */
export class CellTable extends Appender {
  constructor(session: Session, table: string, bits: readonly (32 | 64)[]) {
    const { Type } = session.duckdb;
    super(
      session,
      table,
      bits.map((width) => (width === 32 ? Type.INTEGER : Type.BIGINT)),
    );
  }

  append(count: number, columns: readonly Cells[]): void {
    this.add(count, (vector, from, size) => {
      for (const [i, cells] of columns.entries()) copyCells(this.native, vector(i), cells, from, size);
    });
  }
}

/** A table of texts by number. */
export class TextTable extends Appender {
  constructor(session: Session, table: string) {
    super(session, table, [session.duckdb.Type.INTEGER, session.duckdb.Type.VARCHAR]);
  }

  append(base: number, texts: readonly string[]): void {
    const ids = Int32Array.from(texts, (_, i) => base + i);
    this.add(texts.length, (vector, from, size) => {
      copyCells(this.native, vector(0), ids, from, size);
      const target = vector(1);
      for (let i = 0; i < size; i++) {
        // By length, not by a NUL at the end: a text may have one.
        this.native.vector_assign_string_element_len(target, i, Buffer.from(texts[from + i] as string));
      }
    });
  }
}

function copyCells(native: DuckDB, vector: duckdb.Vector, cells: Cells, from: number, count: number): void {
  const width = cells.BYTES_PER_ELEMENT;
  // Cells may be in shared memory, of which the declarations of the module do not know.
  const buffer = cells.buffer as ArrayBuffer;
  native.copy_data_to_vector(vector, 0, buffer, cells.byteOffset + from * width, count * width);
}
