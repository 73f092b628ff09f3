import type { RankingQuery } from '../query.ts';
import type { Column } from '../result.ts';
import { sql } from '../sql.ts';
import { firstRows, groupColumns, groupList, rankingNeeds, rankOrder, shareOf } from './ranking.ts';

export const topRejects: RankingQuery = {
  name: 'top-rejects',
  summary: 'what is rejected most: flows between each source and destination address',
  examples: ['flowlogs top-rejects logs/', 'flowlogs top-rejects --by srcaddr,dstport --dst 10.0.0.0/8 -n 20 logs/'],
  defaults: { by: ['srcaddr', 'dstaddr'], sort: 'flows', limit: 10 },
  action: 'REJECT',
  ask: (ranking) => {
    const countsPorts = !ranking.by.includes('dstport');
    const dstports: Column[] = countsPorts ? [{ name: 'dstports', kind: 'count' }] : [];
    return {
      columns: [
        ...groupColumns(ranking.by),
        { name: 'flows', kind: 'count' },
        { name: 'packets', kind: 'packets' },
        { name: 'bytes', kind: 'bytes' },
        ...dstports,
        { name: 'first_seen', kind: 'time' },
        { name: 'last_seen', kind: 'time' },
        { name: 'share', kind: 'share' },
      ],
      needs: ['action', ...rankingNeeds(ranking)],
      reads: [...new Set(['action', ...ranking.by, 'dstport'])],
      rows: 'grouped',
      // Without any port recorded their number is not 0 but unknown.
      sql: sql`SELECT ${groupList(ranking.by)},
  sum(flows) AS flows,
  sum(packets) AS packets,
  sum(bytes) AS bytes,${countsPorts ? sql`\n  nullif(count(DISTINCT dstport), 0) AS dstports,` : sql``}
  min(start_time) AS first_seen,
  max(end_time) AS last_seen,
  ${shareOf(ranking)} AS share
FROM flow
WHERE action = 'REJECT'
GROUP BY ${groupList(ranking.by)}
ORDER BY ${rankOrder(ranking)}${firstRows(ranking.limit)}`,
    };
  },
};
