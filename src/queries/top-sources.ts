import type { RankingQuery } from '../query.ts';
import { rankingQuestion } from './ranking.ts';

export const topSources: RankingQuery = {
  name: 'top-sources',
  summary: 'the source addresses that send most',
  examples: ['flowlogs top-sources logs/', 'flowlogs top-sources --by srcnet/24 --action reject --sort flows logs/'],
  defaults: { by: ['srcaddr'], sort: 'bytes', limit: 10 },
  ask: (ranking) => rankingQuestion(ranking),
};
