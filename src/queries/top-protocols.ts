import type { RankingQuery } from '../query.ts';
import { rankingQuestion } from './ranking.ts';

export const topProtocols: RankingQuery = {
  name: 'top-protocols',
  summary: 'the protocols that move most bytes',
  examples: ['flowlogs top-protocols logs/', 'flowlogs top-protocols --by protocol,action --sort flows logs/'],
  defaults: { by: ['protocol'], sort: 'bytes', limit: 10 },
  ask: (ranking) => rankingQuestion(ranking),
};
