import { sql } from '../../sql.ts';
import type { View } from '../../view.ts';

export const topPorts: View = {
  name: 'vpc_top_ports',
  summary: 'flows, packets and bytes by destination port, protocol and action',
  needs: ['dstport', 'protocol', 'action', 'packets', 'bytes'],
  sql: ({ from, value, traffic }) => sql`SELECT
  ${value('dstport')} AS dstport,
  ${value('protocol')} AS protocol,
  ${value('action')} AS action,
  count(*) AS flows,
  sum(${value('packets')}) AS packets,
  sum(${value('bytes')}) AS bytes
FROM ${from}
WHERE ${traffic}
GROUP BY 1, 2, 3`,
};
