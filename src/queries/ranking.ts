/** What all rankings have in common: how groups are named, ordered and cut, and what a question needs for it. */
import { type FieldName, fieldNamed } from '../flow.ts';
import { protocolsWithPorts } from '../protocol.ts';
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

/** What SELECT says of the groups over `flow`. */
export function groupValues(by: readonly FieldName[]): Sql {
  return join(by.map((name) => (isPort(name) ? sql`${portValue(name)} AS ${identifier(name)}` : identifier(name))));
}

/** What GROUP BY says of them. */
export function groupKeys(by: readonly FieldName[]): Sql {
  return join(by.map((name) => (isPort(name) ? portValue(name) : identifier(name))));
}

/** The fields that the text names for the groups. */
export function groupReads(by: readonly FieldName[]): readonly FieldName[] {
  return by.some(isPort) ? [...by, 'protocol'] : by;
}

/** The port; NULL for protocols that have none, of which flow logs record port 0. */
export function portValue(name: 'srcport' | 'dstport'): Sql {
  return sql`CASE WHEN coalesce(protocol, 6) IN (${join([...protocolsWithPorts].map((number) => sql`${number}`))}) THEN ${identifier(name)} END`;
}

function isPort(name: FieldName): name is 'srcport' | 'dstport' {
  return name === 'srcport' || name === 'dstport';
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
