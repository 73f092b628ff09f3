/** The first look at the flows: what there is in time, and which groups have most. Of it the page's names are chosen. */

import { portValue } from '../queries/group.ts';
import type { Bin, Question } from '../query.ts';
import type { Column } from '../result.ts';
import { identifier, join, type Sql, sql } from '../sql.ts';
import type { Part } from './contract.ts';

/** Every group that is among so many by flows, by bytes or by rejected flows is told. */
export const ranksTold = 120;

/** The columns by which a part groups. Those of rejected connections are NULL for all other flows. */
const grouped: Readonly<Record<Part | 'series', readonly string[]>> = {
  series: ['bin', 'action'],
  srcaddr: ['srcaddr'],
  dstaddr: ['dstaddr'],
  pair: ['srcaddr', 'dstaddr'],
  port: ['dstport', 'protocol'],
  protocol: ['protocol'],
  interface_id: ['interface_id'],
  refused: ['refused_srcaddr', 'refused_dstaddr', 'refused_dstport', 'refused_protocol'],
};

/** They tell the parts apart: each groups by others of them. */
const telling = ['bin', 'srcaddr', 'dstaddr', 'dstport', 'protocol', 'interface_id', 'refused_srcaddr'] as const;

/** What SQL's grouping() says in a part: a bit for each column, 0 if the part groups by it, the last column's the lowest. */
function partNumber(part: Part | 'series'): number {
  return telling.reduce((bits, column) => bits * 2 + (grouped[part].includes(column) ? 0 : 1), 0);
}

const numbers = new Map(
  Object.keys(grouped).map((part) => [partNumber(part as Part | 'series'), part as Part | 'series']),
);

/** The part whose rows have that number. */
export function partOf(number: number): Part | 'series' | undefined {
  return numbers.get(number);
}

const values: readonly Column[] = [
  { name: 'srcaddr', kind: 'address' },
  { name: 'dstaddr', kind: 'address' },
  { name: 'dstport', kind: 'port' },
  { name: 'protocol', kind: 'protocol' },
  { name: 'interface_id', kind: 'text' },
];

export const overviewColumns = [
  { name: 'part', kind: 'integer' },
  { name: 'bin', kind: 'time' },
  { name: 'action', kind: 'integer' },
  ...values,
  { name: 'flows', kind: 'count' },
  { name: 'packets', kind: 'packets' },
  { name: 'bytes', kind: 'bytes' },
  { name: 'rejected', kind: 'count' },
  { name: 'first_seen', kind: 'time' },
  { name: 'last_seen', kind: 'time' },
  { name: 'groups', kind: 'count' },
  { name: 'by_flows', kind: 'count' },
  { name: 'by_bytes', kind: 'count' },
  { name: 'by_rejected', kind: 'count' },
] as const satisfies readonly Column[];

/** The columns of `flow` that both of the dashboard's questions read, so that one reading serves them. */
export const dashboardReads = ['bin', 'action', ...values.map(({ name }) => name)];

/** Each flow's action as the contract's code. */
export const actionCode = sql`CASE action WHEN 'ACCEPT' THEN 1 WHEN 'REJECT' THEN 2 ELSE 0 END`;

export function overviewQuestion(bin: Bin): Question {
  return { columns: overviewColumns, needs: [], reads: dashboardReads, rows: 'grouped', bin, sql: overviewText() };
}

/** One SELECT, so that a data lake is scanned once for all parts. */
function overviewText(): Sql {
  return sql`SELECT part, bin, action, ${names(values)}, flows, packets, bytes, rejected, first_seen, last_seen,
  "groups", by_flows, by_bytes, by_rejected
FROM (
  SELECT sums.*, count(flows) OVER (PARTITION BY part) AS "groups",
    ${rankBy('flows')} AS by_flows,
    ${rankBy('bytes')} AS by_bytes,
    ${rankBy('rejected')} AS by_rejected
  FROM (
    SELECT grouping(${list(telling)}) AS part, bin, action,
      ${join(values.map(({ name }) => partValue(name)))},
      sum(flows) AS flows, sum(packets) AS packets, sum(bytes) AS bytes,
      sum(CASE WHEN action_code = 2 THEN flows END) AS rejected,
      min(start_time) AS first_seen, max(end_time) AS last_seen
    FROM (
      SELECT bin, ${actionCode} AS action, ${actionCode} AS action_code, srcaddr, dstaddr,
        ${portValue('dstport')} AS dstport, protocol, interface_id,
        ${join(refusedColumns())},
        flows, packets, bytes, start_time, end_time
      FROM flow
    ) AS flows_told_apart
    GROUP BY GROUPING SETS (${join(Object.values(grouped).map((columns) => sql`(${list(columns)})`))})
  ) AS sums
) AS ranked
WHERE part = ${partNumber('series')} OR by_flows <= ${ranksTold} OR by_bytes <= ${ranksTold} OR by_rejected <= ${ranksTold}
ORDER BY part, by_flows, bin NULLS LAST, action`;
}

/** A rejected connection's value stands in the column of all others of its kind. */
function partValue(name: string): Sql {
  const column = identifier(name);
  if (!grouped.refused.includes(`refused_${name}`)) return column;
  return sql`coalesce(${column}, ${identifier(`refused_${name}`)}) AS ${column}`;
}

function refusedColumns(): readonly Sql[] {
  return grouped.refused.map((refused) => {
    const name = refused.slice('refused_'.length);
    const value = name === 'dstport' ? portValue('dstport') : identifier(name);
    return sql`CASE WHEN action = 'REJECT' THEN ${value} END AS ${identifier(refused)}`;
  });
}

function rankBy(measure: 'flows' | 'bytes' | 'rejected'): Sql {
  const ties = join(values.map(({ name }) => sql`${identifier(name)} NULLS LAST`));
  return sql`row_number() OVER (PARTITION BY part ORDER BY ${identifier(measure)} DESC NULLS LAST, ${ties})`;
}

function list(columns: readonly string[]): Sql {
  return join(columns.map(identifier));
}

function names(columns: readonly Column[]): Sql {
  return list(columns.map(({ name }) => name));
}
