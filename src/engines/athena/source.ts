/** What `flow` is on a table of the Glue Data Catalog: the text of one SELECT. */
import { classOf, flowColumns } from '../../catalog/columns.ts';
import type { PartitionKey } from '../../catalog/partitions.ts';
import type { CatalogTable, TableColumn } from '../../catalog/table.ts';
import { fieldNamed, fields, largestSeconds } from '../../flow.ts';
import { packetFields } from '../../packet-level.ts';
import { identifier, join, type Sql, sql } from '../../sql.ts';
import type { Comparing } from '../../vantage.ts';
import type { Scope } from '../engine.ts';
import { fieldValue, missingField } from './fields.ts';
import { rowTests, trafficTest } from './row-tests.ts';

export interface Source {
  readonly table: CatalogTable;
  readonly keys: readonly PartitionKey[];
  /** Predicates on the partition keys. */
  readonly partitions: readonly Sql[];
  readonly scope: Scope;
  /** Fields whose addresses are wanted in canonical form. */
  readonly canonical: readonly string[];
  /**
   * Packets and bytes are as wide as Trino goes, so that no sum of them overflows. Averages and quotients of such a type
   * are rounded to whole numbers, so that a user's own SELECT wants them as they are.
   */
  readonly wide: boolean;
  /** Columns beside those that `flow` always has. */
  readonly derived: readonly Sql[];
  /** The table's name as the statement writes it. */
  readonly from: Sql;
}

/** How the values are wanted, and whether each conversation is at one vantage point. */
export interface Wanted extends Pick<Source, 'canonical' | 'wide' | 'derived'> {
  readonly compared?: Comparing;
}

/** Characters of a line. */
const width = 110;
const measures = ['flows', 'start_time', 'end_time'];
const summed = ['packets', 'bytes'];

/** A field by where it comes from: a column of the data, or a partition key that says the same of all records below it. */
export function originOf(name: string, table: CatalogTable, keys: readonly PartitionKey[]): TableColumn | undefined {
  const column = flowColumns(table).get(name);
  if (column) return column;
  const meaning = ({ account_id: 'account', region: 'region' } as Record<string, string>)[name];
  const key = meaning === undefined ? undefined : keys.find((one) => one.meaning === meaning);
  return key && { name: key.name, type: key.type === 'text' ? 'string' : 'bigint' };
}

/** The columns of the table that are no field that we know, by name. Those that hold more than one value are left out. */
export function unknownColumns(table: CatalogTable): readonly (readonly [string, TableColumn])[] {
  return [...flowColumns(table)]
    .filter(([name, column]) => !fieldNamed(name) && !measures.includes(name) && classOf(column) !== 'nested')
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The columns of `flow` in order, which is the same on every engine: unknown ones last. */
export function flowNames(table: CatalogTable): readonly string[] {
  return [...fields.map(({ name }) => name), ...measures, ...unknownColumns(table).map(([name]) => name)];
}

export function flowSource(source: Source): Sql {
  const unknown = unknownColumns(source.table).map(([name]) => identifier(name));
  const names = unknown.length > 0 ? fields.map(({ name }) => identifier(name)) : [sql`*`];
  const columns = [
    ...names,
    sql`CAST(1 AS bigint) AS "flows"`,
    moment('start'),
    moment('end'),
    ...source.derived,
    ...unknown,
  ];
  return sql`  SELECT
    ${lines(columns, sql`\n    `)}
  FROM (
    SELECT
      ${lines(columnList(source), sql`\n      `)}
    FROM ${source.from}${where([...source.partitions, ...trafficTest(source.table)], sql`\n    `)}
  )${where(rowTests(source.table, source.scope), sql`\n  `)}`;
}

function where(tests: readonly Sql[], line: Sql): Sql {
  return tests.length === 0 ? sql`` : sql`${line}WHERE ${join(tests, sql`${line}  AND `)}`;
}

/** A list in lines of readable length. */
function lines(pieces: readonly Sql[], line: Sql): Sql {
  const rows: Sql[][] = [];
  let length = width;
  for (const piece of pieces) {
    length += piece.text.length + 2;
    if (length > width) {
      rows.push([]);
      length = piece.text.length;
    }
    rows.at(-1)?.push(piece);
  }
  return join(
    rows.map((row) => join(row)),
    sql`,${line}`,
  );
}

/** Every field of `flow`, of which one that the table lacks is NULL, then the unknown columns. */
function columnList({ table, keys, canonical, wide, scope }: Source): readonly Sql[] {
  const loggedValue = (name: string) => {
    const column = originOf(name, table, keys);
    return column ? fieldValue(name, column, table, canonical.includes(name)) : missingField(name);
  };
  const known = fields.map(({ name }) => {
    const value = scope.packetLevel ? packetValue(name, loggedValue) : loggedValue(name);
    return named(wide && summed.includes(name) ? sql`CAST(${value} AS decimal(38, 0))` : value, name);
  });
  const unknown = unknownColumns(table).map(([name, column]) => named(fieldValue(name, column, table, false), name));
  return [...known, ...unknown];
}

/** Of records that have both addresses, each in the place of the other. */
function packetValue(name: string, loggedValue: (name: string) => Sql): Sql {
  for (const [own, packet] of packetFields) {
    if (name === own) return sql`COALESCE(${loggedValue(packet)}, ${loggedValue(own)})`;
    if (name === packet) return sql`IF(${loggedValue(packet)} IS NOT NULL, ${loggedValue(own)})`;
  }
  return loggedValue(name);
}

function named(value: Sql, name: string): Sql {
  return value.text === identifier(name).text ? value : sql`${value} AS ${identifier(name)}`;
}

/** `start` and `end` are seconds, or milliseconds above 2^31−1. Without a function that knows of time zones. */
function moment(name: 'start' | 'end'): Sql {
  const number = identifier(name);
  const ms = sql`IF(${number} > ${largestSeconds}, ${number}, ${number} * 1000)`;
  return sql`TIMESTAMP '1970-01-01 00:00:00.000' + ${ms} * INTERVAL '0.001' SECOND AS ${identifier(`${name}_time`)}`;
}
