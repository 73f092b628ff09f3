import { sql } from '../../sql.ts';
import type { View } from '../../view.ts';

export const trafficDaily: View = {
  name: 'vpc_traffic_daily',
  summary: 'flows, packets and bytes of each day (UTC, by start) and action',
  needs: ['start', 'action', 'packets', 'bytes'],
  sql: ({ from, value, time, traffic }) => sql`SELECT
  CAST(${time('start')} AS date) AS day,
  ${value('action')} AS action,
  count(*) AS flows,
  sum(${value('packets')}) AS packets,
  sum(${value('bytes')}) AS bytes
FROM ${from}
WHERE ${traffic}
GROUP BY 1, 2`,
};
