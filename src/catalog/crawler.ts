/** Glue crawlers: which one is meant, what it may do, and its run from start to end. */
import type { Crawler, LastCrawlInfo } from '@aws-sdk/client-glue';
import { AnswerError } from '../errors.ts';
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
