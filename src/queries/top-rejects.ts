import type { RankingQuery } from '../query.ts';
import { sql } from '../sql.ts';
import { rankingQuestion } from './ranking.ts';

export const topRejects: RankingQuery = {
  name: 'top-rejects',
  summary: 'what is rejected most: flows between each source and destination address',
  examples: ['flowlogs top-rejects logs/', 'flowlogs top-rejects --by srcaddr,dstport --dst 10.0.0.0/8 -n 20 logs/'],
  defaults: { by: ['srcaddr', 'dstaddr'], sort: 'flows', limit: 10 },
  action: 'REJECT',
  ask: (ranking) =>
    rankingQuestion(ranking, {
      where: { test: sql`action = 'REJECT'`, fields: ['action'] },
      distinct: { column: 'dstports', of: 'dstport' },
    }),
};
