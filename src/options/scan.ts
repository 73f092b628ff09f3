/** The options of questions to a data lake: what a scan may cost, and answers that are there already. */
import { UsageError } from '../errors.ts';
import { flag, option } from '../option.ts';
import { parseDuration, parseSize } from './quantity.ts';

/** Amazon Athena pricing, in most Regions. */
const usualPrice = 5;

export const scanOptions = {
  catalog: option<string | undefined>({
    flags: '--catalog <name>',
    summary: "data catalog as Athena names it; the account's own if not said",
    heading: 'Data lake',
    config: 'string',
    fallback: undefined,
    parse: (text) => text,
  }),
  maxScan: option<bigint | undefined>({
    flags: '--max-scan <size>',
    summary: 'refuse a question that would scan more: 10GB; exit code 4',
    heading: 'Data lake',
    config: 'string',
    fallback: undefined,
    parse: parseSize,
  }),
  pricePerTb: option<number>({
    flags: '--price-per-tb <dollars>',
    summary: 'what Athena charges for a terabyte; 5 if not said',
    heading: 'Data lake',
    config: 'string',
    fallback: usualPrice,
    parse: dollars,
  }),
  reuseResults: option<number | undefined>({
    flags: '--reuse-results <time>',
    summary: 'take an answer of the same text again if it is no older: 60m',
    heading: 'Data lake',
    config: 'string',
    fallback: undefined,
    parse: parseDuration,
  }),
  queryExecutionId: option<string | undefined>({
    flags: '--query-execution-id <id>',
    summary: 'fetch the answer of an earlier query instead of asking',
    heading: 'Data lake',
    fallback: undefined,
    parse: (text) => text,
  }),
  dryRun: flag('--dry-run', 'Running', 'print the SQL and what it would read, and ask nothing'),
};

function dollars(text: string, origin: string): number {
  if (/^\d{1,6}(\.\d{1,6})?$/.test(text)) return Number(text);
  throw new UsageError(`${origin} ${text} is not a price`, 'use US dollars as in 5 or 6.25');
}
