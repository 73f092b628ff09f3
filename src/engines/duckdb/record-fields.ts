/** The fields of records that DuckDB reads itself, as `flow` has them whatever type a writer chose, and what is a bad value of each. */
import { fieldNamed } from '../../flow.ts';
import { actions, largestOf, statuses, stepOf, TEXT, TIME, WHOLE } from '../../logs/value.ts';
import { identifier, join, type Sql, sql } from '../../sql.ts';
import { columnType } from './flow-columns.ts';

/** A column of a file, with DuckDB's name of its type. */
export interface SourceColumn {
  readonly column: string;
  readonly type: string;
}

export interface RecordField {
  /** Typed; NULL for what is missing and for what is bad. */
  readonly value: Sql;
  /** True for a bad value, false or NULL for others; undefined if every value is good. */
  readonly bad: Sql | undefined;
  /** The value as the file has it, for messages. */
  readonly text: Sql;
}

/** `name` is the field's name in `flow`. */
export function recordField(name: string, { column, type }: SourceColumn): RecordField {
  const raw = identifier(column);
  const step = stepOf(name);
  if (step === WHOLE || step === TIME) return { ...numberField(name, raw, type), text: sql`CAST(${raw} AS VARCHAR)` };
  const text = textOf(raw, type);
  return { value: text, bad: step === TEXT ? undefined : badWord(name, text), text };
}

/** Empty text is missing as `-` is. */
function textOf(raw: Sql, type: string): Sql {
  // Text that is not marked as such is read as text all the same.
  const text = type === 'VARCHAR' || type === 'BLOB' ? raw : sql`CAST(${raw} AS VARCHAR)`;
  return sql`nullif(nullif(${text}, ''), '-')`;
}

function badWord(name: string, text: Sql): Sql {
  const words = join([...(name === 'action' ? actions : statuses).keys()].map((word) => sql`${word}`));
  return name === 'action' ? sql`${text} NOT IN (${words})` : sql`(${text} IN (${words})) IS NOT TRUE`;
}

function numberField(name: string, raw: Sql, type: string): Pick<RecordField, 'value' | 'bad'> {
  const largest = largestOf(name);
  const cast = (value: Sql) => sql`TRY_CAST(${value} AS ${columnType(name)})`;
  if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/.test(type)) {
    return { value: cast(raw), bad: sql`${raw} NOT BETWEEN 0 AND ${largest}` };
  }
  if (/^(FLOAT|DOUBLE|DECIMAL)/.test(type)) {
    const real = sql`CAST(${raw} AS DOUBLE)`;
    const bad = sql`NOT isnan(${real}) AND (${real} NOT BETWEEN 0 AND ${largest} OR ${real} <> trunc(${real}))`;
    return { value: cast(raw), bad };
  }
  if (/^TIMESTAMP/.test(type)) return { value: sql`epoch_ms(CAST(${raw} AS TIMESTAMP))`, bad: undefined };
  const text = textOf(raw, type);
  const number = sql`TRY_CAST(${text} AS HUGEINT)`;
  return {
    value: cast(text),
    bad: sql`NOT regexp_full_match(${text}, '[0-9]+') OR ${text} IS NOT NULL AND coalesce(${number} > ${largest}, true)`,
  };
}

/** Whether the record has a bad value; never NULL. */
export function anyBad(fields: Iterable<RecordField>): Sql {
  const tests = [...fields].flatMap(({ bad }) => (bad ? [sql`(${bad})`] : []));
  return tests.length === 0 ? sql`false` : sql`(${join(tests, sql` OR `)}) IS TRUE`;
}

/** Whether the field is an address, whose spellings are evened out where rows are grouped. */
export function isAddress(name: string): boolean {
  return fieldNamed(name)?.type === 'address';
}
