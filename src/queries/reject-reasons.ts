import type { RankingQuery } from '../query.ts';
import { sql } from '../sql.ts';
import { rankingQuestion } from './ranking.ts';

export const rejectReasons: RankingQuery = {
  name: 'reject-reasons',
  summary: 'why flows were rejected, where the logs say it',
  details:
    'BPA is VPC Block Public Access. Rejects by security groups and network ACLs have no reason logged, and make one group without a value.',
  examples: ['flowlogs reject-reasons logs/', 'flowlogs reject-reasons --by reject_reason,vpc_id,dstport logs/'],
  defaults: { by: ['reject_reason'], sort: 'flows', limit: 10 },
  action: 'REJECT',
  ask: (ranking) => rankingQuestion(ranking, { where: { test: sql`action = 'REJECT'`, fields: ['action'] } }),
};
