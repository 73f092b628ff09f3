/** The engine for a table of the Glue Data Catalog, opened. */
import { setMaxListeners } from 'node:events';
import type { Context } from '../context.ts';
import type { Estimate } from '../engines/athena/estimate.ts';
import type { Progress as Asking } from '../engines/athena/options.ts';
import { AccessError } from '../errors.ts';
import type { Values } from '../option.ts';
import type { lakeOptions } from '../options/lake.ts';
import type { scanOptions } from '../options/scan.ts';
import { askingText, startProgress } from '../output/progress.ts';
import { counted, humanBytes } from '../output/units.ts';
import { withEnvironment } from './aws-environment.ts';
import { screenOf } from './screen.ts';
import type { Source } from './source.ts';

/** Which table, and what a question may cost. */
export interface LakeSourceRequest
  extends Values<typeof lakeOptions>,
    Pick<Values<typeof scanOptions>, 'catalog' | 'maxScan' | 'pricePerTb' | 'reuseResults'> {
  /** No progress is shown. */
  readonly quiet: boolean;
}

/** Opens the engine for as long as `use` takes. A query that runs when the context's signal ends is stopped. */
export async function withLakeTable<T>(
  request: LakeSourceRequest,
  context: Context,
  use: (source: Source) => Promise<T>,
): Promise<T> {
  const { openAthena } = await import('../engines/athena/engine.ts');
  const { regionOf, usualTable } = await import('../engines/athena/region.ts');
  const progress = startProgress(screenOf(request.quiet, context), askingText);
  const { pricePerTb } = request;
  const options = {
    ...withEnvironment(request, context),
    table: request.table ?? '',
    maxScanBytes: request.maxScan,
    reuseResultsMinutes: request.reuseResults === undefined ? undefined : Math.ceil(request.reuseResults / 60_000),
    signal: context.signal,
    onProgress: (asking: Asking) => progress.update(asking),
    now: context.now,
  };
  // Each query under way listens to the signal, and a page asks many at a time.
  setMaxListeners(0, context.signal);
  const engine = openAthena({
    ...options,
    table: request.table ?? usualTable(await regionOf(options).catch(namePaths)),
  });
  try {
    return await use({
      engine,
      found: { files: [], outside: 0, problems: [] },
      estimate: async (scope) => estimateText(await engine.estimate(scope)),
      selectStatement: (text, scope) => engine.selectStatement(text, scope),
      fetch: (id) => engine.fetch(id),
      pricePerTb,
      // A query tells how long it runs, not how far it is.
      expectReadings: () => {},
      stopProgress: () => progress.stop(),
    });
  } finally {
    progress.stop();
    await engine.close();
  }
}

/** Whoever has forgotten the paths, and has nothing to do with AWS, is told where they belong. */
function namePaths(error: unknown): never {
  if (!(error instanceof AccessError)) throw error;
  throw new AccessError(error.message, `${error.hint}; to ask about files, name them after the command`, error);
}

async function estimateText({ partitions, objects, bytes, price }: Estimate): Promise<string> {
  const where = partitions === null ? 'the whole table' : counted(partitions, 'partition');
  return `would scan ${where}, ${counted(objects, 'object')}, ${humanBytes(bytes)}, at most $${price.toFixed(price < 0.1 ? 4 : 2)}`;
}
