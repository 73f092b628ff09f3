/** The statement that is sent: what `flow` is, then the question word for word. */
import { AnswerError, UsageError } from '../../errors.ts';
import { identifier, join, type Sql } from '../../sql.ts';

/** Blanks and comments before the first word. */
const leading = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/;

/** `flow` as a common table expression: its text, and the names of its columns in order. */
export interface FlowText {
  readonly source: Sql;
  /** What makes `flow` of it, if the source is but `recorded`: the common table expressions after it. */
  readonly counted?: Sql;
  readonly columns: readonly string[];
}

/** `WITH flow AS (…)` before a query. One that has a WITH of its own goes on after ours. */
export function statementOf({ source, counted, columns }: FlowText, query: string): string {
  if (counted) return `WITH recorded AS (\n${source.text}\n),\n${counted.text}\n${query}`;
  const comment = leading.exec(query)?.[0] ?? '';
  const rest = query.slice(comment.length);
  const [own, recursive] = /^with\s+(recursive\s)?/i.exec(rest) ?? [];
  // Of a WITH RECURSIVE Trino wants the columns of every part named.
  const names = recursive ? ` (${join(columns.map(identifier)).text})` : '';
  const flow = `WITH ${recursive ? 'RECURSIVE ' : ''}flow${names} AS (\n${source.text}\n)`;
  return own === undefined ? `${flow}\n${query}` : `${flow},\n${comment}${rest.slice(own.length)}`;
}

/** The text of the user's query without its last semicolon. Throws UsageError unless it asks for rows. */
export function queryOf(text: string): string {
  const query = text.replace(/[\s;]+$/, '');
  const first = query.slice(leading.exec(query)?.[0].length ?? 0);
  if (!/^(select|with|values|table)\b|^\(/i.test(first)) {
    throw new UsageError(
      first === '' ? 'the SQL is empty' : `"${first.split(/\s/)[0]}" does not ask for rows`,
      'only a SELECT over flow can be run; setup-views makes views',
    );
  }
  return query;
}

const misunderstood =
  /^(SYNTAX_ERROR|COLUMN_NOT_FOUND|FUNCTION_NOT_FOUND|TYPE_MISMATCH|TYPE_NOT_FOUND|EXPRESSION_NOT_\w+|MISSING_\w+|AMBIGUOUS_NAME|INVALID_COLUMN_REFERENCE|line \d+:\d+)/;

/**
 * The error of the user's own SQL: what Athena does not understand is wrong use, and lines are counted from where the
 * user's text begins. `added` lines stand before it.
 */
export function userError(error: unknown, added: number): unknown {
  if (!(error instanceof AnswerError)) return error;
  const [, reason = ''] = /^(?:the query failed|Athena refuses the query): (.*)$/s.exec(error.message) ?? [];
  if (!misunderstood.test(reason)) return error;
  const text = reason.replace(/line (\d+):/, (whole, line: string) =>
    Number(line) > added ? `line ${Number(line) - added}:` : whole,
  );
  return new UsageError(`the SQL is not understood: ${text}`, 'use one SELECT over flow, in the words of Athena');
}
