import { CreateCrawlerCommand, type CreateCrawlerRequest, DeleteCrawlerCommand } from '@aws-sdk/client-glue';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { control, glue, makePlace, makeTable, type Place } from './bed.ts';
import { putDays, run } from './lake.ts';

let place: Place;
const made: string[] = [];

beforeAll(async () => {
  place = await makePlace('crawl');
  await putDays(place, '', { hive: true, hourly: false });
  await run(place, `setup-table --location s3://${place.bucket}/ --table logs --partitioning registered`);
});

afterEach(async () => {
  await control({ reset: true });
  for (const Name of made.splice(0)) await glue.send(new DeleteCrawlerCommand({ Name }));
});

/** One that keeps off the table's columns, unless `more` says otherwise. */
async function makeCrawler(name: string, more: Partial<CreateCrawlerRequest> = {}): Promise<string> {
  const Name = `${place.bucket}-${name}`;
  const Configuration = JSON.stringify({
    Version: 1,
    CrawlerOutput: { Partitions: { AddOrUpdateBehavior: 'InheritFromTable' } },
  });
  await glue.send(
    new CreateCrawlerCommand({
      Name,
      Role: 'arn:aws:iam::123456789012:role/crawler',
      DatabaseName: place.database,
      Targets: { CatalogTargets: [{ DatabaseName: place.database, Tables: ['logs'] }] },
      SchemaChangePolicy: { UpdateBehavior: 'LOG', DeleteBehavior: 'LOG' },
      Configuration,
      ...more,
    }),
  );
  made.push(Name);
  return Name;
}

describe('crawl', () => {
  it('runs the only crawler of the database, tells what it changed, and reads a row', async () => {
    const name = await makeCrawler('one');
    const { code, out, err } = await run(place, 'crawl --csv');
    expect(code).toBe(0);
    expect(out).toBe('table,change,partitions_before,partitions,reads\nlogs,partitions changed,0,2,a row\n');
    expect(err).toContain(`started the crawler ${name}\n`);
    expect(err).not.toContain('warning');
    expect((await run(place, 'crawl --csv --no-header')).out).toBe('logs,same,2,2,a row\n');
  });

  it('joins a crawler that runs already', async () => {
    await makeCrawler('two');
    await control({ crawler_ms: 3000 });
    expect((await run(place, 'crawl --no-wait')).err).toContain('started the crawler');
    const { code, err } = await run(place, 'crawl');
    expect(code).toBe(0);
    expect(err).toContain('joined, as it runs already, the crawler');
    expect(err).toMatch(/(running|stopping) for \d s/);
  });

  it('hands on why a crawler failed, and where its log is', async () => {
    const name = await makeCrawler('three');
    await control({ crawler_fail: 'Insufficient Lake Formation permission(s)' });
    await expect(run(place, 'crawl')).rejects.toMatchObject({
      exitCode: 1,
      message: `the crawler ${name} failed: Insufficient Lake Formation permission(s)`,
      hint: expect.stringContaining(`/aws-glue/crawlers, stream ${name}`),
    });
  });

  it('warns of a crawler that would rename columns', async () => {
    await makeCrawler('four', {
      Configuration: '',
      SchemaChangePolicy: { UpdateBehavior: 'UPDATE_IN_DATABASE', DeleteBehavior: 'LOG' },
    });
    const { err } = await run(place, 'crawl --no-wait');
    expect(err).toContain('gives partitions columns of its own');
    expect(err).toContain('may rename or retype');
    await run(place, 'crawl');
  });

  it('does not choose between crawlers, and knows one that is not there', async () => {
    const [a, b] = [await makeCrawler('a'), await makeCrawler('b')];
    await expect(run(place, 'crawl')).rejects.toThrow(
      `2 crawlers write into the database ${place.database}: ${a}, ${b}`,
    );
    await expect(run(place, 'crawl nobody')).rejects.toThrow('there is no crawler "nobody"');
    expect((await run(place, `crawl ${a}`)).code).toBe(0);
  });

  it('calls a crawl a failure after which nothing can be read', async () => {
    await makeTable(place, 'empty', { folder: 'nothing/', keys: 'year:string' });
    await makeCrawler('empty', {
      Targets: { CatalogTargets: [{ DatabaseName: place.database, Tables: ['empty'] }] },
    });
    await expect(run(place, 'crawl')).rejects.toMatchObject({
      exitCode: 1,
      message: 'the crawl succeeded, but empty gives no row',
    });
  });

  it('gives up after --timeout, and leaves the crawler running', async () => {
    await makeCrawler('slow');
    await control({ crawler_ms: 4000 });
    await expect(run(place, 'crawl --timeout 1500ms')).rejects.toMatchObject({ exitCode: 5 });
    const { err } = await run(place, 'crawl');
    expect(err).toContain('joined');
  });
});
