/**
 * What the folders above flow logs mean, read from their names.
 *
 * Source: Amazon VPC user guide, "Flow log files": plain paths (`AWSLogs/account/vpcflowlogs/region/2025/08/14/[10/]`) and
 * Hive-compatible ones (`AWSLogs/aws-account-id=…/aws-service=vpcflowlogs/aws-region=…/year=…/month=…/day=…/[hour=…/]`).
 */

/** `date` is a whole day in one folder, as other programs write it: `dt=2025-08-14`. */
export type LevelKind = 'account' | 'service' | 'region' | 'year' | 'month' | 'day' | 'hour' | 'date' | 'other';

/** One step down the path of a file. */
export interface Level {
  readonly kind: LevelKind;
  /** The name before `=`; null where the folder is only a value. */
  readonly key: string | null;
}

/** A folder name, understood: `aws-region=eu-west-1` or `eu-west-1`. */
export interface FolderName extends Level {
  readonly value: string;
}

/** The steps of the four layouts, in order. A folder without `k=v` must come in this order to be understood. */
const order: readonly LevelKind[] = ['account', 'service', 'region', 'year', 'month', 'day', 'hour'];

const keys: Readonly<Record<string, LevelKind>> = {
  'aws-account-id': 'account',
  aws_account_id: 'account',
  'account-id': 'account',
  account_id: 'account',
  account: 'account',
  'aws-service': 'service',
  aws_service: 'service',
  service: 'service',
  'aws-region': 'region',
  aws_region: 'region',
  region: 'region',
  year: 'year',
  month: 'month',
  day: 'day',
  hour: 'hour',
  date: 'date',
  dt: 'date',
};

const values: Readonly<Record<LevelKind, RegExp>> = {
  account: /^\d{12}$/,
  service: /^vpcflowlogs$/,
  region: /^[a-z]{2}(?:-[a-z]+)+-\d+$/,
  year: /^\d{4}$/,
  month: /^(?:0?[1-9]|1[0-2])$/,
  day: /^(?:0?[1-9]|[12]\d|3[01])$/,
  hour: /^(?:[01]?\d|2[0-3])$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  other: /^/,
};

/** Levels that a table has a time in; a folder below them holds files. */
export const timeKinds: ReadonlySet<LevelKind> = new Set(['year', 'month', 'day', 'hour', 'date']);

/**
 * The meaning of a folder called `name` below folders of the kinds `above`; undefined if it cannot be on the way to flow
 * logs (another service's folder, a file store beside them).
 */
export function folderName(name: string, above: readonly LevelKind[]): FolderName | undefined {
  const at = name.indexOf('=');
  return at > 0 ? keyed(name.slice(0, at), decoded(name.slice(at + 1))) : bare(name, above);
}

/** Hive escapes what a path cannot hold, `:` among them; a `%` that is no escape stays. */
function decoded(value: string): string {
  return value.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function keyed(key: string, value: string): FolderName | undefined {
  const kind = keys[key.toLowerCase()] ?? 'other';
  // `day=2025-08-14` names a date whatever its key; a service that is not ours is another log.
  if ((kind === 'day' || kind === 'date') && values.date.test(value)) return { kind: 'date', key, value };
  const meant = kind === 'date' && values.day.test(value) ? 'day' : kind;
  return values[meant].test(value) ? { kind: meant, key, value } : undefined;
}

function bare(name: string, above: readonly LevelKind[]): FolderName | undefined {
  const last = above.at(-1);
  const next = order.slice(last === undefined ? 0 : order.indexOf(last) + 1);
  // Above the days a level may be missing (a place that begins at the region); below the year none is.
  const possible =
    last !== undefined && timeKinds.has(last) ? next.slice(0, 1) : next.filter((kind) => !deep.has(kind));
  const kind = possible.find((one) => values[one].test(name));
  return kind === undefined ? undefined : { kind, key: null, value: name };
}

/** Levels that only come right below the one before them: `08` alone says nothing. */
const deep: ReadonlySet<LevelKind> = new Set(['month', 'day', 'hour']);
