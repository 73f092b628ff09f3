import type { RankingQuery } from '../query.ts';
import { sql } from '../sql.ts';
import { rankingQuestion } from './ranking.ts';

export const topPaths: RankingQuery = {
  name: 'top-paths',
  summary: 'the ways that outgoing traffic takes: same VPC, internet gateway, peering, …',
  details: 'Only outgoing traffic has a path: flows without one are left out, and shares are of the others.',
  examples: ['flowlogs top-paths logs/', 'flowlogs top-paths --by path,srcaddr -n 20 logs/'],
  defaults: { by: ['path'], sort: 'bytes', limit: 10 },
  ask: (ranking) =>
    rankingQuestion(ranking, { where: { test: sql`traffic_path IS NOT NULL`, fields: ['traffic_path'] } }),
};
