import { sql } from '../../sql.ts';
import type { View } from '../../view.ts';

export const acceptTraffic: View = {
  name: 'vpc_accept_traffic',
  summary: 'bytes and number of accepted flows, by source',
  needs: ['srcaddr', 'bytes', 'action'],
  sql: ({ from, value }) => sql`SELECT
  ${value('srcaddr')} AS srcaddr,
  sum(${value('bytes')}) AS total_bytes,
  count(*) AS connection_attempts
FROM ${from}
WHERE ${value('action')} = 'ACCEPT'
GROUP BY 1`,
};
