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

export const top: RankingQuery = {
  name: 'top',
  summary: 'the groups with most flows, packets or bytes, by any fields',
  examples: [
    'flowlogs top --by dstport,protocol --action accept --sort bytes logs/',
    'flowlogs top --by interface_id --dst-port 22 --since 24h logs/',
  ],
  defaults: { by: null, sort: 'flows', limit: 10 },
  ask: (ranking) => ({
    columns: [
      ...groupColumns(ranking.by),
      { name: 'flows', kind: 'count' },
      { name: 'packets', kind: 'packets' },
      { name: 'bytes', kind: 'bytes' },
      { name: 'first_seen', kind: 'time' },
      { name: 'last_seen', kind: 'time' },
      { name: 'share', kind: 'share' },
    ],
    needs: rankingNeeds(ranking),
    reads: [...new Set(groupReads(ranking.by))],
    rows: 'grouped',
    sql: sql`SELECT ${groupValues(ranking.by)},
  sum(flows) AS flows,
  sum(packets) AS packets,
  sum(bytes) AS bytes,
  min(start_time) AS first_seen,
  max(end_time) AS last_seen,
  ${shareOf(ranking)} AS share
FROM flow
GROUP BY ${groupKeys(ranking.by)}
ORDER BY ${rankOrder(ranking)}${firstRows(ranking.limit)}`,
  }),
};
