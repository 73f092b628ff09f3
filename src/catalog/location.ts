/** Where a table begins: from the location that the user gave to the root of the one tree of flow logs that is meant. */
import { UsageError } from '../errors.ts';
import type { Bucket } from './bucket.ts';
import { s3Uri } from './bucket.ts';
import { type FolderName, folderName, timeKinds } from './levels.ts';

/** The folder to begin with, and the levels of AWS's layout that it already lies under. */
export interface Root {
  readonly prefix: string;
  readonly above: readonly FolderName[];
  /** The location named a year, a month, a day or an hour; the table has to begin above it. */
  readonly climbed: boolean;
}

/** The folder that AWS puts below the prefix of a flow log's destination. */
const awsFolder = 'AWSLogs';

/** Folders looked into for `AWSLogs`, and how far down: a bucket may hold anything. */
const widest = 200;
const deepest = 4;

/** The root for the folder `prefix` (empty, or ending in `/`). Throws UsageError if several trees of logs lie below it. */
export async function findRoot(bucket: Bucket, prefix: string): Promise<Root> {
  const given = climb(prefix);
  if (given.above.length > 0 || prefix.split('/').includes(awsFolder)) return belowOrganization(bucket, given);
  const found = await awsFolders(bucket, prefix, deepest);
  const [only, ...others] = found;
  if (others.length > 0) throw several(bucket, prefix, found);
  return only === undefined ? given : belowOrganization(bucket, { prefix: only, above: [], climbed: false });
}

/** Cuts off the time levels at the end of a prefix, and tells which levels it lies under. */
export function climb(prefix: string): Root {
  const names = prefix.split('/').slice(0, -1);
  const first = names.indexOf(awsFolder) + 1 || names.findIndex((name) => name.includes('='));
  const above: FolderName[] = [];
  let kept = first < 0 ? names.length : first;
  for (const name of first < 0 ? [] : names.slice(first)) {
    const meant = folderName(
      name,
      above.map(({ kind }) => kind),
    );
    // An organization's folder, or a folder of the user's own: nothing above it is a level.
    if (meant === undefined) above.length = 0;
    else if (timeKinds.has(meant.kind)) break;
    else above.push(meant);
    kept++;
  }
  const cut = names.slice(0, kept);
  return { prefix: cut.map((name) => `${name}/`).join(''), above, climbed: kept < names.length };
}

/** Goes down into `AWSLogs/o-…/`, which the logs of an organization's accounts lie below, if there is only one. */
async function belowOrganization(bucket: Bucket, root: Root): Promise<Root> {
  if (root.above.length > 0 || !root.prefix.endsWith(`${awsFolder}/`)) return root;
  const names = await bucket.folders(root.prefix);
  const organizations = names.filter((name) => /^o-[a-z0-9]{10,32}$/.test(name));
  if (names.some((name) => folderName(name, []) !== undefined)) return root;
  const [only, ...others] = organizations.map((name) => `${root.prefix}${name}/`);
  if (others.length > 0) throw several(bucket, root.prefix, [only ?? '', ...others]);
  return only === undefined ? root : { ...root, prefix: only };
}

async function awsFolders(bucket: Bucket, prefix: string, depth: number): Promise<readonly string[]> {
  if (depth === 0) return [];
  const names = await bucket.folders(prefix);
  if (names.includes(awsFolder)) return [`${prefix}${awsFolder}/`];
  // Folders that are levels already: the logs begin here, whatever lies above them.
  if (names.some((name) => folderName(name, []) !== undefined)) return [];
  const open = names.slice(0, widest);
  return (await Promise.all(open.map((name) => awsFolders(bucket, `${prefix}${name}/`, depth - 1)))).flat();
}

function several(bucket: Bucket, prefix: string, found: readonly string[]): UsageError {
  const list = found.map((folder) => `\n  --location ${s3Uri(bucket.name, folder)}`).join('');
  return new UsageError(
    `${found.length} trees of logs lie below ${s3Uri(bucket.name, prefix)}; a table reads one`,
    `choose one:${list}`,
  );
}
