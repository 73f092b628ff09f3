import type { RankingQuery } from '../query.ts';
import { rankingQuestion } from './ranking.ts';

export const topInterfaces: RankingQuery = {
  name: 'top-interfaces',
  summary: 'the network interfaces with most traffic',
  examples: ['flowlogs top-interfaces logs/', 'flowlogs top-interfaces --by interface_id,action --sort flows logs/'],
  defaults: { by: ['interface_id'], sort: 'bytes', limit: 10 },
  ask: (ranking) => rankingQuestion(ranking),
};
