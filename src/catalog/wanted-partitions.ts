/** The partitions that a table should have: one for each folder of a day or an hour below it. */
import { AnswerError } from '../errors.ts';
import type { Bucket } from './bucket.ts';
import { s3Uri } from './bucket.ts';
import { type FolderName, folderName, type LevelKind } from './levels.ts';
import { climb } from './location.ts';
import type { PartitionKey } from './partitions.ts';
import { formatDate } from './pattern.ts';
import { type DayFolder, type Stream, type Tree, treesBelow } from './place.ts';
import type { CatalogTable } from './table.ts';

export interface WantedPartition {
  /** In the order of the table's keys. */
  readonly values: readonly string[];
  readonly location: string;
  /** `2025-08-14`. */
  readonly date: string;
  /** The folder of the stream that it belongs to. */
  readonly stream: string;
}

export interface Wish {
  readonly table: CatalogTable;
  readonly keys: readonly PartitionKey[];
  /** Days before it are left out. */
  readonly since: string | undefined;
  /** Whether values are written as the folders write them; else as the partitions that are there do. */
  readonly asInPath: boolean;
}

export async function wantedPartitions(
  bucket: Bucket,
  prefix: string,
  wish: Wish,
): Promise<readonly WantedPartition[]> {
  const root = climb(prefix);
  const trees = await treesBelow(
    bucket,
    root.prefix,
    root.above.map(({ kind }) => kind),
  );
  const days = trees.flatMap((tree) =>
    tree.streams.flatMap((stream) => stream.days.map((day) => ({ tree, stream, day }))),
  );
  const since = wish.since ?? '';
  const hourly = wish.keys.some(({ pattern }) => pattern?.unit === 'hour');
  const found = days
    .filter(({ day }) => day.date >= since)
    .map(async ({ tree, stream, day }) => {
      const path = [...root.above, ...pathOf(tree, stream, day)];
      const folders = hourly ? await hoursOf(bucket, day) : [{ folder: day.folder, hour: undefined }];
      return folders.map(({ folder, hour }) => ({
        values: wish.keys.map((key) => keyValue(key, path, day.date, hour, wish)),
        location: s3Uri(bucket.name, folder),
        date: day.date,
        stream: stream.folder,
      }));
    });
  return (await Promise.all(found)).flat();
}

function pathOf(tree: Tree, stream: Stream, day: DayFolder): readonly FolderName[] {
  const values = [...stream.values, ...day.values];
  return tree.levels.map((level, i) => ({ ...level, value: values[i] ?? '' }));
}

async function hoursOf(bucket: Bucket, day: DayFolder): Promise<readonly { folder: string; hour: FolderName }[]> {
  const above: LevelKind[] = ['year', 'month', 'day'];
  return (await bucket.folders(day.folder)).flatMap((name) => {
    const hour = folderName(name, above);
    return hour?.kind === 'hour' ? [{ folder: `${day.folder}${name}/`, hour }] : [];
  });
}

/** Parts of a date, as patterns write them, and the folders that hold the same. */
const partKinds: Readonly<Record<string, LevelKind>> = {
  yyyy: 'year',
  MM: 'month',
  M: 'month',
  dd: 'day',
  d: 'day',
  HH: 'hour',
  H: 'hour',
};

function keyValue(
  key: PartitionKey,
  path: readonly FolderName[],
  date: string,
  hour: FolderName | undefined,
  wish: Wish,
): string {
  const all = hour ? [...path, hour] : path;
  const ofKind = (kind: LevelKind | undefined) => all.find((level) => level.kind === kind)?.value;
  if (key.pattern) {
    const asWritten = wish.asInPath ? ofKind(partKinds[key.pattern.text]) : undefined;
    return asWritten ?? formatDate(key.pattern, new Date(`${date}T${(hour?.value ?? '').padStart(2, '0')}:00:00Z`));
  }
  const same = all.find((level) => level.key !== null && evened(level.key) === evened(key.name))?.value;
  const value = key.meaning === 'account' || key.meaning === 'region' ? (ofKind(key.meaning) ?? same) : same;
  const found = value ?? byPosition(key, path, wish);
  if (found !== undefined) return found;
  throw new AnswerError(
    `nothing in the path ${all.map((level) => level.value).join('/')} tells the partition key ${key.name} of ${wish.table.name}`,
    'name the keys after what they hold (aws_account_id, aws_region, year, month, date), or make the table with flowlogs setup-table',
  );
}

/** Keys called `partition_0` are the folders below the table, one after the other. */
function byPosition(key: PartitionKey, path: readonly FolderName[], { keys }: Wish): string | undefined {
  const at = /^partition_(\d+)$/.exec(key.name)?.[1];
  return at === undefined ? undefined : path.slice(-keys.length)[Number(at)]?.value;
}

function evened(name: string): string {
  return name.toLowerCase().replaceAll('-', '_');
}
