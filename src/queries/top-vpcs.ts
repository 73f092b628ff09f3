import type { RankingQuery } from '../query.ts';
import { rankingQuestion } from './ranking.ts';

export const topVpcs: RankingQuery = {
  name: 'top-vpcs',
  summary: 'the VPCs with most traffic',
  examples: ['flowlogs top-vpcs logs/', 'flowlogs top-vpcs --by vpc_id,action --sort flows logs/'],
  defaults: { by: ['vpc_id'], sort: 'bytes', limit: 10 },
  ask: (ranking) => rankingQuestion(ranking),
};
