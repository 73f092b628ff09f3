import type { RankingQuery } from '../query.ts';
import { sql } from '../sql.ts';
import {
  firstRows,
  groupColumns,
  groupKeys,
  groupReads,
  groupValues,
  rankingNeeds,
  rankOrder,
  shareOf,
} from './ranking.ts';

export const topAccepts: RankingQuery = {
  name: 'top-accepts',
  summary: 'who sends most accepted traffic: bytes and flows of each source address',
  examples: ['flowlogs top-accepts logs/', 'flowlogs top-accepts --by srcaddr,dstaddr --dst-port 443 --csv logs/'],
  defaults: { by: ['srcaddr'], sort: 'bytes', limit: 10 },
  action: 'ACCEPT',
  ask: (ranking) => ({
    columns: [
      ...groupColumns(ranking.by),
      { name: 'bytes', kind: 'bytes' },
      { name: 'packets', kind: 'packets' },
      { name: 'flows', kind: 'count' },
      { name: 'first_seen', kind: 'time' },
      { name: 'last_seen', kind: 'time' },
      { name: 'share', kind: 'share' },
    ],
    needs: ['action', ...rankingNeeds(ranking)],
    reads: [...new Set(['action', ...groupReads(ranking.by)])],
    rows: 'grouped',
    sql: sql`SELECT ${groupValues(ranking.by)},
  sum(bytes) AS bytes,
  sum(packets) AS packets,
  sum(flows) AS flows,
  min(start_time) AS first_seen,
  max(end_time) AS last_seen,
  ${shareOf(ranking)} AS share
FROM flow
WHERE action = 'ACCEPT'
GROUP BY ${groupKeys(ranking.by)}
ORDER BY ${rankOrder(ranking)}${firstRows(ranking.limit)}`,
  }),
};
