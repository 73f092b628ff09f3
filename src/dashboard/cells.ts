/** The cells of the page: all flows, added up by the named values and coarse times, in as much detail as a page can hold. */

import { portValue } from '../queries/group.ts';
import type { Bin, Question } from '../query.ts';
import type { Column } from '../result.ts';
import { identifier, join, type Sql, sql } from '../sql.ts';
import { type Axis, type Dimension, dimensions, missing, offAxis, others } from './contract.ts';
import type { Names } from './names.ts';
import { actionCode, dashboardReads } from './overview.ts';

/** So many cells, at some six bytes each when they are packed, leave the page well below 2 MB. */
export const mostCells = 120_000;

/** How much is told apart: named addresses, named ports and interfaces, and how many bins of the axis make one time. */
export interface Level {
  readonly addresses: number;
  readonly few: number;
  readonly span: number;
}

/** Longer than any axis. */
const always = 1 << 20;

/** From fine to coarse; the last always fits: at most some 60,000 cells. */
export const levels: readonly [Level, ...Level[]] = [
  { addresses: 120, few: 60, span: 1 },
  { addresses: 120, few: 60, span: 2 },
  { addresses: 90, few: 40, span: 4 },
  { addresses: 64, few: 32, span: 4 },
  { addresses: 64, few: 32, span: 8 },
  { addresses: 48, few: 24, span: 8 },
  { addresses: 40, few: 20, span: 8 },
  { addresses: 32, few: 16, span: 8 },
  { addresses: 32, few: 16, span: 16 },
  { addresses: 24, few: 12, span: 16 },
  { addresses: 16, few: 10, span: 16 },
  { addresses: 10, few: 6, span: always },
];

/** Protocols are few by nature. */
const mostProtocols = 12;

/** How many names of each dimension a level has. */
export function namesAt({ addresses, few }: Level): Readonly<Record<Dimension, number>> {
  return { srcaddr: addresses, dstaddr: addresses, dstport: few, protocol: mostProtocols, interface_id: few };
}

/** The finest level. */
export const [finest] = levels;

export const cellColumns: readonly Column[] = [
  { name: 'level', kind: 'integer' },
  { name: 'time', kind: 'integer' },
  { name: 'action', kind: 'integer' },
  ...dimensions.map((name) => ({ name, kind: 'integer' as const })),
  { name: 'flows', kind: 'count' },
  { name: 'packets', kind: 'packets' },
  { name: 'bytes', kind: 'bytes' },
];

/** One SELECT, so that a data lake is scanned once: it counts the cells of every level, and gives those of the finest that fits. */
export function cellsQuestion(names: Names, axis: Axis | null, bin: Bin): Question {
  const text = sql`SELECT ${join(cellColumns.map(({ name }) => identifier(name)))}
FROM (
  SELECT cells.*, min(CASE WHEN size <= ${mostCells} THEN level ELSE ${levels.length - 1} END) OVER () AS chosen
  FROM (
    SELECT level, ${join(cellKeys().map(([name, value]) => sql`${value} AS ${identifier(name)}`))},
      sum(flows) AS flows, sum(packets) AS packets, sum(bytes) AS bytes,
      count(sum(flows)) OVER (PARTITION BY level) AS size
    FROM (
${codedText(names, axis)}
    ) AS coded
    CROSS JOIN (VALUES ${join(levels.map(({ addresses, few, span }, i) => sql`(${i}, ${addresses}, ${few}, ${span})`))})
      AS levels (level, addresses, few, span)
    GROUP BY level, ${join(cellKeys().map(([, value]) => value))}
  ) AS cells
) AS sized
WHERE level = chosen
ORDER BY ${join(['srcaddr', 'dstaddr', 'dstport', 'interface_id', 'protocol', 'action', 'time'].map(identifier))}`;
  return { columns: cellColumns, needs: [], reads: dashboardReads, rows: 'grouped', bin, sql: text };
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
    atMost('dstport', sql`few`),
    ['protocol', sql`protocol`],
    atMost('interface_id', sql`few`),
  ];
}

/** `flow` with codes in place of values, added up as finely as any level has it. */
function codedText(names: Names, axis: Axis | null): Sql {
  const codes = [
    ['time', timeCode(axis)] as const,
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

/** The bin of the axis in which a flow starts, by comparing: the engines differ in how they count seconds. */
function timeCode(axis: Axis | null): Sql {
  if (axis === null) return sql`CASE WHEN bin IS NULL THEN ${offAxis} ELSE ${offAxis} END`;
  const startOf = (bin: number) => new Date((axis.origin + bin * axis.width) * 1000);
  const bins = Array.from({ length: axis.last - axis.first + 1 }, (_, i) => axis.first + i);
  const cases = bins.map((bin) => sql`WHEN bin < ${startOf(bin + 1)} THEN ${bin}`);
  return sql`CASE WHEN bin < ${startOf(axis.first)} THEN ${offAxis} ${join(cases, sql` `)} ELSE ${offAxis} END`;
}
