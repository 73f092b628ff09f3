/** Records that DuckDB reads itself: Parquet files, and in statements for its shell text too. They are judged as our reader judges lines. */

import { belowFlow, binColumn } from '../../derived.ts';
import type { Condition } from '../../filter.ts';
import type { Plan } from '../../logs/plan.ts';
import { atPacketLevel } from '../../packet-level.ts';
import { identifier, join, type Sql, sql } from '../../sql.ts';
import type { Window } from '../../window.ts';
import { canonicalAddress } from './addresses.ts';
import { restrictions } from './conditions.ts';
import { type AddressForms, derivedValue } from './derived.ts';
import { binOf, type FlowPart, named, timeOf } from './flow-columns.ts';
import type { Reading } from './plan.ts';
import { anyBad, badTests, isAddress, recordField, type SourceColumn } from './record-fields.ts';

/** Files with the same columns. */
export interface RecordSource {
  /** By the name in `flow`. */
  readonly fields: ReadonlyMap<string, SourceColumn>;
  /** What follows FROM: the table function that reads them. */
  readonly scan: Sql;
}

/** What is asked of records. */
export type Asked = Pick<Plan, 'columns' | 'rows' | 'window' | 'conditions' | 'bin' | 'packetLevel'> &
  Pick<Reading, 'derived'>;

/** Whether a value of the record is bad: a name that no field has. */
export const badRecord = sql`"bad record"`;

/** The records with those fields of `names` that they have, typed, with the mark `badRecord`, and with the columns `more` of the scan. */
export function recordsOf({ fields, scan }: RecordSource, names: Iterable<string>, more: readonly Sql[] = []): Sql {
  const columns = [...new Set(names)].flatMap((name) => {
    const column = fields.get(name);
    return column ? [named(recordField(name, column).value, name)] : [];
  });
  const bad = sql`${anyBad(badTests(fields))} AS ${badRecord}`;
  return sql`SELECT ${join([...columns, bad, ...more], sql`,\n    `)}\n  FROM ${scan}`;
}

/** What must hold of a record to be in `flow`: good, traffic, in the window, and all conditions. */
export function flowTests({ fields }: RecordSource, window: Window, conditions: readonly Condition[]): readonly Sql[] {
  return [
    sql`NOT ${badRecord}`,
    ...(fields.has('log_status') ? [sql`log_status = 'OK'`] : []),
    ...restrictions(new Set(fields.keys()), window, conditions),
  ];
}

/** The fields that `flowTests` looks at. */
export function testedFields(conditions: readonly Condition[]): readonly string[] {
  return ['log_status', 'start', ...conditions.flatMap(({ on }) => on)];
}

/** The records as a part of `flow`. Where rows are grouped, spellings of one address are one address. */
export function recordsFlow(logged: RecordSource, asked: Asked): FlowPart {
  const source = asked.packetLevel ? { ...logged, fields: atPacketLevel(logged.fields) } : logged;
  const { rows, window, conditions } = asked;
  const groups = rows === 'groups';
  const columns = new Map<string, Sql>([['flows', sql`CAST(1 AS BIGINT)`]]);
  for (const name of groups ? [...asked.columns, 'packets', 'bytes'] : asked.columns) {
    if (!source.fields.has(name)) continue;
    columns.set(name, groups && isAddress(name) ? canonicalAddress(identifier(name)) : identifier(name));
  }
  for (const name of groups ? ['start', 'end'] : ['start', 'end'].filter((time) => asked.columns.includes(time))) {
    if (source.fields.has(name)) columns.set(`${name}_time`, timeOf(identifier(name)));
  }
  if (asked.bin && source.fields.has('start')) columns.set(binColumn, binOf(identifier('start'), asked.bin));
  for (const name of asked.derived) {
    if (source.fields.has(belowFlow(name)?.of ?? name)) columns.set(name, derivedValue(name, addressForms));
  }
  const names = [...asked.columns, 'packets', 'bytes', 'start', 'end', ...testedFields(conditions)];
  const tests = join(flowTests(source, window, conditions), sql`\n  AND `);
  return { columns, from: sql`FROM (\n  ${recordsOf(source, names)}\n) AS records\nWHERE ${tests}` };
}

function addressForms(name: string): AddressForms {
  const text = canonicalAddress(identifier(name));
  return { ipv4: sql`ipv4_number(${text})`, text };
}
