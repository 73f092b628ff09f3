/** A question put to a table: what is needed of it, the statement, and what must be said beside the answer. */
import { flowColumns } from '../../catalog/columns.ts';
import { dateRange } from '../../catalog/projection.ts';
import { type Pruning, prune } from '../../catalog/pruning.ts';
import { loggedField } from '../../derived.ts';
import { AnswerError } from '../../errors.ts';
import { fieldNamed, fields } from '../../flow.ts';
import { packetFields } from '../../packet-level.ts';
import { identifier, join, sql } from '../../sql.ts';
import { conditionsOf, oneVantagePoint } from '../../vantage.ts';
import type { Window } from '../../window.ts';
import type { Scope } from '../engine.ts';
import { conditionSql } from './conditions.ts';
import type { Described } from './lookup.ts';
import type { AthenaOptions } from './options.ts';
import { type Places, placesOf, placesSql } from './places.ts';
import { flowNames, flowSource, originOf, unknownColumns, type Wanted } from './source.ts';
import type { FlowText } from './statement.ts';

export interface Scoped {
  readonly pruning: Pruning;
  readonly places: Places;
}

/** A window without an end goes to `now` as far as partitions go: none of the future holds records, and looking for them takes long. */
export function scopeOf({ keys, projection }: Described, { window, conditions }: Scope, now: Date): Scoped {
  const pruned = window.from && !window.to ? { ...window, to: later(window.from, now) } : window;
  return { pruning: prune(keys, projection, pruned), places: placesOf(keys, projection, conditions) };
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}

/** `flow` for that scope. */
export function flowText(
  { table, keys }: Described,
  { pruning, places }: Scoped,
  scope: Scope,
  wanted: Wanted,
  { catalog, database }: AthenaOptions,
): FlowText {
  const { compared } = wanted;
  const { before, after } = compared ? conditionsOf(scope.conditions) : { before: scope.conditions, after: [] };
  const source = flowSource({
    table,
    keys,
    scope: { ...scope, conditions: before },
    ...wanted,
    partitions: [...(pruning.sql ? [pruning.sql] : []), ...placesSql(places)],
    from: join([...(catalog ? [catalog] : []), database, table.name].map(identifier), sql`.`),
  });
  const counted = compared ? { counted: oneVantagePoint(compared, after.map(conditionSql)) } : {};
  return { source, columns: flowNames(table), ...counted };
}

/** The fields that the table has, in the order of `flow.ts`, then its other columns by name. */
export function recordedFields({ table }: Described): readonly string[] {
  const columns = flowColumns(table);
  return [
    ...fields.map(({ name }) => name).filter((name) => columns.has(name)),
    ...unknownColumns(table).map(([name]) => name),
  ];
}

/** Throws AnswerError if the table lacks a field that the question or its window needs, or all that a condition looks at. */
export function checkFields(described: Described, needs: readonly string[], asked: Scope): void {
  const { window, conditions, packetLevel } = asked;
  const lacks = (name: string) => !originOf(name, described.table, described.keys);
  const check = (who: string, names: readonly string[]) => {
    if (names.every(lacks)) throw missingField(who, names, described);
  };
  for (const need of needs.map(loggedField)) if (need !== undefined) check('the question', [need]);
  if (packetLevel) for (const [, packet] of packetFields) check('--packet-level', [packet]);
  if (window.from || window.to) check('a time window (--since, --until, --date)', ['start']);
  for (const { on, option } of conditions) check(option, on);
}

function missingField(who: string, names: readonly string[], described: Described): AnswerError {
  const since = fieldNamed(names[0] ?? '')?.since;
  const version = since === undefined ? '' : `flow logs have it since version ${since}; `;
  return new AnswerError(
    `${who} needs ${names.map(awsName).join(' or ')}, which the table ${described.table.name} does not have`,
    `${version}columns here: ${recordedFields(described).map(awsName).join(' ')}`,
  );
}

/** The field as AWS writes it. */
function awsName(name: string): string {
  return name.replaceAll('_', '-');
}

/** What must be said of an answer for the way the table is partitioned. */
export function partitionNotes(
  { table, projection, isEmpty }: Described,
  { pruning }: Scoped,
  window: Window,
  now: Date,
): readonly string[] {
  if (isEmpty)
    return [`the table ${table.name} has no partitions yet: flowlogs setup-partitions or a crawler adds them`];
  if (!window.from && !window.to) return [];
  if (pruning.sql === undefined) {
    return [`no partition key of ${table.name} tells the time: Athena reads all of ${table.location ?? 'its data'}`];
  }
  for (const { name } of pruning.keys) {
    const key = projection?.keys.get(name);
    const range = key?.type === 'date' ? dateRange(key, now) : undefined;
    if (range && pruning.span.first && pruning.span.first < range[0]) {
      return [
        `${table.name} projects partitions from ${range[0].toISOString().slice(0, 10)} on: nothing earlier is found`,
      ];
    }
  }
  return [];
}
