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

const sides = ['before', 'now'] as const;

type Side = (typeof sides)[number];

export function diffQuestion(diff: Diff): Question {
  const { by, sort, sides } = diff;
  const groups = groupsOf(by);
  const telling = tellingOf(sides);
  const bin = telling.bin ?? binFor(by);
  return {
    columns: [...groups.map(({ column }) => column), ...comparedColumns(sort), ...wholeColumns],
    needs: [...groups.flatMap(({ needs }) => needs), ...(sort === 'flows' ? [] : [sort])],
    reads: [...new Set([...groups.flatMap(({ reads }) => reads), telling.reads])],
    rows: 'grouped',
    // Groups are held with what they have on both sides, until all of them are known.
    isLarge: true,
    ...(bin && { bin }),
    sql: comparedText(diff, groups, countedText(diff, sidesText(groups, summed(sort), telling.isNow))),
  };
}

function comparedColumns(sort: SortKey): readonly Column[] {
  return [
    { name: 'change', kind: 'text' },
    ...summed(sort).flatMap((name) => sides.map((side) => ({ name: `${name}_${side}`, kind: kinds[name] }))),
    { name: 'factor', kind: 'number' },
    { name: 'first_seen', kind: 'time' },
    { name: 'last_seen', kind: 'time' },
  ];
}

/** Flows and bytes, and what decides the rank if it is neither. */
function summed(sort: SortKey): readonly SortKey[] {
  return sort === 'packets' ? ['flows', 'packets', 'bytes'] : ['flows', 'bytes'];
}

/** Each group with what it has on either side; NULL where it has no flows. */
function sidesText(groups: readonly Group[], sums: readonly SortKey[], isNow: Sql): Sql {
  const parts = sides.map((side) => {
    const test = side === 'now' ? isNow : sql`NOT (${isNow})`;
    const part = (value: Sql, name: string) => sql`${value} FILTER (WHERE ${test}) AS ${identifier(`${name}_${side}`)}`;
    const columns = sums.map((name) => part(sql`sum(${identifier(name)})`, name));
    return join([...columns, part(sql`min(start_time)`, 'first'), part(sql`max(end_time)`, 'last')]);
  });
  return sql`SELECT ${valueList(groups)},
      ${join(parts, sql`,\n      `)}
    FROM flow
    GROUP BY ${keyList(groups)}`;
}

/** … with what is true of all groups together. Nothing else is made of them before, as all of them are held here. */
function countedText(diff: Diff, each: Sql): Sql {
  return sql`SELECT *,
    coalesce(sum(flows_before) OVER (), 0) AS all_flows_before, coalesce(sum(flows_now) OVER (), 0) AS all_flows_now,
    min(first_before) OVER () AS earliest_before, max(last_before) OVER () AS latest_before,
    min(first_now) OVER () AS earliest_now, max(last_now) OVER () AS latest_now,
    sum(CASE WHEN ${isChange(diff)} THEN 1 ELSE 0 END) OVER () AS changes
  FROM (
    ${each}
  ) AS each_group`;
}

/** The measure of a side in equal time, as a whole number: it is multiplied with the length of the other side. */
function scaled({ sort, sides: both }: Diff, side: Side): Sql {
  const length = lengths(both)[side === 'now' ? 'before' : 'now'];
  return sql`(CAST(coalesce(${identifier(`${sort}_${side}`)}, 0) AS decimal(38, 0)) * ${length})`;
}

const double = (value: Sql) => sql`CAST(${value} AS double)`;

/** Whether the change of a group is to be shown, never NULL. */
function isChange(diff: Diff): Sql {
  const [before, now] = [scaled(diff, 'before'), scaled(diff, 'now')];
  const most = sql`greatest(${before}, ${now})`;
  const isEnough = sql`${double(most)} >= ${diff.minFactor} * ${double(sql`least(${before}, ${now})`)}`;
  return sql`${most} >= CAST(${diff.min} AS decimal(38, 0)) * ${lengths(diff.sides).before}
      AND (flows_before IS NULL OR flows_now IS NULL OR (${before} <> ${now} AND ${isEnough}))`;
}

function comparedText(diff: Diff, groups: readonly Group[], counted: Sql): Sql {
  const [before, now] = [scaled(diff, 'before'), scaled(diff, 'now')];
  const order = [
    sql`abs(${now} - ${before}) DESC`,
    ...groups.map(({ column }) => sql`${identifier(column.name)} NULLS LAST`),
  ];
  return sql`SELECT ${nameList(groups)},
  CASE WHEN flows_before IS NULL THEN 'new' WHEN flows_now IS NULL THEN 'gone'
    WHEN ${now} > ${before} THEN 'up' ELSE 'down' END AS change,
  ${join(summed(diff.sort).flatMap((name) => sides.map((side) => sumOf(name, side))))},
  CASE WHEN flows_before > 0 AND flows_now > 0 THEN ${double(now)} / nullif(${double(before)}, 0) END AS factor,
  coalesce(least(first_before, first_now), first_before, first_now) AS first_seen,
  coalesce(greatest(last_before, last_now), last_before, last_now) AS last_seen,
  ${join(wholeColumns.map(({ name }) => identifier(name)))}
FROM (
  ${counted}
) AS counted
WHERE ${isChange(diff)}
ORDER BY ${join(order)}${firstRows(diff.limit)}`;
}

/** Without flows the sum is 0; with flows that do not say it, it is missing. */
function sumOf(name: SortKey, side: Side): Sql {
  const column = identifier(`${name}_${side}`);
  return sql`CASE WHEN ${identifier(`flows_${side}`)} IS NULL THEN 0 ELSE ${column} END AS ${column}`;
}
