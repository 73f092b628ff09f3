/** What `flow` is over the loaded rows: numbers become addresses and times again, ids their texts, −1 NULL. */
import { binColumn } from '../../derived.ts';
import { storageOf } from '../../logs/cells.ts';
import { textAddress } from '../../logs/dictionary.ts';
import { identifier, type Sql, sql } from '../../sql.ts';
import { ipv4Text } from './addresses.ts';
import { type AddressForms, derivedValue } from './derived.ts';
import { columnType, type FlowPart, timeOf } from './flow-columns.ts';
import type { Loaded } from './load.ts';
import { Lookups } from './lookup.ts';

/** `derived` are columns made of addresses. */
export function loadedFlow({ plan, rows, texts }: Loaded, derived: readonly string[]): FlowPart {
  const lookups = new Lookups();
  const columns = new Map<string, Sql>(
    plan.columns.map((name) => {
      const lookup = texts.get(name);
      return [name, decode(name, lookup && ((id) => lookups.text(lookup, id)))];
    }),
  );
  for (const name of derived) {
    columns.set(
      name,
      derivedValue(name, (field) => addressForms(field, texts.has(field) ? columns.get(field) : undefined)),
    );
  }
  if (columns.has(binColumn)) columns.set(binColumn, milliseconds(binColumn));
  const measures = plan.rows === 'groups' ? groupColumns() : recordColumns(columns);
  for (const [name, measure] of measures) columns.set(name, measure);
  return { columns, from: lookups.from(rows) };
}

/** `textOf` is the text of an id, if the column has some text. */
function decode(name: string, textOf: ((id: Sql) => Sql) | undefined): Sql {
  const cell = sql`logged.${identifier(name)}`;
  switch (storageOf(name)) {
    case 'integer':
    case 'bigint':
      return sql`nullif(${cell}, -1)`;
    case 'text':
      return textOf ? textOf(cell) : sql`CAST(NULL AS ${columnType(name)})`;
    case 'address': {
      const ipv4 = sql`WHEN ${cell} >= 0 THEN ${ipv4Text(cell)}`;
      if (!textOf) return sql`CASE ${ipv4} END`;
      const text = textOf(sql`CASE WHEN ${cell} >= ${textAddress} THEN ${cell} - ${textAddress} ELSE -1 END`);
      return sql`CASE WHEN ${cell} >= ${textAddress} THEN ${text} ${ipv4} END`;
    }
  }
}

/** `text`: the address as text, if the column has some that are not IPv4. */
function addressForms(name: string, text: Sql | undefined): AddressForms {
  const cell = sql`logged.${identifier(name)}`;
  return { ipv4: sql`CASE WHEN ${cell} >= 0 AND ${cell} < ${textAddress} THEN ${cell} END`, text };
}

function milliseconds(name: string): Sql {
  return sql`make_timestamp(nullif(logged.${identifier(name)}, -1) * 1000)`;
}

function groupColumns(): readonly (readonly [string, Sql])[] {
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
