import type { RankingQuery } from '../query.ts';
import { rankingQuestion } from './ranking.ts';

export const top: RankingQuery = {
  name: 'top',
  summary: 'the groups with most flows, packets or bytes, by any fields',
  examples: [
    'flowlogs top --by dstport,protocol --action accept --sort bytes logs/',
    'flowlogs top --by hour,srcnet/24 --dst-port 443 logs/',
  ],
  defaults: { by: null, sort: 'flows', limit: 10 },
  ask: (ranking) => rankingQuestion(ranking),
};
