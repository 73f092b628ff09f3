import type { RankingQuery } from '../query.ts';
import { rankingQuestion } from './ranking.ts';

export const topDestinations: RankingQuery = {
  name: 'top-destinations',
  summary: 'the destination addresses that most is sent to',
  examples: ['flowlogs top-destinations logs/', "flowlogs top-destinations --src 10.0.0.0/8 --dst '!10.0.0.0/8' logs/"],
  defaults: { by: ['dstaddr'], sort: 'bytes', limit: 10 },
  ask: (ranking) => rankingQuestion(ranking),
};
