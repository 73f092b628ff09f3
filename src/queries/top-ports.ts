import type { RankingQuery } from '../query.ts';
import { rankingQuestion } from './ranking.ts';

export const topPorts: RankingQuery = {
  name: 'top-ports',
  summary: 'the destination ports that most is sent to',
  details:
    'Replies have the port of the client as their destination; flowlogs top --by service names the port of the server for both directions.',
  examples: ['flowlogs top-ports logs/', 'flowlogs top-ports --action reject --sort flows logs/'],
  defaults: { by: ['dstport', 'protocol'], sort: 'bytes', limit: 10 },
  ask: (ranking) => rankingQuestion(ranking),
};
