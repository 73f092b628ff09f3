/** The first look at the flows: how many there are when, and which groups lead. Of it the page's names and its axis are chosen. */
import { portValue } from '../queries/group.ts';
import type { Bin, Question } from '../query.ts';
import type { Column } from '../result.ts';
import { identifier, join, type Sql, sql } from '../sql.ts';
import { type Dimension, dimensions, type Part } from './contract.ts';

/** So many groups of a part are looked at. */
export const leadersTold = 1000;

/** The parts whose leaders are asked for, with the dimensions by which they group. */
export const ledParts = {
  srcaddr: ['srcaddr'],
  dstaddr: ['dstaddr'],
  port: ['dstport', 'protocol'],
  interface_id: ['interface_id'],
  refused: ['srcaddr', 'dstaddr', 'dstport', 'protocol'],
} as const satisfies Partial<Record<Part, readonly Dimension[]>>;

export type LedPart = keyof typeof ledParts;

/** The columns of `flow` that all of the dashboard's questions read, so that one reading can serve them. */
export const dashboardReads = ['bin', 'action', ...dimensions];

/** Each flow's action as the contract's code. */
export const actionCode = sql`CASE action WHEN 'ACCEPT' THEN 1 WHEN 'REJECT' THEN 2 ELSE 0 END`;

const sums = [
  { name: 'flows', kind: 'count' },
  { name: 'packets', kind: 'packets' },
  { name: 'bytes', kind: 'bytes' },
] as const satisfies readonly Column[];

export const seriesColumns = [
  { name: 'bin', kind: 'time' },
  { name: 'action', kind: 'integer' },
  ...sums,
  { name: 'first_seen', kind: 'time' },
  { name: 'last_seen', kind: 'time' },
] as const satisfies readonly Column[];

/** All flows, by bin and action. */
function seriesQuestion(bin: Bin): Question {
  const text = sql`SELECT bin, ${actionCode} AS action,
  sum(flows) AS flows, sum(packets) AS packets, sum(bytes) AS bytes,
  min(start_time) AS first_seen, max(end_time) AS last_seen
FROM flow
GROUP BY bin, ${actionCode}
ORDER BY bin NULLS LAST, 2`;
  return { columns: seriesColumns, needs: [], reads: dashboardReads, rows: 'grouped', bin, sql: text };
}

const leaderColumns = [
  { name: 'leader', kind: 'text' },
  { name: 'groups', kind: 'count' },
] as const satisfies readonly Column[];

/** By what groups lead, and the letter that stands for it before each leader. */
export const ledBy = { flows: 'f', bytes: 'b', rejected: 'r' } as const;

/** Digits of an amount: as many as Trino's widest number has. */
export const amountDigits = 38;

/** Between the values of a group. A value that has it itself would only be a name that no flow has. */
export const separator = '\n';

/**
 * The groups of a part that lead by flows, by bytes and by rejected flows, and how many groups have a value. A leader is one
 * text: the letter of what it leads by, its amount, its values. So the largest can be kept while groups pass by, where to
 * sort all of them would need memory for all of them; and what leads by several measures is found in one scan.
 */
function leadersQuestion(part: LedPart, bin: Bin): Question {
  const by = ledParts[part];
  const values = by.map((name) => (name === 'dstport' ? portValue(name) : identifier(name)));
  const measures = part === 'refused' ? (['rejected'] as const) : (['flows', 'bytes', 'rejected'] as const);
  const lists = measures.map((measure) => sql`max(${leaderText(measure)}, ${leadersTold})`);
  const text = sql`SELECT leader, "groups"
FROM (
  SELECT ${join(lists, sql` || `)} AS leaders, count(nullif(group_values, '')) AS "groups"
  FROM (
    SELECT ${join(values.map(asText), sql` || ${separator} || `)} AS group_values,
      sum(flows) AS flows, sum(bytes) AS bytes, sum(CASE WHEN action = 'REJECT' THEN flows END) AS rejected
    FROM flow${part === 'refused' ? sql`\n    WHERE action = 'REJECT'` : sql``}
    GROUP BY ${join(values)}
  ) AS sums
) AS led
CROSS JOIN UNNEST(leaders) AS each_leader (leader)
ORDER BY leader DESC`;
  return { columns: leaderColumns, needs: [], reads: dashboardReads, rows: 'grouped', bin, sql: text };
}

function asText(value: Sql): Sql {
  return sql`coalesce(CAST(${value} AS varchar), '')`;
}

function leaderText(measure: keyof typeof ledBy): Sql {
  const amount = sql`CAST(coalesce(${identifier(measure)}, 0) AS varchar)`;
  return sql`${ledBy[measure]} || lpad(${amount}, ${amountDigits}, '0') || group_values`;
}

/** The overview's questions: the series first, then each part in order. */
export function overviewQuestions(bin: Bin): readonly Question[] {
  return [seriesQuestion(bin), ...(Object.keys(ledParts) as LedPart[]).map((part) => leadersQuestion(part, bin))];
}
