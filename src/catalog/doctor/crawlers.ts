import type { Crawler } from '@aws-sdk/client-glue';
import { crawlerWarnings } from '../crawler.ts';
import { projectionOf } from '../projection.ts';
import { catalogTable } from '../table.ts';
import { type Check, fault, ok, type Said, warning } from './check.ts';

/** The crawlers that write into the database: their last run, and what they may do to the table. */
export const crawlers: Check = {
  name: 'crawler',
  needs: ['table'],
  run: async (patient) => {
    const found = (await patient.glue.crawlers()).filter(({ DatabaseName }) => DatabaseName === patient.database);
    if (found.length === 0) return [];
    const table = await patient.readTable();
    const projected =
      table && projectionOf(catalogTable({ ...table, Name: table.Name }, patient.database)) !== undefined;
    return found.flatMap((crawler) => [
      lastRun(crawler),
      ...crawlerWarnings(crawler).map((text) =>
        warning(text.replace(/\.$/, ''), 'change the crawler (its Terraform), or use flowlogs setup-partitions'),
      ),
      ...(projected ? [projectedWarning(crawler)] : []),
    ]);
  },
};

function lastRun({ Name, State, LastCrawl }: Crawler): Said {
  if (State !== undefined && State !== 'READY') return ok(`${Name} is ${State.toLowerCase()}`);
  if (LastCrawl === undefined) return ok(`${Name} has not run yet`);
  const when = LastCrawl.StartTime?.toISOString().replace(/\.\d+Z$/, 'Z') ?? 'at an unknown time';
  if (LastCrawl.Status === 'SUCCEEDED') return ok(`${Name} ran ${when}, successfully`);
  const log = LastCrawl.LogGroup ? `; log ${LastCrawl.LogGroup}, stream ${LastCrawl.LogStream ?? Name}` : '';
  return fault(
    `${Name} ran ${when}: ${LastCrawl.Status?.toLowerCase()}: ${LastCrawl.ErrorMessage ?? 'no reason given'}${log}`,
    'mend what it says, then flowlogs crawl',
  );
}

function projectedWarning({ Name }: Crawler): Said {
  return warning(
    `${Name} registers partitions that a projected table does not look at`,
    'stop its schedule, or make the table with --partitioning registered',
  );
}
