import type { FieldName } from '../flow.ts';
import type { RankingQuery } from '../query.ts';
import type { Column } from '../result.ts';
import { type Sql, sql } from '../sql.ts';
import {
  firstRows,
  groupColumns,
  groupKeys,
  groupList,
  groupReads,
  groupValues,
  portValue,
  rankingNeeds,
  rankOrder,
  shareOf,
} from './ranking.ts';

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
      reads: [...new Set(['action', ...groupReads(ranking.by), ...groupReads(['dstport'])])],
      rows: 'grouped',
      // Without any port, recorded or there to be, their number is not 0 but none.
      sql: sql`SELECT ${countsPorts ? groupList(ranking.by) : groupValues(ranking.by)},
  sum(flows) AS flows,
  sum(packets) AS packets,
  sum(bytes) AS bytes,${countsPorts ? sql`\n  nullif(count(dstport), 0) AS dstports,` : sql``}
  min(start_time) AS first_seen,
  max(end_time) AS last_seen,
  ${shareOf(ranking)} AS share
FROM ${countsPorts ? eachPort(ranking.by) : sql`flow\nWHERE action = 'REJECT'`}
GROUP BY ${countsPorts ? groupList(ranking.by) : groupKeys(ranking.by)}
ORDER BY ${rankOrder(ranking)}${firstRows(ranking.limit)}`,
    };
  },
};

/** Each port of a group once, to be counted. DuckDB's `count(DISTINCT)` needs far more memory, and does not put it on disk. */
function eachPort(by: readonly FieldName[]): Sql {
  return sql`(
  SELECT ${groupValues(by)}, ${portValue('dstport')} AS dstport, sum(flows) AS flows, sum(packets) AS packets,
    sum(bytes) AS bytes, min(start_time) AS start_time, max(end_time) AS end_time
  FROM flow
  WHERE action = 'REJECT'
  GROUP BY ${groupKeys(by)}, ${portValue('dstport')}
) AS ports`;
}
