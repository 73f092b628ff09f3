/** What questions group by: fields of `flow`, and what follows from them. */
import { belowFlow, binColumn, derivedNamed } from '../derived.ts';
import { fieldNamed } from '../flow.ts';
import { protocolsWithPorts } from '../protocol.ts';
import type { Bin } from '../query.ts';
import type { Column } from '../result.ts';
import { identifier, join, type Sql, sql } from '../sql.ts';
import { servicePorts, serviceText } from './service.ts';
import { trafficPath } from './traffic-path.ts';

/** A part of what makes a group. */
export interface Group {
  readonly column: Column;
  /** Its value, over `flow`. */
  readonly value: Sql;
  /** The columns of `flow` that the value names. */
  readonly reads: readonly string[];
  /** The fields without which there is none. */
  readonly needs: readonly string[];
}

/** The groups of `--by`: names of fields or derived ones. Throws TypeError for other names. */
export function groupsOf(by: readonly string[]): readonly Group[] {
  return by.map(group);
}

function group(name: string): Group {
  const field = fieldNamed(name);
  if (field) {
    const column = { name, kind: field.kind };
    if (!isPort(name)) return { column, value: identifier(name), reads: [name], needs: [name] };
    return { column, value: portValue(name), reads: [name, 'protocol'], needs: [name] };
  }
  const known = derivedNamed(name);
  if (!known) throw new TypeError(`${name} cannot be grouped by`);
  return { column: { name, kind: known.kind }, needs: known.of, ...derivedValue(name) };
}

function derivedValue(name: string): Pick<Group, 'value' | 'reads'> {
  if (belowFlow(name)) return { value: identifier(name), reads: [name] };
  if (name in binSeconds) return { value: sql`date_trunc(${name}, ${identifier(binColumn)})`, reads: [binColumn] };
  switch (name) {
    case 'scope':
      return { value: bothScopes, reads: ['srcscope', 'dstscope'] };
    case 'service':
      return { value: serviceText, reads: servicePorts };
    case 'path':
      return { value: trafficPath, reads: ['traffic_path'] };
    default:
      throw new TypeError(`${name} has no value`);
  }
}

const binSeconds: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400 };

/** The bin of which all the times that are grouped by can be made; undefined without any. */
export function binFor(by: readonly string[]): Bin | undefined {
  const lengths = by.flatMap((name) => binSeconds[name] ?? []);
  return lengths.length === 0 ? undefined : { seconds: Math.min(...lengths) };
}

const bothScopes = sql`CASE WHEN srcscope = 'public' OR dstscope = 'public' THEN 'public' WHEN srcscope = 'private' AND dstscope = 'private' THEN 'private' WHEN srcscope IS NOT NULL AND dstscope IS NOT NULL THEN 'other' END`;

/** The port; NULL for protocols that have none, of which flow logs record port 0. */
export function portValue(name: 'srcport' | 'dstport'): Sql {
  return sql`CASE WHEN coalesce(protocol, 6) IN (${join([...protocolsWithPorts].map((number) => sql`${number}`))}) THEN ${identifier(name)} END`;
}

function isPort(name: string): name is 'srcport' | 'dstport' {
  return name === 'srcport' || name === 'dstport';
}

/** `"srcaddr", "dstaddr"`. */
export function nameList(groups: readonly Group[]): Sql {
  return join(groups.map(({ column }) => identifier(column.name)));
}

/** What SELECT says of the groups over `flow`. */
export function valueList(groups: readonly Group[]): Sql {
  return join(
    groups.map(({ column, value }) => {
      const name = identifier(column.name);
      return value.text === name.text ? name : sql`${value} AS ${name}`;
    }),
  );
}

/** What GROUP BY says of them. */
export function keyList(groups: readonly Group[]): Sql {
  return join(groups.map(({ value }) => value));
}
