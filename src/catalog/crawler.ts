/** Glue crawlers: which one is meant, its run from start to end, and what it did to the catalog. */
import type { Crawler, LastCrawlInfo, Table } from '@aws-sdk/client-glue';
import { AnswerError } from '../errors.ts';
import { parseS3Uri } from './bucket.ts';
import type { Glue } from './glue.ts';

/** The crawler called `name`, or the only one that writes into the database. Throws AnswerError otherwise. */
export async function chooseCrawler(glue: Glue, database: string, name: string | undefined): Promise<Crawler> {
  if (name !== undefined) {
    const crawler = await glue.crawler(name);
    if (crawler) return crawler;
  }
  const all = (await glue.crawlers()).filter(({ DatabaseName }) => DatabaseName === database);
  const names = all.map(({ Name }) => Name).join(', ');
  const [only] = all;
  if (name === undefined && only && all.length === 1) return only;
  const what =
    name === undefined ? `${all.length} crawlers write` : `there is no crawler "${name}"; ${all.length} write`;
  throw new AnswerError(
    `${what} into the database ${database}${all.length === 0 ? '' : `: ${names}`}`,
    all.length === 0
      ? 'name the database with --database; without a crawler, flowlogs setup-partitions registers partitions'
      : `name one: flowlogs crawl ${only?.Name}`,
  );
}

/** What a crawler may do to a table that is right (a sentence each). */
export function crawlerWarnings({ Name, Configuration, SchemaChangePolicy }: Crawler): readonly string[] {
  const warnings: string[] = [];
  if (behaviour(Configuration, 'Partitions') !== 'InheritFromTable') {
    warnings.push(
      `The crawler ${Name} gives partitions columns of its own, with other names and types than the table has; set CrawlerOutput.Partitions.AddOrUpdateBehavior to InheritFromTable.`,
    );
  }
  if (SchemaChangePolicy?.UpdateBehavior !== 'LOG') {
    warnings.push(
      `The crawler ${Name} may rename or retype the table's columns; set SchemaChangePolicy.UpdateBehavior to LOG.`,
    );
  }
  return warnings;
}

function behaviour(configuration: string | undefined, of: string): unknown {
  try {
    const parsed: { CrawlerOutput?: Record<string, { AddOrUpdateBehavior?: unknown } | undefined> } | null = JSON.parse(
      configuration || '{}',
    );
    return parsed?.CrawlerOutput?.[of]?.AddOrUpdateBehavior;
  } catch {
    return undefined;
  }
}

export interface CrawlProgress {
  readonly state: string;
  readonly elapsedMs: number;
}

export interface CrawlWatch {
  onProgress(progress: CrawlProgress): void;
  /** Throws when nobody waits any longer. */
  sleep(ms: number): Promise<void>;
}

/** The first look comes soon; each later one half as late again, up to the longest. */
const polling = { first: 1000, growth: 1.5, longest: 10_000 };

/** A crawler that was started may be called READY for so many looks before its state changes. */
const patience = 10;

/** Starts the crawler, or joins it where it runs. Whether it was started here. */
export function startCrawl(glue: Glue, crawler: Crawler): Promise<boolean> {
  return glue.startCrawler(crawler.Name ?? '');
}

/** Waits for the end of the run that began after `before` was looked at. Throws AnswerError unless it succeeded. */
export async function watchCrawl(glue: Glue, before: Crawler, watch: CrawlWatch): Promise<LastCrawlInfo | undefined> {
  const name = before.Name ?? '';
  const earlier = before.LastCrawl?.StartTime?.getTime();
  let looks = 0;
  for (let pause = polling.first; ; pause = Math.min(pause * polling.growth, polling.longest)) {
    await watch.sleep(pause);
    const now = await glue.crawler(name);
    if (now === undefined) throw new AnswerError(`the crawler ${name} was deleted while it ran`);
    watch.onProgress({ state: now.State ?? 'UNKNOWN', elapsedMs: now.CrawlElapsedTime ?? 0 });
    if (now.State !== 'READY') continue;
    const isNew = now.LastCrawl?.StartTime?.getTime() !== earlier;
    if (isNew || ++looks >= patience) return checkCrawl(name, now.LastCrawl);
  }
}

function checkCrawl(name: string, last: LastCrawlInfo | undefined): LastCrawlInfo | undefined {
  if (last?.Status === undefined || last.Status === 'SUCCEEDED') return last;
  const log = last.LogGroup
    ? `its log: ${last.LogGroup}, stream ${last.LogStream ?? name}, ${last.MessagePrefix ?? ''}`
    : '';
  throw new AnswerError(
    `the crawler ${name} ${last.Status === 'CANCELLED' ? 'was stopped' : 'failed'}: ${last.ErrorMessage ?? 'no reason given'}`,
    log || undefined,
  );
}

/** What a crawl can change of a table. */
export interface TableState {
  readonly name: string;
  /** Names and types, as one text. */
  readonly columns: string;
  readonly partitions: number;
}

/** The tables of the database that the crawler looks after, with the number of their partitions. */
export async function crawledTables(glue: Glue, database: string, crawler: Crawler): Promise<readonly TableState[]> {
  const tables = (await glue.tables(database)).filter((table) => isTarget(crawler, table));
  return Promise.all(
    tables.map(async ({ Name = '', StorageDescriptor, PartitionKeys = [] }) => {
      let partitions = 0;
      if (PartitionKeys.length > 0) for await (const page of glue.partitions(database, Name)) partitions += page.length;
      const columns = [...(StorageDescriptor?.Columns ?? []), ...PartitionKeys];
      return { name: Name, columns: columns.map((column) => `${column.Name} ${column.Type}`).join(', '), partitions };
    }),
  );
}

function isTarget({ Targets }: Crawler, { Name = '', StorageDescriptor }: Table): boolean {
  const named = (Targets?.CatalogTargets ?? []).some(({ Tables }) => Tables?.includes(Name));
  const place = parseS3Uri(StorageDescriptor?.Location ?? '');
  return named || (place !== undefined && (Targets?.S3Targets ?? []).some(({ Path }) => isBelow(place, Path ?? '')));
}

function isBelow(place: { bucket: string; prefix: string }, path: string): boolean {
  const target = parseS3Uri(path);
  return target?.bucket === place.bucket && place.prefix.startsWith(target.prefix);
}

export interface TableChange {
  readonly name: string;
  readonly change: 'new' | 'columns changed' | 'partitions changed' | 'same' | 'gone';
  readonly before: number | null;
  readonly after: number | null;
}

export function tableChanges(before: readonly TableState[], after: readonly TableState[]): readonly TableChange[] {
  const names = [...new Set([...before, ...after].map(({ name }) => name))].sort();
  return names.map((name) => {
    const [was, is] = [before, after].map((tables) => tables.find((table) => table.name === name));
    return { name, change: changeOf(was, is), before: was?.partitions ?? null, after: is?.partitions ?? null };
  });
}

function changeOf(was: TableState | undefined, is: TableState | undefined): TableChange['change'] {
  if (was === undefined) return 'new';
  if (is === undefined) return 'gone';
  if (was.columns !== is.columns) return 'columns changed';
  return was.partitions === is.partitions ? 'same' : 'partitions changed';
}
