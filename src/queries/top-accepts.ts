import type { RankingQuery } from '../query.ts';
import { sql } from '../sql.ts';
import { rankingQuestion } from './ranking.ts';

export const topAccepts: RankingQuery = {
  name: 'top-accepts',
  summary: 'who sends most accepted traffic: bytes and flows of each source address',
  examples: ['flowlogs top-accepts logs/', 'flowlogs top-accepts --by srcaddr,dstaddr --dst-port 443 --csv logs/'],
  defaults: { by: ['srcaddr'], sort: 'bytes', limit: 10 },
  action: 'ACCEPT',
  ask: (ranking) =>
    rankingQuestion(ranking, {
      measures: ['bytes', 'packets', 'flows'],
      where: { test: sql`action = 'ACCEPT'`, fields: ['action'] },
    }),
};
