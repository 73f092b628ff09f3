/** What `flow` is over the loaded rows: numbers become addresses and times again, ids their texts, −1 NULL. */
import { storageOf } from '../../logs/cells.ts';
import { textAddress } from '../../logs/dictionary.ts';
import { identifier, join, type Sql, sql } from '../../sql.ts';
import { type FlowPart, timeOf } from './flow-columns.ts';
import type { Loaded } from './load.ts';

/** A column, and the join that finds its texts if it has some. */
interface Decoded {
  readonly column: Sql;
  readonly join?: Sql;
}

export function loadedFlow({ plan, textAddresses }: Loaded): FlowPart {
  const columns = new Map<string, Sql>();
  const joins: Sql[] = [];
  for (const [i, name] of plan.columns.entries()) {
    const decoded = decode(name, i, textAddresses.has(name));
    columns.set(name, decoded.column);
    if (decoded.join) joins.push(decoded.join);
  }
  for (const [name, measure] of plan.rows === 'groups' ? groupColumns() : recordColumns(columns))
    columns.set(name, measure);
  return { columns, from: join([sql`FROM logged`, ...joins], sql`\n`) };
}

function decode(name: string, index: number, hasTexts: boolean): Decoded {
  const cell = sql`logged.${identifier(name)}`;
  const texts = identifier(`texts${index}`);
  switch (storageOf(name)) {
    case 'integer':
    case 'bigint':
      return { column: sql`nullif(${cell}, -1)` };
    case 'text':
      return { column: sql`${texts}.text`, join: sql`JOIN texts AS ${texts} ON ${texts}.id = ${cell}` };
    case 'address': {
      const ipv4 = sql`CASE WHEN ${cell} >= 0 THEN ${ipv4Text(cell)} END`;
      if (!hasTexts) return { column: ipv4 };
      const id = sql`CASE WHEN ${cell} >= ${textAddress} THEN ${cell} - ${textAddress} ELSE -1 END`;
      return {
        column: sql`coalesce(${texts}.text, ${ipv4})`,
        join: sql`JOIN texts AS ${texts} ON ${texts}.id = ${id}`,
      };
    }
  }
}

/** Of the ways to write it, the quickest in DuckDB. */
function ipv4Text(number: Sql): Sql {
  const octets = [24, 16, 8, 0].map((shift) => sql`(${number} >> ${shift}) & 255`);
  return sql`concat_ws('.', ${join(octets)})`;
}

function groupColumns(): readonly (readonly [string, Sql])[] {
  const milliseconds = (name: string) => sql`make_timestamp(nullif(logged.${identifier(name)}, -1) * 1000)`;
  return [
    ['flows', sql`logged.flows`],
    ['packets', sql`nullif(logged.packets, -1)`],
    ['bytes', sql`nullif(logged.bytes, -1)`],
    ['start_time', milliseconds('first')],
    ['end_time', milliseconds('last')],
  ];
}

/** What each record has beside its fields. */
function recordColumns(columns: ReadonlyMap<string, Sql>): readonly (readonly [string, Sql])[] {
  const start = columns.get('start');
  const end = columns.get('end');
  return [
    ['flows', sql`CAST(1 AS BIGINT)`],
    ...(start ? [['start_time', timeOf(start)] as const] : []),
    ...(end ? [['end_time', timeOf(end)] as const] : []),
  ];
}
