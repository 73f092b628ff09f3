/** `--dedupe` on files: what it adds to a question and to its statement, and what it has left out. */
import type { Condition } from '../../filter.ts';
import { gatewaysUnknown, leftOutNotes } from '../../left-out.ts';
import type { FileReport } from '../../logs/plan.ts';
import type { Question } from '../../query.ts';
import { identifier, join, type Sql, sql } from '../../sql.ts';
import {
  type Comparing,
  comparingOf,
  conditionsOf,
  leftOutQuery,
  oneVantagePoint,
  termsOf,
  vantageFields,
} from '../../vantage.ts';
import type { Request, Scope } from '../engine.ts';
import { addressMacros } from './addresses.ts';
import { conditionTest } from './conditions.ts';
import { allRows } from './prepared.ts';
import type { Session } from './session.ts';

/** The question, reading also what tells copies apart. */
export function withVantage(question: Question): Question {
  return { ...question, reads: [...new Set([...question.reads, ...vantageFields])] };
}

/** The scope as it is read: what is asked of conversations is asked later. */
export function toCompare<S extends Scope>(scope: S): S {
  return scope.dedupe ? { ...scope, conditions: conditionsOf(scope.conditions).before } : scope;
}

/** `flow` before the text that asks of it; `flow` holds what `toCompare` reads. */
export function withFlow(flow: Sql, { question, dedupe, packetLevel, conditions }: Request): Sql {
  if (!dedupe) return sql`WITH flow AS (\n${flow}\n)\n${question.sql}`;
  return sql`${markedText(flow, comparingOf([question], packetLevel), laterTests(conditions))}\n${question.sql}`;
}

/** The flows as `marked`: a WITH clause, to be followed by a question about what is left out. */
export function markedText(flow: Sql, comparing: Comparing, tests: readonly Sql[] = []): Sql {
  return sql`WITH recorded AS (\n${flow}\n),\n${oneVantagePoint(comparing, tests)}`;
}

function laterTests(conditions: readonly Condition[]): readonly Sql[] {
  return conditionsOf(conditions).after.map((one) => conditionTest(new Set(one.on), one));
}

/** Flows counted once. */
export interface Deduped {
  /** What `flow` is then. */
  readonly flow: Sql;
  readonly flows: number;
  readonly notes: readonly string[];
}

/** Says what is left out and why, and what could not be told. `flow` holds what `toCompare` reads, in the columns `names`. */
export async function dedupe(
  session: Session,
  flow: Sql,
  names: readonly string[],
  { questions, scope, reports }: { questions: readonly Question[]; scope: Scope; reports: readonly FileReport[] },
): Promise<Deduped> {
  const comparing = comparingOf(questions, scope.packetLevel);
  const tests = laterTests(scope.conditions);
  await session.run(sql`${addressMacros}\n${suspects(flow, comparing)}`);
  const marked = markedText(sql`SELECT * FROM logged_flow WHERE ${isSuspect(comparing)}`, comparing, tests);
  await session.run(sql`CREATE TEMP TABLE marked AS ${marked}\nSELECT * FROM marked;`);
  const columns = join(names.map(identifier));
  const others = join([sql`NOT (${isSuspect(comparing)})`, ...tests], sql` AND `);
  const counted = sql`SELECT ${columns} FROM logged_flow WHERE ${others}
UNION ALL
SELECT ${columns} FROM marked WHERE left_out IS NULL`;
  const [[flows] = []] = await allRows(session, sql`SELECT coalesce(sum(flows), 0) FROM (${counted})`, ['count']);
  const known = reports.some(({ formats }) => formats.some(({ fields }) => fields.includes('pkt_srcaddr')));
  return {
    flow: counted,
    flows: Number(flows),
    notes: [
      ...leftOutNotes(await allRows(session, leftOutQuery, ['text', 'count', 'bytes'])),
      ...(known ? [] : [gatewaysUnknown]),
    ],
  };
}

/**
 * Only conversations that several interfaces saw, and paths on which an interface is an end as well as a relay, have
 * something to leave out. They are few, most often, and looked for first: by hashes, which are small and can go to disk.
 * That two things have the same hash makes both suspect, and no more. `logged_flow` is a view, because DuckDB would write a
 * common table expression that is read several times to disk as text.
 */
function suspects(flow: Sql, comparing: Comparing): Sql {
  const { seenBy, conversation, isEnd, path } = termsOf(comparing);
  return sql`CREATE TEMP VIEW logged_flow AS ${flow};
    CREATE TEMP TABLE interfaces AS
      SELECT seen_by, row_number() OVER () AS number FROM (SELECT DISTINCT ${seenBy} AS seen_by FROM logged_flow);
    CREATE TEMP TABLE conversations AS SELECT hash(${conversation}) AS hash
      FROM logged_flow JOIN interfaces ON seen_by = ${seenBy}
      GROUP BY hash(${conversation}) HAVING min(number) <> max(number);
    CREATE TEMP TABLE paths AS SELECT hash(${path}) AS hash
      FROM logged_flow GROUP BY hash(${path}) HAVING bool_or(${isEnd}) AND NOT bool_and(${isEnd});`;
}

function isSuspect(comparing: Comparing): Sql {
  const { conversation, path } = termsOf(comparing);
  return sql`hash(${conversation}) IN (SELECT hash FROM conversations) OR hash(${path}) IN (SELECT hash FROM paths)`;
}
