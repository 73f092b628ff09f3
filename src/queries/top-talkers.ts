import type { RankingQuery } from '../query.ts';
import { rankingQuestion } from './ranking.ts';

export const topTalkers: RankingQuery = {
  name: 'top-talkers',
  summary: 'who moves most bytes: each pair of source and destination',
  details:
    'One row for each direction of a pair. Behind a NAT gateway or a transit gateway the addresses are those of the interface; --packet-level shows those of the packets.',
  examples: ['flowlogs top-talkers logs/', 'flowlogs top-talkers --addr 10.0.0.0/8 --packet-level logs/'],
  defaults: { by: ['srcaddr', 'dstaddr'], sort: 'bytes', limit: 10 },
  ask: (ranking) => rankingQuestion(ranking),
};
