/** What changed: groups before and now, the largest change first. */
import type { Question, Ranking, SortKey } from '../query.ts';
import type { Column } from '../result.ts';
import { identifier, join, type Sql, sql } from '../sql.ts';
import { lengths, type Sides, tellingOf } from './diff-sides.ts';
import { binFor, type Group, groupsOf, keyList, nameList, valueList } from './group.ts';
import { firstRows } from './ranking.ts';

export interface Diff extends Ranking {
  readonly sides: Sides;
  /** Smaller changes are left out; 1 or more. */
  readonly minFactor: number;
  /** Groups that have less of the measure on both sides, in as much time as now, are left out. */
  readonly min: bigint;
}

export const diffDefaults = { by: ['srcaddr', 'dstaddr', 'service'], sort: 'flows', limit: 20 } as const;

/** The last columns of each row, the same in all: they are about all groups, and not to be shown. */
export const wholeColumns = [
  { name: 'all_flows_before', kind: 'count' },
  { name: 'all_flows_now', kind: 'count' },
  { name: 'earliest_before', kind: 'time' },
  { name: 'latest_before', kind: 'time' },
  { name: 'earliest_now', kind: 'time' },
  { name: 'latest_now', kind: 'time' },
  { name: 'changes', kind: 'count' },
] as const satisfies readonly Column[];

const kinds = { flows: 'count', packets: 'packets', bytes: 'bytes' } as const;

export function diffQuestion(diff: Diff): Question {
  const { by, sort, sides, limit } = diff;
  const groups = groupsOf(by);
  const telling = tellingOf(sides);
  const bin = telling.bin ?? binFor(by);
  const sums = summed(sort);
  const columns: readonly Column[] = [
    ...groups.map(({ column }) => column),
    { name: 'change', kind: 'text' },
    ...sums.flatMap((name) => sideNames(name).map((column) => ({ name: column, kind: kinds[name] }))),
    { name: 'factor', kind: 'number' },
    { name: 'first_seen', kind: 'time' },
    { name: 'last_seen', kind: 'time' },
  ];
  const order = [sql`abs(scaled_now - scaled_before) DESC`, ...by.map((name) => sql`${identifier(name)} NULLS LAST`)];
  return {
    columns: [...columns, ...wholeColumns],
    needs: [...groups.flatMap(({ needs }) => needs), ...(sort === 'flows' ? [] : [sort])],
    reads: [...new Set([...groups.flatMap(({ reads }) => reads), telling.reads])],
    rows: 'grouped',
    ...(bin && { bin }),
    sql: sql`SELECT ${join([...columns, ...wholeColumns].map(({ name }) => identifier(name)))}
FROM (
${countedText(judgedText(diff, scaledText(diff, sidesText(groups, sums, telling.isNow))))}
) AS counted
WHERE is_change
ORDER BY ${join(order)}${firstRows(limit)}`,
  };
}

/** Flows and bytes, and what decides the rank if it is neither. */
function summed(sort: SortKey): readonly SortKey[] {
  return sort === 'packets' ? ['flows', 'packets', 'bytes'] : ['flows', 'bytes'];
}

function sideNames(name: string): readonly [string, string] {
  return [`${name}_before`, `${name}_now`];
}

/** Each group with what it has on either side; NULL where it has no flows. */
function sidesText(groups: readonly Group[], sums: readonly SortKey[], isNow: Sql): Sql {
  const sides = [
    ['before', sql`NOT (${isNow})`],
    ['now', isNow],
  ] as const;
  const parts = sides.map(([side, test]) => {
    const part = (value: Sql, name: string) => sql`${value} FILTER (WHERE ${test}) AS ${identifier(`${name}_${side}`)}`;
    const columns = sums.map((name) => part(sql`sum(${identifier(name)})`, name));
    return join([...columns, part(sql`min(start_time)`, 'first'), part(sql`max(end_time)`, 'last')]);
  });
  return sql`SELECT ${valueList(groups)},
    ${join(parts, sql`,\n    `)}
  FROM flow
  GROUP BY ${keyList(groups)}`;
}

/** … and the measure of either side in equal times, as whole numbers: each is multiplied with the length of the other side. */
function scaledText({ by, sort, sides }: Diff, each: Sql): Sql {
  const { now, before } = lengths(sides);
  const sums = summed(sort).flatMap((name) =>
    sideNames(name).map((column, i) => sql`${sumOf(column, i === 0 ? 'before' : 'now')} AS ${identifier(column)}`),
  );
  const scaled = ([column, length]: readonly [string, number]) =>
    sql`CAST(coalesce(${identifier(column)}, 0) AS decimal(38, 0)) * ${length}`;
  const [measureBefore, measureNow] = sideNames(sort);
  return sql`SELECT ${nameList(groupsOf(by))}, ${join(sums)},
    first_before, last_before, first_now, last_now,
    coalesce(least(first_before, first_now), first_before, first_now) AS first_seen,
    coalesce(greatest(last_before, last_now), last_before, last_now) AS last_seen,
    ${scaled([measureBefore, now])} AS scaled_before,
    ${scaled([measureNow, before])} AS scaled_now
  FROM (
  ${each}
  ) AS each_group`;
}

/** Without flows the sum is 0; with flows that do not say it, it is missing. */
function sumOf(column: string, side: 'before' | 'now'): Sql {
  return sql`CASE WHEN ${identifier(`flows_${side}`)} IS NULL THEN 0 ELSE ${identifier(column)} END`;
}

/** … and whether that is a change to be shown, and by which factor. */
function judgedText({ sides, minFactor, min }: Diff, scaled: Sql): Sql {
  const double = (value: Sql) => sql`CAST(${value} AS double)`;
  const most = sql`greatest(scaled_before, scaled_now)`;
  const isEnough = sql`${double(most)} >= ${minFactor} * ${double(sql`least(scaled_before, scaled_now)`)}`;
  return sql`SELECT *,
    CASE WHEN flows_before = 0 THEN 'new' WHEN flows_now = 0 THEN 'gone'
      WHEN scaled_now > scaled_before THEN 'up' WHEN scaled_now < scaled_before THEN 'down' END AS change,
    CASE WHEN flows_before > 0 AND flows_now > 0
      THEN ${double(sql`scaled_now`)} / nullif(${double(sql`scaled_before`)}, 0) END AS factor,
    ${most} >= CAST(${min} AS decimal(38, 0)) * ${lengths(sides).before}
      AND (flows_before = 0 OR flows_now = 0 OR (scaled_before <> scaled_now AND ${isEnough})) AS is_change
  FROM (
  ${scaled}
  ) AS scaled`;
}

/** … and what is true of all groups together. */
function countedText(judged: Sql): Sql {
  return sql`  SELECT *,
    sum(flows_before) OVER () AS all_flows_before, sum(flows_now) OVER () AS all_flows_now,
    min(first_before) OVER () AS earliest_before, max(last_before) OVER () AS latest_before,
    min(first_now) OVER () AS earliest_now, max(last_now) OVER () AS latest_now,
    sum(CASE WHEN is_change THEN 1 ELSE 0 END) OVER () AS changes
  FROM (
  ${judged}
  ) AS judged`;
}
