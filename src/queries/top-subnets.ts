import type { RankingQuery } from '../query.ts';
import { rankingQuestion } from './ranking.ts';

export const topSubnets: RankingQuery = {
  name: 'top-subnets',
  summary: 'the subnets with most traffic',
  examples: ['flowlogs top-subnets logs/', 'flowlogs top-subnets --by subnet_id,flow_direction logs/'],
  defaults: { by: ['subnet_id'], sort: 'bytes', limit: 10 },
  ask: (ranking) => rankingQuestion(ranking),
};
