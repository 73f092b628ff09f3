/** What `flow` is over the loaded rows: numbers become addresses and times again, ids their texts, −1 NULL. */
import { storageOf } from '../../logs/cells.ts';
import { textAddress } from '../../logs/dictionary.ts';
import { identifier, join, type Sql, sql } from '../../sql.ts';
import { columnType, type FlowPart, timeOf } from './flow-columns.ts';
import type { Loaded } from './load.ts';

export function loadedFlow({ plan, textColumns, texts }: Loaded): FlowPart {
  const columns = new Map<string, Sql>();
  const joins: Sql[] = [];
  /** The text of an id; −1 has none. */
  const textOf = (id: Sql): Sql => {
    // There is nothing at the place 0 of a list.
    if (texts === 'list') return sql`dictionary.texts[${id} + 1]`;
    const alias = identifier(`texts ${joins.length}`);
    joins.push(sql`JOIN texts AS ${alias} ON ${alias}.id = ${id}`);
    return sql`${alias}.text`;
  };
  for (const name of plan.columns) columns.set(name, decode(name, textColumns.has(name), textOf));
  const measures = plan.rows === 'groups' ? groupColumns() : recordColumns(columns);
  for (const [name, measure] of measures) columns.set(name, measure);
  const from = texts === 'list' ? sql`FROM logged, dictionary` : join([sql`FROM logged`, ...joins], sql`\n`);
  return { columns, from };
}

function decode(name: string, hasText: boolean, textOf: (id: Sql) => Sql): Sql {
  const cell = sql`logged.${identifier(name)}`;
  switch (storageOf(name)) {
    case 'integer':
    case 'bigint':
      return sql`nullif(${cell}, -1)`;
    case 'text':
      return hasText ? textOf(cell) : sql`CAST(NULL AS ${columnType(name)})`;
    case 'address': {
      const ipv4 = sql`WHEN ${cell} >= 0 THEN ${ipv4Text(cell)}`;
      if (!hasText) return sql`CASE ${ipv4} END`;
      const text = textOf(sql`CASE WHEN ${cell} >= ${textAddress} THEN ${cell} - ${textAddress} ELSE -1 END`);
      return sql`CASE WHEN ${cell} >= ${textAddress} THEN ${text} ${ipv4} END`;
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
