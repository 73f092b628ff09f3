import type { Crawler } from '@aws-sdk/client-glue';
import { describe, expect, it } from 'vitest';
import { crawledTables, tableChanges } from '../../src/catalog/crawl-changes.ts';
import { type CrawlProgress, chooseCrawler, crawlerWarnings, watchCrawl } from '../../src/catalog/crawler.ts';
import { memoryGlue } from './memory-glue.ts';

const inherits = JSON.stringify({ CrawlerOutput: { Partitions: { AddOrUpdateBehavior: 'InheritFromTable' } } });
const crawler = (Name: string, more: Partial<Crawler> = {}): Crawler => ({ Name, DatabaseName: 'db', ...more });

describe('choosing a crawler', () => {
  it('takes the one named, or the only one of the database', async () => {
    const glue = memoryGlue({ crawlers: [crawler('a'), crawler('b', { DatabaseName: 'other' })] });
    expect((await chooseCrawler(glue, 'db', 'b')).Name).toBe('b');
    expect((await chooseCrawler(glue, 'db', undefined)).Name).toBe('a');
  });

  it('names them all when it cannot choose', async () => {
    const glue = memoryGlue({ crawlers: [crawler('a'), crawler('b')] });
    await expect(chooseCrawler(glue, 'db', undefined)).rejects.toMatchObject({
      message: '2 crawlers write into the database db: a, b',
      hint: 'name one: flowlogs crawl a',
    });
    await expect(chooseCrawler(glue, 'db', 'c')).rejects.toThrow(
      'there is no crawler "c"; 2 write into the database db: a, b',
    );
    await expect(chooseCrawler(memoryGlue(), 'db', undefined)).rejects.toMatchObject({
      hint: expect.stringContaining('flowlogs setup-partitions'),
    });
  });
});

describe('warning of a crawler', () => {
  it('is silent where it inherits and only logs', () => {
    expect(
      crawlerWarnings(crawler('a', { Configuration: inherits, SchemaChangePolicy: { UpdateBehavior: 'LOG' } })),
    ).toEqual([]);
  });

  it.each([undefined, '', '{}', 'not JSON', 'null'])(
    'speaks where partitions get columns of their own: %s',
    (Configuration) => {
      const [first, second] = crawlerWarnings(crawler('a', Configuration === undefined ? {} : { Configuration }));
      expect(first).toContain('InheritFromTable');
      expect(second).toContain('UpdateBehavior to LOG');
    },
  );
});

const [earlier, later] = [new Date('2025-08-14T00:00:00Z'), new Date('2025-08-15T00:00:00Z')];

async function watched(looks: Crawler[], before: Crawler = crawler('a')) {
  const slept: number[] = [];
  const told: CrawlProgress[] = [];
  const watch = {
    onProgress: (progress: CrawlProgress) => told.push(progress),
    sleep: async (ms: number) => void slept.push(ms),
  };
  const last = await watchCrawl(memoryGlue({ looks }), before, watch);
  return { last, slept, told };
}

describe('watching a crawl', () => {
  const running = crawler('a', { State: 'RUNNING', CrawlElapsedTime: 3000 });
  const done = crawler('a', { State: 'READY', LastCrawl: { Status: 'SUCCEEDED', StartTime: later } });

  it('looks less and less often until it is over', async () => {
    const { slept, told, last } = await watched([running, running, crawler('a', { State: 'STOPPING' }), done]);
    expect(last?.Status).toBe('SUCCEEDED');
    expect(slept).toEqual([1000, 1500, 2250, 3375]);
    expect(told[0]).toEqual({ state: 'RUNNING', elapsedMs: 3000 });
  });

  it('is not taken in by the result of the run before', async () => {
    const before = crawler('a', { State: 'READY', LastCrawl: { Status: 'FAILED', StartTime: earlier } });
    expect((await watched([before, before, running, done], before)).last?.StartTime).toBe(later);
  });

  it('gives up waiting for a run that cannot be told from the one before', async () => {
    const before = crawler('a', { State: 'READY', LastCrawl: { Status: 'SUCCEEDED', StartTime: earlier } });
    expect((await watched([before], before)).slept).toHaveLength(10);
  });

  it('hands on the reason and the log of a failure', async () => {
    const LastCrawl = {
      Status: 'FAILED',
      ErrorMessage: 'no access',
      LogGroup: '/aws-glue/crawlers',
      LogStream: 'a',
      StartTime: later,
    } as const;
    await expect(watched([running, crawler('a', { State: 'READY', LastCrawl })])).rejects.toMatchObject({
      message: 'the crawler a failed: no access',
      hint: expect.stringContaining('/aws-glue/crawlers, stream a'),
    });
    const cancelled = crawler('a', { State: 'READY', LastCrawl: { Status: 'CANCELLED', StartTime: later } });
    await expect(watched([cancelled])).rejects.toThrow('the crawler a was stopped');
  });
});

describe('what a crawl changed', () => {
  it('counts the partitions of the tables that it looks after', async () => {
    const tables = [
      { Name: 'named', PartitionKeys: [{ Name: 'day' }], StorageDescriptor: { Location: 's3://other/' } },
      { Name: 'below', StorageDescriptor: { Location: 's3://logs/a/b/' } },
      { Name: 'beside', StorageDescriptor: { Location: 's3://logs/ab/' } },
    ];
    const glue = memoryGlue({ tables, partitions: [{}, {}, {}].map((_, i) => ({ Values: [String(i)] })) });
    const Targets = {
      CatalogTargets: [{ DatabaseName: 'db', Tables: ['named'] }],
      S3Targets: [{ Path: 's3://logs/a' }],
    };
    const found = await crawledTables(glue, 'db', crawler('a', { Targets }));
    expect(found.map(({ name, partitions }) => [name, partitions])).toEqual([
      ['named', 3],
      ['below', 0],
    ]);
  });

  it('is told table by table', () => {
    const state = (name: string, columns: string, partitions: number) => ({ name, columns, partitions });
    const before = [state('a', 'x', 1), state('b', 'x', 1), state('c', 'x', 1), state('d', 'x', 1)];
    const after = [state('a', 'x', 1), state('b', 'x', 2), state('c', 'y', 1), state('e', 'x', 0)];
    expect(tableChanges(before, after)).toEqual([
      { name: 'a', change: 'same', before: 1, after: 1 },
      { name: 'b', change: 'partitions changed', before: 1, after: 2 },
      { name: 'c', change: 'columns changed', before: 1, after: 1 },
      { name: 'd', change: 'gone', before: 1, after: null },
      { name: 'e', change: 'new', before: null, after: 0 },
    ]);
  });
});
