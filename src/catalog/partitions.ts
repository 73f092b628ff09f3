/** What the partition keys of a table mean: told by their projection, their type, their name, or the values that there are. */
import { type Pattern, parsePattern, readDate } from './pattern.ts';
import { type Projection, projectedInteger } from './projection.ts';
import type { CatalogTable, TableColumn } from './table.ts';

export interface PartitionKey {
  readonly name: string;
  /** How its values are compared in SQL. */
  readonly type: 'text' | 'number' | 'date';
  readonly meaning: 'time' | 'account' | 'region' | 'other';
  /** Of a key that means time: how its values are written, `yyyy/MM/dd`, `MM`. */
  readonly pattern?: Pattern;
}

/** Values of real partitions, each in the order of the keys. A few are enough. */
export type PartitionValues = readonly string[];

/** Full dates in one value, as they are seen in the field. */
const dates = [
  'yyyy-MM-dd',
  'yyyy/MM/dd',
  'yyyyMMdd',
  'yyyy_MM_dd',
  'yyyy/MM/dd/HH',
  'yyyy-MM-dd-HH',
  'yyyyMMddHH',
  'yyyy-MM',
  'yyyy/MM',
  'yyyyMM',
].map(patternOf);

/** Parts of a date by the name of their key; `date` and `day` are days of the month only beside a month. */
const parts: readonly [RegExp, string][] = [
  [/^(year|yyyy|yr)$/, 'yyyy'],
  [/^(month|mon|mm)$/, 'MM'],
  [/^(day|date|dd|day_of_month)$/, 'dd'],
  [/^(hour|hr|hh)$/, 'HH'],
];

/** What stands in a value of a part, for keys whose name says nothing (`partition_3`): each part follows the one before. */
const shapes: readonly [string, RegExp][] = [
  ['yyyy', /^20\d\d$/],
  ['MM', /^(0?[1-9]|1[0-2])$/],
  ['dd', /^(0?[1-9]|[12]\d|3[01])$/],
  ['HH', /^([01]?\d|2[0-3])$/],
];

/** The keys of the table in their order, each with what it means. `seen` may be empty: then names and projection decide. */
export function partitionKeys(
  table: CatalogTable,
  projection: Projection | undefined,
  seen: readonly PartitionValues[],
): readonly PartitionKey[] {
  const names = table.partitionKeys.map((key) => evened(key.name));
  const monthly = names.some((name) => parts[1]?.[0].test(name));
  const keys: PartitionKey[] = [];
  table.partitionKeys.forEach((key, i) => {
    const values = projectedValues(projection, key.name) ?? seen.map((one) => one[i] ?? '').filter(isValue);
    const pattern =
      datePattern(key, projection, values) ??
      partPattern(names[i] ?? '', monthly, values) ??
      shapePattern(names[i] ?? '', keys.at(-1), values);
    const type = typeOf(key);
    keys.push(
      pattern
        ? { name: key.name, type, meaning: 'time', pattern }
        : { name: key.name, type, meaning: placeOf(names[i] ?? '', values) },
    );
  });
  return keys;
}

function patternOf(text: string): Pattern {
  return parsePattern(text) as Pattern;
}

function evened(name: string): string {
  return name.replaceAll('-', '_').replace(/_partition$/, '');
}

/** Not the name of a value that is missing, and not the `*` of a projection without values. */
function isValue(value: string): boolean {
  return value !== '' && !value.startsWith('__HIVE_');
}

function typeOf(key: TableColumn): PartitionKey['type'] {
  if (key.type === 'date') return 'date';
  return /^(tinyint|smallint|int|integer|bigint)$/.test(key.type) ? 'number' : 'text';
}

function projectedValues(projection: Projection | undefined, name: string): readonly string[] | undefined {
  const key = projection?.keys.get(name);
  if (key?.type === 'enum') return key.values;
  return key?.type === 'integer'
    ? [key.first, key.last].map((value) => projectedInteger(value, key.digits))
    : undefined;
}

/** A whole date in one key. */
function datePattern(
  key: TableColumn,
  projection: Projection | undefined,
  values: readonly string[],
): Pattern | undefined {
  const projected = projection?.keys.get(key.name);
  if (projected?.type === 'date') return projected.pattern;
  if (key.type === 'date') return patternOf('yyyy-MM-dd');
  if (values.length === 0) return undefined;
  return dates.find((pattern) => values.every((value) => readDate(pattern, value) !== undefined));
}

/** One part of a date, by the key's name. */
function partPattern(name: string, monthly: boolean, values: readonly string[]): Pattern | undefined {
  const part = parts.find(([names]) => names.test(name))?.[1];
  if (part === undefined || (part === 'dd' && !monthly)) return undefined;
  if (!values.every((value) => /^\d{1,4}$/.test(value))) return undefined;
  return width(part, values);
}

/** One part of a date, by its values and the key before it. */
function shapePattern(name: string, before: PartitionKey | undefined, values: readonly string[]): Pattern | undefined {
  if (!/^partition_\d+$/.test(name) || values.length === 0) return undefined;
  const last = before?.pattern?.text[0];
  const next = last === undefined ? 0 : shapes.findIndex(([part]) => part[0] === last) + 1;
  const [part, shape] = shapes[next] ?? [];
  return part !== undefined && values.every((value) => shape?.test(value)) ? width(part, values) : undefined;
}

/** The pattern of a part: of one letter if a value is written without its zero. */
function width(part: string, values: readonly string[]): Pattern {
  const short = part !== 'yyyy' && values.some((value) => value.length === 1);
  return patternOf(short ? (part[0] as string) : part);
}

function placeOf(name: string, values: readonly string[]): 'account' | 'region' | 'other' {
  if (/^(aws_)?(account|account_?id|acc_?id)$/.test(name)) return 'account';
  if (/^(aws_)?region$/.test(name)) return 'region';
  if (values.length === 0) return 'other';
  if (values.every((value) => /^\d{12}$/.test(value))) return 'account';
  return values.every((value) => /^[a-z]{2}(-[a-z]+)+-\d$/.test(value)) ? 'region' : 'other';
}
