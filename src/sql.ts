/**
 * The one door through which values enter SQL text.
 *
 * The text is read by Trino (Athena) and by DuckDB, so only literals that mean the same in both are written:
 * strings in single quotes with the quote doubled (no escapes, no dialect), timestamps as `TIMESTAMP '…'` in UTC.
 */

/** What may stand in a template: six kinds of value, or SQL made by this tag. */
export type SqlValue = string | number | bigint | boolean | Date | null | Sql;

/** A piece of SQL text. Only `sql` and `identifier` below make one; a plain string never passes for it. */
export class Sql {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  /** @internal the factory of this module */
  static of(text: string): Sql {
    return new Sql(text);
  }
}

/** Makes SQL of a template: fragments are spliced in, values become literals. Throws TypeError on any other value. */
export function sql(strings: TemplateStringsArray, ...values: readonly SqlValue[]): Sql {
  if (!Array.isArray(strings) || !('raw' in strings)) throw new TypeError('sql is a template tag, not a function');
  let text = strings[0] ?? '';
  values.forEach((value, i) => {
    text += literal(value) + (strings[i + 1] ?? '');
  });
  return Sql.of(text);
}

/** A name in double quotes: a column or a table, whatever characters it has. */
export function identifier(name: string): Sql {
  return Sql.of(`"${withoutNul(name).replaceAll('"', '""')}"`);
}

/** Joins pieces with a separator, `, ` by default. */
export function join(pieces: readonly Sql[], separator: Sql = sql`, `): Sql {
  return Sql.of(pieces.map((piece) => piece.text).join(separator.text));
}

function literal(value: SqlValue): string {
  if (value instanceof Sql) return value.text;
  if (value === null) return 'NULL';
  if (value instanceof Date) return `TIMESTAMP '${timestamp(value)}'`;
  switch (typeof value) {
    case 'string':
      return `'${withoutNul(value).replaceAll("'", "''")}'`;
    case 'bigint':
      return String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      return number(value);
    default:
      throw new TypeError(`a ${typeof value} cannot stand in SQL`);
  }
}

/** Whole numbers as digits, others as doubles (`1.5` alone would be a decimal in Trino). */
function number(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  if (Number.isInteger(value) || !Number.isFinite(value)) throw new TypeError(`${value} cannot stand in SQL exactly`);
  return value.toExponential().replace('e+', 'e');
}

function timestamp(value: Date): string {
  if (Number.isNaN(value.getTime())) throw new TypeError('an invalid date cannot stand in SQL');
  return value.toISOString().replace('T', ' ').replace('Z', '');
}

function withoutNul(text: string): string {
  if (text.includes('\0')) throw new TypeError('a NUL character cannot stand in SQL');
  return text;
}
