/** `--dedupe` on files: what it adds to a question and to its statement, and what it has left out. */
import type { FileReport } from '../../logs/plan.ts';
import { comparesBins, type Question } from '../../query.ts';
import type { Value } from '../../result.ts';
import { type Sql, sql } from '../../sql.ts';
import { keptFlows, type LeftOut, leftOutQuery, oneVantagePoint, vantageFields } from '../../vantage.ts';
import type { Scope } from '../engine.ts';
import { allRows } from './prepared.ts';
import type { Session } from './session.ts';

/** The question, reading also what tells copies apart. */
export function withVantage(question: Question): Question {
  return { ...question, reads: [...new Set([...question.reads, ...vantageFields])] };
}

/** `flow` before the text that asks of it. */
export function withFlow(flow: Sql, { dedupe, packetLevel = false }: Partial<Scope>, question: Question): Sql {
  if (!dedupe) return sql`WITH flow AS (\n${flow}\n)\n${question.sql}`;
  return sql`${markedText(flow, packetLevel, comparesBins(question))}\n${question.sql}`;
}

/** The flows as `marked`: a WITH clause, to be followed by a question about what is left out. */
export function markedText(flow: Sql, packetLevel: boolean, byBin = false): Sql {
  return sql`WITH recorded AS (\n${flow}\n),\n${oneVantagePoint({ packetLevel, pairsFirst: true, byBin })}`;
}

/** What the comparing of some ten million conversations takes, if no option says how much may be taken. */
export const dedupeMemory = '1GB';

/** Flows counted once. */
export interface Deduped {
  /** What `flow` is then. */
  readonly flow: Sql;
  readonly notes: readonly string[];
}

/** Marks what is left out in a table, so that it is looked for once, and says what and why; and what could not be told. */
export async function dedupe(
  session: Session,
  flow: Sql,
  { packetLevel = false }: Scope,
  byBin: boolean,
  reports: readonly FileReport[],
): Promise<Deduped> {
  // A view, because DuckDB would write a common table expression that is read several times to disk as text.
  await session.run(sql`CREATE TEMP VIEW recorded AS ${flow};
    CREATE TEMP TABLE marked AS WITH ${oneVantagePoint({ packetLevel, pairsFirst: true, byBin })}\nSELECT * FROM marked;`);
  const rows = await allRows(session, leftOutQuery, ['text', 'count', 'bytes']);
  const found = rows.map(([reason, flows, bytes]) => leftOutNote(reason as LeftOut, flows, bytes));
  const known = reports.some(({ formats }) => formats.some(({ fields }) => fields.includes('pkt_srcaddr')));
  return {
    flow: keptFlows,
    notes: [
      ...(found.length > 0 ? found : ['--dedupe: no conversation was logged at more than one interface']),
      ...(known ? [] : ['--dedupe: pkt-srcaddr is not recorded in these logs, so that NAT gateways cannot be told']),
    ],
  };
}

const reasons: Readonly<Record<LeftOut, string>> = {
  copy: 'copies of conversations that another interface has logged, too',
  translated: "as the NAT gateway's own side of conversations that it relays",
};

function leftOutNote(reason: LeftOut, flows: Value | undefined, bytes: Value | undefined): string {
  const sum = typeof bytes === 'bigint' ? ` (${bytes.toLocaleString('en-US')} bytes)` : '';
  const count = BigInt(String(flows));
  return `--dedupe left out ${count.toLocaleString('en-US')} ${count === 1n ? 'flow' : 'flows'}${sum}: ${reasons[reason]}`;
}
