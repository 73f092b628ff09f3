/** The options of a ranking. What they are when nothing is said, each question decides. */

import { choice, option } from '../option.ts';
import type { SortKey } from '../query.ts';
import { parseBy } from './fields.ts';
import { wholeNumber } from './quantity.ts';

const sortKeys = ['flows', 'packets', 'bytes'] as const satisfies readonly SortKey[];

export const rankingOptions = {
  by: option<readonly string[] | undefined>({
    flags: '--by <fields>',
    summary: 'what to group by: srcaddr,dstport, also hour, srcnet/24, service; flowlogs fields lists all names',
    heading: 'Ranking',
    list: true,
    fallback: undefined,
    parse: parseBy,
  }),
  sort: option<SortKey | undefined>({
    flags: '--sort <measure>',
    summary: 'what decides the rank: flows, packets or bytes',
    heading: 'Ranking',
    choices: sortKeys,
    fallback: undefined,
    parse: choice(sortKeys),
  }),
  limit: option<number | undefined>({
    flags: '-n, --limit <n>',
    summary: 'how many rows; 0 is all',
    heading: 'Ranking',
    config: 'integer',
    fallback: undefined,
    parse: wholeNumber(0),
  }),
};

/** How many rows a question of its own has if nothing is said; 0 is all. */
export function limitOption(rows: number) {
  return option<number>({
    flags: '-n, --limit <n>',
    summary: `how many rows; 0 is all; ${rows} if not said`,
    heading: 'Question',
    fallback: rows,
    parse: wholeNumber(0),
  });
}

/** Of commands that show records: never taken from the configuration, where it could cut an export short unseen. */
export const recordOptions = {
  limit: option<number | undefined>({
    flags: '-n, --limit <n>',
    summary: 'how many rows; 0 is all. In a table 100 if not said, else all',
    heading: 'Output',
    fallback: undefined,
    parse: wholeNumber(0),
  }),
};
