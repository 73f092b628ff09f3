/** The text of all rankings: groups with their measures, most first, with the part that each has of the whole. */
import type { Question, Ranking } from '../query.ts';
import type { Column } from '../result.ts';
import { identifier, join, type Sql, sql } from '../sql.ts';
import { binFor, type Group, groupsOf, keyList, nameList, valueList } from './group.ts';

const measureColumns = {
  flows: { name: 'flows', kind: 'count' },
  packets: { name: 'packets', kind: 'packets' },
  bytes: { name: 'bytes', kind: 'bytes' },
} as const satisfies Record<string, Column>;

/** What rankings differ in. */
export interface RankingForm {
  /** The measures in the order of the columns. */
  readonly measures?: readonly (keyof typeof measureColumns)[];
  /** Which rows of `flow` count, and the fields that this names, all of them needed. */
  readonly where?: { readonly test: Sql; readonly fields: readonly string[] };
  /** A column that counts the distinct values of this group in each row. */
  readonly distinct?: { readonly column: string; readonly of: string };
}

/** The question of a ranking. */
export function rankingQuestion(ranking: Ranking, form: RankingForm = {}): Question {
  const { by, sort } = ranking;
  const { measures = ['flows', 'packets', 'bytes'], where } = form;
  const groups = groupsOf(by);
  const counted = form.distinct && !by.includes(form.distinct.of) ? form.distinct : undefined;
  const distinct = counted ? groupsOf([counted.of]) : [];
  const bin = binFor(by);
  const columns = [
    ...groups.map(({ column }) => column),
    ...measures.map((name) => measureColumns[name]),
    ...(counted ? [{ name: counted.column, kind: 'count' } as const] : []),
    { name: 'first_seen', kind: 'time' },
    { name: 'last_seen', kind: 'time' },
    { name: 'share', kind: 'share' },
    { name: 'cumulative_share', kind: 'share' },
  ] satisfies readonly Column[];
  return {
    columns,
    needs: [...(where?.fields ?? []), ...groups.flatMap(({ needs }) => needs), ...(sort === 'flows' ? [] : [sort])],
    reads: [...new Set([...(where?.fields ?? []), ...[...groups, ...distinct].flatMap(({ reads }) => reads)])],
    rows: 'grouped',
    ...(bin && { bin }),
    sql: sharesText(ranking, columns, groupsText(ranking, { ...form, measures }, groups, counted?.column, distinct)),
  };
}

/** The first groups, each with the total of all. */
function groupsText(
  ranking: Ranking,
  { measures = [], where }: RankingForm,
  groups: readonly Group[],
  counted: string | undefined,
  distinct: readonly Group[],
): Sql {
  const source = sql`FROM flow${where ? sql`\n  WHERE ${where.test}` : sql``}`;
  const sums = join(measures.map((name) => sql`sum(${identifier(name)}) AS ${identifier(name)}`));
  const parts = counted ? eachValue(groups, distinct, source) : undefined;
  // Without any value, recorded or there to be, their number is not 0 but none.
  const count = counted ? sql`\n    nullif(count("counted value"), 0) AS ${identifier(counted)},` : sql``;
  return sql`SELECT ${parts ? nameList(groups) : valueList(groups)},
    ${sums},${count}
    min(start_time) AS first_seen, max(end_time) AS last_seen,
    sum(sum(${identifier(ranking.sort)})) OVER () AS total
  ${parts ?? source}
  GROUP BY ${parts ? nameList(groups) : keyList(groups)}
  ORDER BY ${rankOrder(ranking)}${firstRows(ranking.limit)}`;
}

/** Each value once in its group, to be counted. DuckDB's `count(DISTINCT)` needs far more memory, and does not put it on disk. */
function eachValue(groups: readonly Group[], distinct: readonly Group[], source: Sql): Sql {
  const value = keyList(distinct);
  return sql`FROM (
    SELECT ${valueList(groups)}, ${value} AS "counted value", sum(flows) AS flows, sum(packets) AS packets,
      sum(bytes) AS bytes, min(start_time) AS start_time, max(end_time) AS end_time
    ${source}
    GROUP BY ${keyList(groups)}, ${value}
  ) AS each_value`;
}

/** Shares are of the total of all groups, whatever the limit. */
function sharesText(ranking: Ranking, columns: readonly Column[], ranked: Sql): Sql {
  const measure = identifier(ranking.sort);
  const order = rankOrder(ranking);
  const total = sql`nullif(CAST(total AS double), 0)`;
  return sql`SELECT ${join(columns.slice(0, -2).map(({ name }) => identifier(name)))},
  CAST(${measure} AS double) / ${total} AS share,
  CAST(sum(${measure}) OVER (ORDER BY ${order} ROWS UNBOUNDED PRECEDING) AS double) / ${total} AS cumulative_share
FROM (
  ${ranked}
) AS ranked
ORDER BY ${order}`;
}

/** A total order: groups with the same measure stand in the order of their fields. */
function rankOrder({ by, sort }: Ranking): Sql {
  return join([sql`${identifier(sort)} DESC NULLS LAST`, ...by.map((name) => sql`${identifier(name)} NULLS LAST`)]);
}

/** LIMIT, unless the limit is 0, which is all. */
export function firstRows(limit: number): Sql {
  return limit === 0 ? sql`` : sql`\nLIMIT ${limit}`;
}
