/** The options of `diff`: what to compare with, and which changes are too small to show. */
import { UsageError } from '../errors.ts';
import { option } from '../option.ts';
import { parseSize } from './quantity.ts';
import { rankingOptions } from './ranking.ts';

/** The largest whole number that both engines write as one. */
const largest = 2n ** 63n - 1n;

export const diffOptions = {
  against: option<string | undefined>({
    flags: '--against <time>',
    summary:
      'before: 7d (the 7 days until --since), 8d..7d, yesterday, 2025-08-01..2025-08-08; as long as now if not said',
    heading: 'Question',
    fallback: undefined,
    parse: (text) => text,
  }),
  againstPaths: option<readonly string[] | undefined>({
    flags: '--against-paths <paths>',
    summary: 'before: the logs in these files or folders, and now: those in the paths; may be given again',
    heading: 'Question',
    list: true,
    fallback: undefined,
    parse: parsePaths,
  }),
  minFactor: option<number>({
    flags: '--min-factor <n>',
    summary: 'leave out changes by a smaller factor, such as 1.5; 2 if not said, 1 has all',
    heading: 'Question',
    fallback: 2,
    parse: parseFactor,
  }),
  min: option<bigint>({
    flags: '--min <n>',
    summary: 'leave out groups that have less of the measure both times: 100, 10MB; 1 if not said, 0 has all',
    heading: 'Question',
    fallback: 1n,
    parse: parseLeast,
  }),
  ...rankingOptions,
};

/** `a/` or `a/,b/`: a comma stands between paths. */
function parsePaths(text: string, origin: string): readonly string[] {
  const paths = text.split(',').map((path) => path.trim());
  if (paths.includes('')) throw new UsageError(`${origin} names no path`, 'use --against-paths yesterday/');
  return paths;
}

function parseFactor(text: string, origin: string): number {
  const factor = /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : 0;
  if (factor >= 1) return factor;
  throw new UsageError(`${origin} ${text} is not a factor`, 'use 1 or more, as in 2 or 1.5');
}

function parseLeast(text: string, origin: string): bigint {
  const least = parseSize(text, origin);
  if (least <= largest) return least;
  throw new UsageError(`${origin} ${text} is more than can be counted`, `use ${largest} or less`);
}
