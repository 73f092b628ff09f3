/**
 * Partition projection: partitions that Athena computes from table properties in place of looking them up.
 *
 * Source: Amazon Athena user guide, "Supported types for partition projection" and "Set up partition projection".
 */
import { type Pattern, parsePattern, readDate, type Unit } from './pattern.ts';
import type { CatalogTable } from './table.ts';

export type KeyProjection =
  | { readonly type: 'enum'; readonly values: readonly string[] }
  | { readonly type: 'integer'; readonly first: bigint; readonly last: bigint; readonly digits: number }
  | {
      readonly type: 'date';
      /** Undefined if the format is one that we do not read. */
      readonly pattern: Pattern | undefined;
      readonly range: readonly [string, string];
      /** Units from one value to the next: data of the days between lie below the value before. */
      readonly step: { readonly count: number; readonly unit: Unit };
    }
  | { readonly type: 'injected' };

export interface Projection {
  readonly keys: ReadonlyMap<string, KeyProjection>;
  /** `storage.location.template`, or what Athena takes without one: `k=v` folders below the location. */
  readonly template: string;
}

/** The projection of a table that has one and has it switched on. */
export function projectionOf(table: CatalogTable): Projection | undefined {
  const properties = new Map(Object.entries(table.parameters).map(([key, value]) => [key.toLowerCase(), value]));
  if (properties.get('projection.enabled')?.trim().toLowerCase() !== 'true') return undefined;
  const folders = table.partitionKeys.map(({ name }) => `${name}=\${${name}}/`).join('');
  return {
    keys: new Map(
      table.partitionKeys.flatMap(({ name }) => {
        const projected = keyProjection((property) => properties.get(`projection.${name}.${property}`));
        return projected === undefined ? [] : [[name, projected]];
      }),
    ),
    template: properties.get('storage.location.template') ?? `${withSlash(table.location ?? '')}${folders}`,
  };
}

function keyProjection(property: (name: string) => string | undefined): KeyProjection | undefined {
  const [from = '', to = ''] = (property('range') ?? '').split(',');
  switch (property('type')?.trim().toLowerCase()) {
    case 'enum':
      return { type: 'enum', values: (property('values') ?? '').split(',') };
    case 'integer':
      return integerRange(from.trim(), to.trim(), property('digits'));
    case 'date': {
      const pattern = parsePattern(property('format') ?? '');
      const unit = stepUnit(property('interval.unit')) ?? { count: 1, unit: pattern?.unit ?? 'day' };
      const count = Number(property('interval')?.trim() || 1) * unit.count;
      return { type: 'date', pattern, range: [from, to], step: { count, unit: unit.unit } };
    }
    case 'injected':
      return { type: 'injected' };
    default:
      return undefined;
  }
}

function integerRange(first: string, last: string, digits: string | undefined): KeyProjection | undefined {
  if (![first, last].every((text) => /^-?\d{1,19}$/.test(text))) return undefined;
  return { type: 'integer', first: BigInt(first), last: BigInt(last), digits: Number(digits?.trim() || 0) };
}

/** Steps of seconds and minutes count as hours: no finer value is ever left out by that. */
function stepUnit(text: string | undefined): { count: number; unit: Unit } | undefined {
  const word = text?.trim().toLowerCase().replace(/s$/, '');
  if (word === 'year' || word === 'month' || word === 'day' || word === 'hour') return { count: 1, unit: word };
  if (word === 'week') return { count: 7, unit: 'day' };
  return word === undefined ? undefined : { count: 1, unit: 'hour' };
}

/** A text of the `digits` that Athena writes: zeros before it up to that width. */
export function projectedInteger(value: bigint, digits: number): string {
  return value < 0n ? `-${projectedInteger(-value, digits)}` : String(value).padStart(digits, '0');
}

/** The moments between which a date key is projected; `NOW`, `NOW-3YEARS` are seen from `now`. Undefined if not understood. */
export function dateRange(key: KeyProjection & { type: 'date' }, now: Date): readonly [Date, Date] | undefined {
  const [first, last] = key.range.map((text) => rangeEnd(text, key.pattern, now));
  return first && last ? [first, last] : undefined;
}

function rangeEnd(text: string, pattern: Pattern | undefined, now: Date): Date | undefined {
  const relative = /^\s*NOW\s*(?:([+-])\s*(\d+)\s*(YEAR|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND)S?\s*)?$/.exec(text);
  if (!relative) return pattern && readDate(pattern, text);
  const [, sign = '+', digits = '0', word = 'DAY'] = relative;
  const count = Number(`${sign}${digits}`);
  const date = new Date(now);
  if (word === 'YEAR' || word === 'MONTH') date.setUTCMonth(date.getUTCMonth() + (word === 'YEAR' ? 12 : 1) * count);
  else date.setTime(now.getTime() + count * (milliseconds[word] ?? 0));
  return date;
}

const milliseconds: Record<string, number> = {
  WEEK: 604_800_000,
  DAY: 86_400_000,
  HOUR: 3_600_000,
  MINUTE: 60_000,
  SECOND: 1000,
};

export function withSlash(location: string): string {
  return location.endsWith('/') ? location : `${location}/`;
}
