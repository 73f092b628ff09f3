import type { RankingQuery } from '../query.ts';
import { rankingQuestion } from './ranking.ts';

export const topInstances: RankingQuery = {
  name: 'top-instances',
  summary: 'the instances with most traffic',
  details:
    'Interfaces that belong to no instance (of load balancers, NAT gateways, functions) make one group without a value.',
  examples: [
    'flowlogs top-instances logs/',
    'flowlogs top-instances --direction egress --by instance_id,dstaddr logs/',
  ],
  defaults: { by: ['instance_id'], sort: 'bytes', limit: 10 },
  ask: (ranking) => rankingQuestion(ranking),
};
