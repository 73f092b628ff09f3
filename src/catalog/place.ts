/** What lies at a location in S3, as far as its folders tell: layout, accounts, Regions, days. */
import type { Bucket } from './bucket.ts';
import { gather } from './gather.ts';
import { type FolderName, folderName, type Level, type LevelKind, timeKinds } from './levels.ts';

/** A day (or, in other programs' layouts, a `date=`) of a stream. */
export interface DayFolder {
  /** `2025-08-14`. */
  readonly date: string;
  /** Key prefix, ending in `/`. */
  readonly folder: string;
  /** The values of its time levels as the path writes them: `['2025', '08', '14']`. */
  readonly values: readonly string[];
}

/** One chain of day folders: the logs of one account in one Region. */
export interface Stream {
  /** The values of the levels above the time, in order. */
  readonly values: readonly string[];
  /** Key prefix, ending in `/`. */
  readonly folder: string;
  /** In order of time. Empty for a place whose files lie in no day's folder. */
  readonly days: readonly DayFolder[];
}

/** The folders below `root`, all of one layout. */
export interface Tree {
  /** Key prefix, ending in `/` or empty, below which the levels begin. */
  readonly root: string;
  /** Levels of the path, the day's included, the hour's not. */
  readonly levels: readonly Level[];
  readonly streams: readonly Stream[];
}

interface Leaf {
  readonly path: readonly FolderName[];
  readonly folder: string;
}

/**
 * All trees of days below `root`, one for each layout found there. `above` are the kinds of the levels that `root` itself
 * lies under, for folders without `k=v`.
 */
export async function treesBelow(bucket: Bucket, root: string, above: readonly LevelKind[]): Promise<readonly Tree[]> {
  const leaves = await walk(bucket, { path: [], folder: root }, above);
  const shapes = gather(leaves, ({ path }) => path.map(({ kind, key }) => `${kind} ${key}`).join('/'));
  return [...shapes.values()].map((group) => treeOf(root, group));
}

async function walk(bucket: Bucket, at: Leaf, above: readonly LevelKind[]): Promise<readonly Leaf[]> {
  const kinds = [...above, ...at.path.map(({ kind }) => kind)];
  const last = at.path.at(-1)?.kind;
  if (last === 'day' || last === 'date') return [at];
  const below = (await bucket.folders(at.folder)).flatMap((name) => {
    const meant = folderName(name, kinds);
    return meant === undefined ? [] : [{ path: [...at.path, meant], folder: `${at.folder}${name}/` }];
  });
  return (await Promise.all(below.map((next) => walk(bucket, next, above)))).flat();
}

function treeOf(root: string, leaves: readonly Leaf[]): Tree {
  const levels = (leaves[0]?.path ?? []).map(({ kind, key }) => ({ kind, key }));
  const firstTime = levels.findIndex(({ kind }) => timeKinds.has(kind));
  const streams = gather(leaves, ({ path }) => JSON.stringify(path.slice(0, firstTime).map(({ value }) => value)));
  return {
    root,
    levels,
    streams: [...streams.values()].map((group) => streamOf(group, firstTime)).sort(byFolder),
  };
}

function streamOf(leaves: readonly Leaf[], firstTime: number): Stream {
  const { path = [], folder = '' } = leaves[0] ?? {};
  const depth = path.length - firstTime;
  const days = leaves.map(({ path, folder }) => dayFolder(path.slice(firstTime), folder));
  return {
    values: path.slice(0, firstTime).map(({ value }) => value),
    folder: parent(folder, depth),
    days: days.filter((day) => day !== undefined).sort((a, b) => (a.date < b.date ? -1 : 1)),
  };
}

/** The folder so many steps above. */
function parent(folder: string, steps: number): string {
  const names = folder.split('/').slice(0, -1 - steps);
  return names.map((name) => `${name}/`).join('');
}

/** Undefined for a date that the calendar does not have. */
function dayFolder(path: readonly FolderName[], folder: string): DayFolder | undefined {
  const value = (kind: LevelKind) => path.find((level) => level.kind === kind)?.value;
  const [year, month = '', day = ''] = [value('year'), value('month'), value('day')];
  const date = year === undefined ? (value('date') ?? '') : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const ms = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(date)) return undefined;
  return { date, folder, values: path.map((level) => level.value) };
}

function byFolder(a: Stream, b: Stream): number {
  return a.folder < b.folder ? -1 : 1;
}
