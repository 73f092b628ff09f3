/** What lies at a location: one tree of flow logs, looked at from the outside (folders) and the inside (formats). */
import { AnswerError, UsageError } from '../errors.ts';
import type { Bucket } from './bucket.ts';
import { s3Uri } from './bucket.ts';
import { findRoot } from './location.ts';
import { type Tree, treesBelow } from './place.ts';
import { type Samples, sampleTree } from './samples.ts';

export interface Discovery {
  readonly bucket: string;
  readonly tree: Tree;
  readonly samples: Samples;
  /** The location given lies inside the tree; the table begins above it. */
  readonly climbed: boolean;
}

/**
 * Looks at a location. Throws UsageError where several layouts lie together, AnswerError where there is nothing.
 * `since` (`2025-08-14`): days before it do not count.
 */
export async function discover(bucket: Bucket, prefix: string, since?: string): Promise<Discovery> {
  const root = await findRoot(bucket, prefix);
  const all = await treesBelow(
    bucket,
    root.prefix,
    root.above.map(({ kind }) => kind),
  );
  const trees = all.map((tree) => from(tree, since)).filter((tree) => tree.streams.length > 0);
  if (all.length > 0 && trees.length === 0) throw nothing(bucket, prefix, since);
  const [tree = flat(root.prefix), ...others] = trees;
  if (others.length > 0) throw layouts(bucket, root.prefix, [tree, ...others]);
  const samples = await sampleTree(bucket, tree);
  if (samples.samples.length === 0) throw nothing(bucket, prefix, since);
  return { bucket: bucket.name, tree, samples, climbed: root.climbed };
}

function from(tree: Tree, since: string | undefined): Tree {
  if (since === undefined) return tree;
  const streams = tree.streams.map((stream) => ({ ...stream, days: stream.days.filter((day) => day.date >= since) }));
  return { ...tree, streams: streams.filter((stream) => stream.days.length > 0) };
}

/** Files without folders for days: one stream without days. */
function flat(root: string): Tree {
  return { root, levels: [], streams: [{ values: [], folder: root, days: [] }] };
}

function layouts(bucket: Bucket, root: string, trees: readonly Tree[]): UsageError {
  const list = trees.map(
    (tree) => `\n  --location ${s3Uri(bucket.name, tree.streams[0]?.folder ?? '')}   (${layoutName(tree)})`,
  );
  return new UsageError(
    `${trees.length} layouts of paths lie below ${s3Uri(bucket.name, root)}; a table reads one`,
    `choose one account's folder, and make a table for each:${list.join('')}`,
  );
}

export function layoutName({ levels }: Tree): string {
  if (levels.length === 0) return 'no folders for days';
  return levels.every(({ key }) => key !== null) ? 'Hive-compatible' : 'plain';
}

function nothing(bucket: Bucket, prefix: string, since: string | undefined): AnswerError {
  const place = s3Uri(bucket.name, prefix);
  return new AnswerError(
    `no flow logs lie at ${place} (--location)${since === undefined ? '' : ` since ${since}`}`,
    `look with: aws s3 ls --recursive ${place} | head; AWS delivers below <prefix>/AWSLogs/, first about 15 minutes after the flow log is made`,
  );
}
