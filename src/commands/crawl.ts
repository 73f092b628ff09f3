import { setTimeout as delay } from 'node:timers/promises';
import type { TableChange } from '../catalog/crawl-changes.ts';
import type { CrawlProgress } from '../catalog/crawler.ts';
import type { Context } from '../context.ts';
import { AnswerError, type ExitCode } from '../errors.ts';
import { flag } from '../option.ts';
import type { Destination } from '../output/destination.ts';
import { humanSeconds } from '../output/units.ts';
import type { Column } from '../result.ts';
import { command } from './command.ts';
import { withDestination, writeRows } from './deliver.ts';
import { catalogOptions, type Lake, type LakeRequest, lakeRequest, withLake } from './lake.ts';
import { type OutputRequest, outputRequest } from './output-request.ts';
import { rowsOf } from './rows.ts';

interface CrawlRequest {
  readonly lake: LakeRequest;
  readonly crawler: string | undefined;
  readonly wait: boolean;
  readonly output: OutputRequest;
}

export const crawl = command({
  details:
    'Without a name, the only crawler of the database is meant. One that runs already is joined. Ctrl-C and --timeout end the waiting, not the crawler.',
  examples: ['flowlogs crawl', 'flowlogs crawl flowlogs-crawler --timeout 30m'],
  filters: false,
  options: { ...catalogOptions, wait: flag('--no-wait', 'Running', 'start it, and wait for nothing') },
  request: (given): CrawlRequest => ({
    lake: lakeRequest(given),
    crawler: given.args[0],
    wait: given.values.wait,
    output: outputRequest(given),
  }),
  run: (request, context) =>
    withDestination(request.output, context, (destination) =>
      withLake(request.lake, context, (lake) => run(request, lake, context, destination)),
    ),
});

async function run(
  { crawler: name, wait, output }: CrawlRequest,
  lake: Lake,
  context: Context,
  destination: Destination,
): Promise<ExitCode> {
  const [crawlers, { crawledTables, tableChanges }] = await Promise.all([
    import('../catalog/crawler.ts'),
    import('../catalog/crawl-changes.ts'),
  ]);
  const tell = (text: string) => {
    if (!output.quiet) context.stderr.stream.write(`${text}\n`);
  };
  const crawler = await crawlers.chooseCrawler(lake.glue, lake.database, name);
  for (const warning of crawlers.crawlerWarnings(crawler)) tell(`warning: ${warning}`);
  const before = wait ? await crawledTables(lake.glue, lake.database, crawler) : [];
  const started = await crawlers.startCrawl(lake.glue, crawler);
  tell(`${started ? 'started' : 'joined, as it runs already,'} the crawler ${crawler.Name}`);
  if (!wait) return 0;
  await crawlers.watchCrawl(lake.glue, crawler, {
    onProgress: progressTeller(tell),
    sleep: async (ms) => {
      await delay(ms, undefined, { signal: context.signal });
    },
  });
  const changes = tableChanges(before, await crawledTables(lake.glue, lake.database, crawler));
  const read = await Promise.all(changes.map((change) => readOf(change, lake)));
  const rows = changes.map(({ name: table, change, before: was, after: is }, i) => [
    table,
    change,
    was,
    is,
    read[i] ?? null,
  ]);
  await writeRows(rowsOf(changeColumns, rows), output, context, destination);
  refuseUnreadable(changes, read, lake);
  return 0;
}

/** A line when the state changes, and one a minute. */
function progressTeller(tell: (text: string) => void): (progress: CrawlProgress) => void {
  let said = '';
  return ({ state, elapsedMs }) => {
    const now = `${state} ${Math.floor(elapsedMs / 60_000)}`;
    if (now !== said && state !== 'READY') tell(`${state.toLowerCase()} for ${humanSeconds(elapsedMs / 1000)}`);
    said = now;
  };
}

const changeColumns: readonly Column[] = [
  { name: 'table', kind: 'text' },
  { name: 'change', kind: 'text' },
  { name: 'partitions_before', kind: 'count' },
  { name: 'partitions', kind: 'count' },
  { name: 'reads', kind: 'text' },
];

/** `a row`, or why none came. A crawler's success does not say that its tables can be read. */
async function readOf({ name, change }: TableChange, lake: Lake): Promise<string> {
  if (change === 'gone') return 'gone';
  const { newestRow } = await import('../catalog/newest-row.ts');
  const table = await lake.glue.table(lake.database, name);
  const question = table && (await newestRow(lake.glue, lake.database, table));
  if (question === undefined) return 'no partitions';
  const said = await lake.attempt(question);
  if (typeof said === 'string') return said;
  return said.rows.length > 0 ? 'a row' : 'no row';
}

/** Throws AnswerError if the crawl left nothing that can be read. */
function refuseUnreadable(changes: readonly TableChange[], read: readonly string[], lake: Lake): void {
  const bad = changes.filter((_, i) => read[i] !== 'a row');
  if (changes.length > 0 && bad.length === 0) return;
  throw new AnswerError(
    changes.length === 0
      ? `the crawler made no table in ${lake.database}`
      : `the crawl succeeded, but ${bad.map(({ name }) => name).join(', ')} gives no row`,
    'flowlogs doctor looks for the reason; flowlogs setup-table makes a table that needs no crawler',
  );
}
