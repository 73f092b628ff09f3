/** The fields of records that DuckDB reads itself, as `flow` has them whatever type a writer chose, and what is a bad value of each. */
import { fieldNamed } from '../../flow.ts';
import { actions, largestOf, statuses, stepOf, TEXT, TIME, WHOLE } from '../../logs/value.ts';
import { identifier, join, type Sql, sql } from '../../sql.ts';
import { columnType } from './flow-columns.ts';

/** A column of a file, with DuckDB's name of its type; `TEXT` is text whose missing values are NULL already. */
export interface SourceColumn {
  readonly column: string;
  readonly type: string;
}

/** To be defined before what this file makes is run. */
export const numberMacro = sql`CREATE OR REPLACE TEMP MACRO bad_number(t, largest) AS
  t IS NOT NULL AND NOT (regexp_full_match(t, '[0-9]+') AND coalesce(TRY_CAST(t AS HUGEINT) <= largest, false));`;

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
  if (type === 'TEXT') return raw;
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
    const bad = sql`(NOT isnan(${real}) AND (${real} NOT BETWEEN 0 AND ${largest} OR ${real} <> trunc(${real})))`;
    return { value: cast(raw), bad };
  }
  if (/^TIMESTAMP/.test(type)) return { value: sql`epoch_ms(CAST(${raw} AS TIMESTAMP))`, bad: undefined };
  const text = textOf(raw, type);
  return { value: cast(text), bad: sql`bad_number(${text}, ${largest})` };
}

/** A way in which a record can be bad. */
export interface BadTest {
  /** The field that is to blame. */
  readonly name: string;
  /** True if it is; false or NULL if not. */
  readonly test: Sql;
  /** The field's value as the file has it, NULL for missing. */
  readonly text: Sql;
}

/** The ways in which a record of these fields can be bad: a bad value, or traffic without a time that its file records. */
export function badTests(fields: ReadonlyMap<string, SourceColumn>): readonly BadTest[] {
  const read = [...fields].map(([name, column]) => ({ name, ...recordField(name, column) }));
  const status = read.find(({ name }) => name === 'log_status');
  const isTraffic = status ? sql` AND ${status.value} = 'OK'` : sql``;
  const times = read.filter(({ name }) => stepOf(name) === TIME);
  return [
    ...read.flatMap(({ name, bad, text }) => (bad ? [{ name, test: bad, text }] : [])),
    ...times.map(({ name, value }) => ({ name, test: sql`${value} IS NULL${isTraffic}`, text: sql`NULL` })),
  ];
}

/** Whether one of the tests is true; never NULL. */
export function anyBad(tests: readonly BadTest[]): Sql {
  if (tests.length === 0) return sql`false`;
  return sql`(${join(
    tests.map(({ test }) => test),
    sql` OR `,
  )}) IS TRUE`;
}

/** Whether the field is an address, whose spellings are evened out where rows are grouped. */
export function isAddress(name: string): boolean {
  return fieldNamed(name)?.type === 'address';
}
