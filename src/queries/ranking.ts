/** What all rankings have in common: how groups are named, ordered and cut, and what a question needs for it. */
import { type FieldName, fieldNamed } from '../flow.ts';
import type { Ranking } from '../query.ts';
import type { Column } from '../result.ts';
import { identifier, join, type Sql, sql } from '../sql.ts';

/** The columns of the groups. */
export function groupColumns(by: readonly FieldName[]): readonly Column[] {
  return by.map((name) => ({ name, kind: fieldNamed(name)?.kind ?? 'text' }));
}

/** `"srcaddr", "dstaddr"`. */
export function groupList(by: readonly FieldName[]): Sql {
  return join(by.map(identifier));
}

/** A total order: groups with the same measure stand in the order of their fields. */
export function rankOrder({ by, sort }: Ranking): Sql {
  return join([sql`${identifier(sort)} DESC NULLS LAST`, ...by.map((name) => sql`${identifier(name)} NULLS LAST`)]);
}

export function firstRows(limit: number): Sql {
  return limit === 0 ? sql`` : sql`\nLIMIT ${limit}`;
}

/** The part of the whole that a group has of a measure; null when the whole is nothing. */
export function shareOf({ sort }: Ranking): Sql {
  const measure = identifier(sort);
  return sql`cast(sum(${measure}) AS double) / nullif(cast(sum(sum(${measure})) OVER () AS double), 0)`;
}

/** The fields without which there is no ranking: those of the groups, and the measure that decides the rank. */
export function rankingNeeds({ by, sort }: Ranking): readonly string[] {
  return sort === 'flows' ? by : [...by, sort];
}
