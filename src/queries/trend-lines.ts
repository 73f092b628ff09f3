/** A trend in several lines: one for each value that has most, and one for all others together. */
import type { Column } from '../result.ts';
import { identifier, join, type Sql, sql } from '../sql.ts';
import { type Group, keyList, nameList, valueList } from './group.ts';

interface Lines {
  readonly groups: readonly Group[];
  /** What is added up, by name: its value in a row of `flow`. */
  readonly measures: ReadonlyMap<string, Sql>;
  /** The measure of which the values of the first lines have most. */
  readonly rankedBy: string;
  /** Values with a line of their own. */
  readonly limit: number;
  /** The start of a row's bin. */
  readonly time: Sql;
}

export const lineColumn = 'line';

/** The number of a line, 1 for the value with most and NULL for all others, and its value. */
export function lineColumns(values: readonly Column[]): readonly Column[] {
  return [{ name: lineColumn, kind: 'integer' }, ...values];
}

/** The number of the line that has all flows of each bin: it comes first, to tell which bins the others are to have. */
export const wholeLine = 0;

/**
 * The values with most are looked for first, and then each row of `flow` is given to a line. That reads `flow` twice. Window
 * functions would read it once and hold each value in each bin in memory, which DuckDB does not put on disk.
 */
export function linesText(lines: Lines): Sql {
  const { groups, measures } = lines;
  const line = identifier(lineColumn);
  const sums = [...measures.keys()].map((name) => sql`sum(${identifier(name)}) AS ${identifier(name)}`);
  return sql`SELECT "time", CASE WHEN grouping(place) = 1 THEN ${wholeLine} ELSE place END AS ${line}, ${nameList(groups)},
  ${join(sums, sql`,\n  `)}
FROM (
  ${placedText(lines)}
) AS placed
GROUP BY GROUPING SETS (("time", place, ${nameList(groups)}), ("time"))
ORDER BY ${line} NULLS LAST, "time" NULLS LAST`;
}

/** Each row of `flow` with its place, and its value if it has one. */
function placedText({ groups, measures, time, ...most }: Lines): Sql {
  const values = groups.map(({ column }) => identifier(column.name));
  const names = [...measures.keys()].map(identifier);
  const each = [...measures].map(([name, value]) => sql`${value} AS ${identifier(name)}`);
  return sql`SELECT "time", place, ${join([...values.map((value) => sql`most.${value}`), ...names])}
  FROM (
    SELECT ${time} AS "time", ${valueList(groups)},
      ${join(each, sql`,\n      `)}
    FROM flow
  ) AS each_flow
  LEFT JOIN (
    ${mostText(groups, values, most)}
  ) AS most ON ${join(values.map(isSame), sql`\n    AND `)}`;
}

/** The values with most, and the place of each. */
function mostText(
  groups: readonly Group[],
  values: readonly Sql[],
  { rankedBy, limit }: Pick<Lines, 'rankedBy' | 'limit'>,
): Sql {
  const rank = join([sql`total DESC NULLS LAST`, ...values.map((value) => sql`${value} NULLS LAST`)]);
  return sql`SELECT ${join(values)}, row_number() OVER (ORDER BY ${rank}) AS place
    FROM (
      SELECT ${valueList(groups)}, sum(${identifier(rankedBy)}) AS total
      FROM flow
      GROUP BY ${keyList(groups)}
      ORDER BY ${rank}
      LIMIT ${limit}
    ) AS totals`;
}

/** Also of two missing values. Only equalities make a fast join. */
function isSame(value: Sql): Sql {
  const [one, other] = [sql`each_flow.${value}`, sql`most.${value}`];
  const text = (side: Sql) => sql`coalesce(CAST(${side} AS varchar), '')`;
  return sql`${text(one)} = ${text(other)} AND (${one} IS NULL) = (${other} IS NULL)`;
}
