/** The cells of the page: all flows, added up by the named values and coarse times, in as much detail as a page can hold. */

import { portValue } from '../queries/group.ts';
import type { Bin, Question } from '../query.ts';
import type { Column } from '../result.ts';
import { identifier, join, type Sql, sql } from '../sql.ts';
import { type Axis, type Dimension, dimensions, missing, offAxis, others } from './contract.ts';
import { levels, mostCells, spanOf } from './levels.ts';
import type { Names } from './names.ts';
import { actionCode, dashboardReads } from './overview.ts';

export const cellColumns: readonly Column[] = [
  { name: 'level', kind: 'integer' },
  { name: 'time', kind: 'integer' },
  { name: 'action', kind: 'integer' },
  ...dimensions.map((name) => ({ name, kind: 'integer' as const })),
  { name: 'flows', kind: 'count' },
  { name: 'packets', kind: 'packets' },
  { name: 'bytes', kind: 'bytes' },
];

/** What cells are made of. */
export interface CellsWanted {
  /** Those of the first level. */
  readonly names: Names;
  readonly axis: Axis | null;
  /** The first level to try. */
  readonly level: number;
}

/** One SELECT, so that a data lake is scanned once: it counts the cells of every level, and gives those of the finest that fits. */
export function cellsQuestion(wanted: CellsWanted, bin: Bin): Question {
  const keys = cellKeys();
  const fits = sql`size <= ${mostCells} OR level = ${levels.length - 1}`;
  const text = sql`SELECT ${join(cellColumns.map(({ name }) => identifier(name)))}
FROM (
  SELECT fitting.*, min(level) OVER () AS chosen
  FROM (
    SELECT level, ${join(keys.map(([name, value]) => sql`${value} AS ${identifier(name)}`))},
      sum(flows) AS flows, sum(packets) AS packets, sum(bytes) AS bytes,
      count(sum(flows)) OVER (PARTITION BY level) AS size
    FROM (
${codedText(wanted)}
    ) AS coded
    CROSS JOIN (VALUES ${join(levelRows(wanted.level))}) AS levels (level, addresses, ports, interfaces, span)
    GROUP BY level, ${join(keys.map(([, value]) => value))}
  ) AS fitting
  WHERE ${fits}
) AS found
WHERE level = chosen
ORDER BY ${join(['srcaddr', 'dstaddr', 'dstport', 'interface_id', 'protocol', 'action', 'time'].map(identifier))}`;
  return { columns: cellColumns, needs: [], reads: dashboardReads, rows: 'grouped', bin, sql: text };
}

/** The levels from that one on. Their spans are in those of the first, in which times are coded. */
function levelRows(from: number): readonly Sql[] {
  const finest = spanOf(from);
  const rows = levels.map(
    ({ addresses, ports, interfaces, span }, i) => sql`(${i}, ${addresses}, ${ports}, ${interfaces}, ${span / finest})`,
  );
  return rows.slice(from);
}

/** The columns of a cell, made coarser by its level. */
function cellKeys(): readonly (readonly [string, Sql])[] {
  const atMost = (name: Dimension, limit: Sql) =>
    [name, sql`CASE WHEN ${identifier(name)} < ${limit} THEN ${identifier(name)} ELSE ${others} END`] as const;
  return [
    ['time', sql`CASE WHEN "time" = ${offAxis} THEN ${offAxis} ELSE "time" / span END`],
    ['action', sql`action`],
    atMost('srcaddr', sql`addresses`),
    atMost('dstaddr', sql`addresses`),
    atMost('dstport', sql`ports`),
    ['protocol', sql`protocol`],
    atMost('interface_id', sql`interfaces`),
  ];
}

/** `flow` with codes in place of values, added up as finely as any level has it. */
function codedText({ names, axis, level }: CellsWanted): Sql {
  const codes = [
    ['time', timeCode(axis, spanOf(level))] as const,
    ['action', actionCode] as const,
    ...dimensions.map((name) => [name, code(name, names[name].length > 0)] as const),
  ];
  const joins = dimensions.filter((name) => names[name].length > 0).map((name) => joinOf(name, names[name]));
  return sql`      SELECT ${join(
    codes.map(([name, value]) => sql`${value} AS ${identifier(name)}`),
    sql`,\n        `,
  )},
        sum(flows) AS flows, sum(packets) AS packets, sum(bytes) AS bytes
      FROM flow${join(joins, sql``)}
      GROUP BY ${join(
        codes.map(([, value]) => value),
        sql`,\n        `,
      )}`;
}

function loggedValue(name: Dimension): Sql {
  return name === 'dstport' ? portValue(name) : sql`flow.${identifier(name)}`;
}

function listOf(name: Dimension): Sql {
  return identifier(`named_${name}`);
}

function code(name: Dimension, joined: boolean): Sql {
  const named = joined ? sql`coalesce(${listOf(name)}.code, ${others})` : sql`${others}`;
  return sql`CASE WHEN ${loggedValue(name)} IS NULL THEN ${missing} ELSE ${named} END`;
}

function joinOf(name: Dimension, values: readonly (string | number)[]): Sql {
  const rows = join(values.map((value, i) => sql`(${value}, ${i})`));
  return sql`
      LEFT JOIN (VALUES ${rows}) AS ${listOf(name)} (value, code) ON ${loggedValue(name)} = ${listOf(name)}.value`;
}

/** The time of the axis in which a flow starts, by comparing: the engines differ in how they count seconds. */
function timeCode(axis: Axis | null, span: number): Sql {
  if (axis === null) return sql`CASE WHEN bin IS NULL THEN ${offAxis} ELSE ${offAxis} END`;
  const startOf = (bin: number) => new Date((axis.origin + bin * axis.width) * 1000);
  const [first, last] = [Math.floor(axis.first / span), Math.floor(axis.last / span)];
  const times = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const cases = times.map(
    (time) => sql`WHEN bin < ${startOf(Math.min((time + 1) * span, axis.last + 1))} THEN ${time}`,
  );
  return sql`CASE WHEN bin < ${startOf(axis.first)} THEN ${offAxis} ${join(cases, sql` `)} ELSE ${offAxis} END`;
}
