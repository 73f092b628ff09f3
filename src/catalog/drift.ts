/** How an existing table differs from the one that fits: only what decides which rows it gives. */
import type { Column, Table, TableInput } from '@aws-sdk/client-glue';
import { yearsAhead } from './keys.ts';

export interface Difference {
  /** `column bytes`, `property skip.header.line.count`. */
  readonly what: string;
  /** `(none)` where there is nothing. */
  readonly is: string;
  readonly wanted: string;
}

const none = '(none)';

/** Properties that a crawler or Athena writes for itself are no difference; those of the plan must be there. */
export function differences(table: Table | TableInput, wanted: TableInput): readonly Difference[] {
  const [is, should] = [table.StorageDescriptor, wanted.StorageDescriptor];
  const storage: [string, string | undefined, string | undefined][] = [
    ['location', location(is?.Location), location(should?.Location)],
    ['input format', is?.InputFormat, should?.InputFormat],
    ['serde', is?.SerdeInfo?.SerializationLibrary, should?.SerdeInfo?.SerializationLibrary],
  ];
  return [
    ...storage.flatMap(([what, a, b]) => difference(what, a, b)),
    ...columnDifferences('column', is?.Columns ?? [], should?.Columns ?? []),
    ...columnDifferences('partition key', table.PartitionKeys ?? [], wanted.PartitionKeys ?? []),
    ...propertyDifferences(table.Parameters ?? {}, wanted.Parameters ?? {}),
    ...serdeDifferences(is?.SerdeInfo?.Parameters ?? {}, should?.SerdeInfo?.Parameters ?? {}),
  ];
}

function difference(what: string, is: string | undefined, wanted: string | undefined): Difference[] {
  return is === wanted ? [] : [{ what, is: is ?? none, wanted: wanted ?? none }];
}

/** `s3a://` and a missing `/` at the end make no difference. */
function location(uri: string | undefined): string | undefined {
  return uri?.replace(/^s3[an]:/, 's3:').replace(/\/*$/, '/');
}

/** By position: that is how text is read, and how Glue compares partitions with their table. */
function columnDifferences(what: string, is: readonly Column[], wanted: readonly Column[]): Difference[] {
  const shown = (column: Column | undefined) => column && `${column.Name?.toLowerCase()} ${typeName(column.Type)}`;
  return Array.from({ length: Math.max(is.length, wanted.length) }, (_, i) =>
    difference(`${what} ${i + 1}`, shown(is[i]), shown(wanted[i])),
  ).flat();
}

function typeName(type: string | undefined): string {
  const lower = type?.toLowerCase() ?? '';
  return { integer: 'int', varchar: 'string', long: 'bigint' }[lower] ?? lower;
}

/** What changes rows: skipped lines and projection. Whether a projection that should not be there is switched on counts, too. */
const deciding = /^(?:skip\.header\.line\.count|projection\..*|storage\.location\.template)$/;

export function isDeciding(property: string): boolean {
  return deciding.test(property);
}

function propertyDifferences(
  is: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): Difference[] {
  const off = is['projection.enabled']?.toLowerCase() !== 'true' && wanted['projection.enabled'] === undefined;
  const names = new Set([...Object.keys(wanted), ...Object.keys(is)].filter(isDeciding));
  const counting = [...names].filter((name) => !off || name === 'skip.header.line.count').sort();
  return counting.flatMap((name) => {
    const [a, b] = [evened(name, is[name]), evened(name, wanted[name])];
    return covers(name, a, b) ? [] : difference(`property ${name}`, a, b);
  });
}

function evened(name: string, text: string | undefined): string | undefined {
  if (name === 'storage.location.template') return location(text);
  if (name.endsWith('.values')) return text?.split(',').sort().join(',');
  if (name.endsWith('.format')) return text;
  return text
    ?.trim()
    .replace(/\s*,\s*/g, ',')
    .replace(/^(TRUE|FALSE)$/i, (word) => word.toLowerCase());
}

/** A projection may reach further than it has to; but a range of years must not end before the next one. */
function covers(name: string, is: string | undefined, wanted: string | undefined): boolean {
  if (is === undefined || wanted === undefined) return false;
  const [have, need] = [is.split(','), wanted.split(',')];
  if (name.endsWith('.values')) return need.every((value) => have.includes(value));
  if (!name.endsWith('.range')) return false;
  const [first = '', last = ''] = have;
  const [from = '', to = ''] = need;
  if (![first, last, from, to].every((end) => /^\d+$/.test(end))) return first <= from && last === to;
  const slack = Number(to) > 31 ? yearsAhead - 1 : 0;
  return Number(first) <= Number(from) && Number(last) >= Number(to) - slack;
}

function serdeDifferences(
  is: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): Difference[] {
  return difference('field delimiter', is['field.delim'], wanted['field.delim']);
}
