import { sql } from '../../sql.ts';
import type { View } from '../../view.ts';

export const rejectTraffic: View = {
  name: 'vpc_reject_traffic',
  summary: 'rejected flows and their bytes, by source and destination',
  needs: ['srcaddr', 'dstaddr', 'bytes', 'action'],
  sql: ({ from, value }) => sql`SELECT
  ${value('srcaddr')} AS srcaddr,
  ${value('dstaddr')} AS dstaddr,
  count(*) AS reject_count,
  sum(${value('bytes')}) AS total_reject_bytes
FROM ${from}
WHERE ${value('action')} = 'REJECT'
GROUP BY 1, 2`,
};
