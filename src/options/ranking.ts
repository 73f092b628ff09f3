/** The options of a ranking. What they are when nothing is said, each question decides. */

import type { FieldName } from '../flow.ts';
import { choice, option } from '../option.ts';
import type { SortKey } from '../query.ts';
import { parseBy } from './fields.ts';
import { wholeNumber } from './quantity.ts';

const sortKeys = ['flows', 'packets', 'bytes'] as const satisfies readonly SortKey[];

export const rankingOptions = {
  by: option<readonly FieldName[] | undefined>({
    flags: '--by <fields>',
    summary: 'what to group by: srcaddr,dstport; flowlogs fields lists all names',
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
