/** What a question would scan, before it is asked. */
import type { GlueClient, Partition } from '@aws-sdk/client-glue';
import { partitionExpression } from '../../catalog/expression.ts';
import type { PartitionKey } from '../../catalog/partitions.ts';
import { projectedLocations } from '../../catalog/projected.ts';
import { withSlash } from '../../catalog/projection.ts';
import type { Pruning } from '../../catalog/pruning.ts';
import { AnswerError, ScanLimitError } from '../../errors.ts';
import type { Clients } from './clients.ts';
import { nameOf } from './failure.ts';
import { type Described, partitionPages } from './lookup.ts';
import type { AthenaOptions } from './options.ts';
import { priceOf } from './price.ts';

export interface Estimate {
  /** The partitions that the question reads; null if the table has none. */
  readonly partitions: number | null;
  readonly objects: number;
  /** Of the whole objects. Of Parquet, less will be scanned: only the columns of the question. */
  readonly bytes: bigint;
  /** US dollars, at most. */
  readonly price: number;
}

/** More places than that are not listed one by one. */
const mostLocations = 50_000;

export async function estimateScan(
  clients: Clients,
  described: Described,
  pruning: Pruning,
  given: ReadonlyMap<string, readonly string[]>,
  readings: number,
  options: AthenaOptions,
): Promise<Estimate> {
  const locations = await locationsOf(clients, described, pruning, given, options);
  const { sizeBelow } = await import('./storage.ts');
  const { objects, bytes: size } = await sizeBelow(locations, options);
  const bytes = size * BigInt(readings);
  const partitions = described.keys.length === 0 ? null : locations.length;
  return { partitions, objects, bytes, price: priceOf(bytes, options.pricePerTb) };
}

/** Throws ScanLimitError if the estimate is over `maxScanBytes`. */
export function checkScan({ bytes, objects }: Estimate, { maxScanBytes, table }: AthenaOptions): void {
  if (maxScanBytes === undefined || bytes <= maxScanBytes) return;
  throw new ScanLimitError(
    `the question would scan ${bytes} bytes in ${objects} ${objects === 1 ? 'object' : 'objects'} of ${table}, more than --max-scan ${maxScanBytes}`,
    'ask about a shorter window, or allow more with --max-scan',
  );
}

async function locationsOf(
  { glue }: Clients,
  described: Described,
  pruning: Pruning,
  given: ReadonlyMap<string, readonly string[]>,
  options: AthenaOptions,
): Promise<readonly string[]> {
  const { table, keys, projection } = described;
  if (table.format === 'view' || table.location === undefined) {
    throw new AnswerError(
      `${table.name} is a view: what it scans is not known before`,
      'name the table that it reads with --table',
    );
  }
  if (projection) {
    const now = options.now();
    const found = projectedLocations({ projection, keys, pruning, given, now, most: mostLocations });
    if (found) return found;
    throw new AnswerError(
      `the window needs more than ${mostLocations} partitions of ${table.name}, or ones that its projection does not tell`,
      'ask about a shorter window, or name the --account-id and --flow-region',
    );
  }
  if (keys.length === 0) return [withSlash(table.location)];
  const found: string[] = [];
  for await (const { Values = [], StorageDescriptor } of partitionsOf(glue, described, pruning, options)) {
    if (pruning.covers(Values) && isGiven(keys, Values, given)) {
      found.push(withSlash(StorageDescriptor?.Location ?? ''));
    }
  }
  return found;
}

async function* partitionsOf(
  glue: GlueClient,
  { address }: Described,
  pruning: Pruning,
  options: AthenaOptions,
): AsyncGenerator<Partition> {
  try {
    for await (const page of partitionPages(glue, options, address, partitionExpression(pruning))) yield* page;
  } catch (error) {
    // Glue's parser does not take every name of a key; then all partitions are looked at.
    if (nameOf(error) !== 'InvalidInputException') throw error;
    for await (const page of partitionPages(glue, options, address, undefined)) yield* page;
  }
}

function isGiven(
  keys: readonly PartitionKey[],
  values: readonly string[],
  given: ReadonlyMap<string, readonly string[]>,
): boolean {
  return keys.every(({ name }, i) => given.get(name)?.includes(values[i] ?? '') ?? true);
}
