/** The partition keys of a table over a tree of days: their names, their projection, and where their values stand in the path. */
import { UsageError } from '../errors.ts';
import type { Discovery } from './discover.ts';
import { type Level, type LevelKind, timeKinds } from './levels.ts';
import type { Stream } from './place.ts';

interface Key {
  readonly name: string;
  readonly kind: LevelKind;
  /** Which level of the tree it is; the hour's comes after all of them. */
  readonly level: number;
  /** The values seen, in order, for keys that are no times. */
  readonly values: readonly string[];
  /** Times only: the path writes 8 as `08`. */
  readonly padded: boolean;
}

export interface KeyPlan {
  /** Key prefix of the table, ending in `/` or empty. */
  readonly root: string;
  readonly keys: readonly Key[];
  /** The path below `root`, with `${key}` for values, ending in `/` unless it is empty. */
  readonly template: string;
}

/** In plain layouts, where the path names no keys. `date` is what the statements in AWS's and our examples ask for. */
const plainNames: Readonly<Record<LevelKind, string>> = {
  account: 'aws_account_id',
  service: 'aws_service',
  region: 'aws_region',
  year: 'year',
  month: 'month',
  day: 'date',
  hour: 'hour',
  date: 'date',
  other: 'other',
};

/**
 * The table begins at the deepest folder that holds everything. Below it, plain layouts get a key for each level that has
 * several values, Hive-compatible ones for every level, so that crawlers and MSCK REPAIR TABLE find the same partitions.
 * `columns`: names that are taken.
 */
export function planKeys({ tree, samples }: Discovery, columns: readonly string[]): KeyPlan {
  const [stream] = tree.streams;
  const above = tree.levels.filter(({ kind }) => !timeKinds.has(kind));
  const seen = above.map((_, i) => [...new Set(tree.streams.map(({ values }) => values[i] ?? ''))].sort());
  const firstVarying = seen.findIndex((values) => values.length > 1);
  const constant = firstVarying < 0 ? above.length : firstVarying;
  const hour: Level[] = samples.hourly ? [{ kind: 'hour', key: samples.hourKey }] : [];
  const times = [...tree.levels.slice(above.length), ...hour];
  const keys: Key[] = [];
  const step = (level: Level, at: number, values: readonly string[], padded: boolean) => {
    const before = level.key === null ? '' : `${level.key}=`;
    if (level.key === null && values.length === 1) return `${before}${values[0]}/`;
    const name = freeName(level.key?.toLowerCase() ?? plainNames[level.kind], columns);
    keys.push({ name, kind: level.kind, level: at, values, padded });
    return `${before}\${${name}}/`;
  };
  const template = [
    ...above.slice(constant).map((level, i) => step(level, constant + i, seen[constant + i] ?? [], false)),
    ...times.map((level, i) => step(level, above.length + i, [], isPadded(tree.streams, i))),
  ].join('');
  return { root: rootOf(stream?.folder ?? tree.root, above.length - constant), keys, template };
}

/** The folder so many levels above a stream's. */
function rootOf(folder: string, levels: number): string {
  const names = folder.split('/').slice(0, -1);
  return names
    .slice(0, names.length - levels)
    .map((name) => `${name}/`)
    .join('');
}

function isPadded(streams: readonly Stream[], i: number): boolean {
  return streams.every(({ days }) => days.every(({ values }) => values[i]?.length !== 1));
}

/** A key may not be called like a column; a `region=` folder above records with a region field is. */
function freeName(name: string, columns: readonly string[]): string {
  return columns.includes(name) ? freeName(`partition_${name}`, columns) : name;
}

/** Years that a projected table looks ahead: an integer range has no NOW, and outside of it there are no rows and no error. */
export const yearsAhead = 5;

/** How many partitions the properties project: a query that names no day makes Athena look for all of them. */
export function projectedCount(plan: KeyPlan, properties: Readonly<Record<string, string>>): number {
  const counts = plan.keys.map(({ name, kind, values }) => {
    if (kind === 'date') return daysInYear;
    if (!timeKinds.has(kind)) return values.length;
    const [first = 0, last = 0] = (properties[`projection.${name}.range`] ?? '').split(',').map(Number);
    return last - first + 1;
  });
  return counts.reduce((product, count) => product * count, 1);
}

const daysInYear = 366;

/** The properties that make Athena work out the partitions by itself (Athena user guide, "Partition projection"). */
export function projection(
  plan: KeyPlan,
  streams: readonly Stream[],
  location: string,
  now: Date,
): Record<string, string> {
  if (plan.keys.length === 0) return {};
  const properties: Record<string, string> = { 'projection.enabled': 'true' };
  for (const key of plan.keys) {
    for (const [name, value] of Object.entries(projectionOf(key, streams, now))) {
      properties[`projection.${key.name}.${name}`] = value;
    }
  }
  properties['storage.location.template'] = `${location}${plan.template}`;
  return properties;
}

function projectionOf(key: Key, streams: readonly Stream[], now: Date): Record<string, string> {
  const dates = streams.flatMap(({ days }) => days.map(({ date }) => date)).sort();
  const [first = '', last = ''] = [dates[0], dates.at(-1)];
  const integer = (range: string) => ({ type: 'integer', range, ...(key.padded ? { digits: '2' } : {}) });
  switch (key.kind) {
    case 'year': {
      const until = Math.max(Number(last.slice(0, 4)), now.getUTCFullYear()) + yearsAhead;
      return { type: 'integer', range: `${Number(first.slice(0, 4))},${until}` };
    }
    case 'month':
      return integer('1,12');
    case 'day':
      return integer('1,31');
    case 'hour':
      return integer('0,23');
    case 'date':
      return { type: 'date', format: 'yyyy-MM-dd', range: `${first},NOW`, interval: '1', 'interval.unit': 'DAYS' };
    default:
      return { type: 'enum', values: listed(key) };
  }
}

function listed({ name, values }: Key): string {
  const bad = values.find((value) => value.includes(','));
  if (bad === undefined) return values.join(',');
  throw new UsageError(
    `the value ${bad} of ${name} cannot be projected: it has a comma`,
    'use --partitioning registered',
  );
}
