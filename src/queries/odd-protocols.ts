/** What goes by protocols that hardly anybody uses. */
import type { Values } from '../option.ts';
import { oddProtocolOptions } from '../options/security.ts';
import { protocolName } from '../protocol.ts';
import type { Query, Question } from '../query.ts';
import { identifier, join, type Sql, sql } from '../sql.ts';
import { firstRows } from './ranking.ts';
import { rejectedFlows } from './rejected.ts';

/** ICMP, TCP, UDP and ICMP for IPv6, by IANA's numbers. */
const usual: readonly number[] = [1, 6, 17, 58];

export const oddProtocols: Query<typeof oddProtocolOptions> = {
  name: 'odd-protocols',
  summary: 'protocols other than TCP, UDP and ICMP: who speaks them, and how much',
  details: `Looks for flows of any protocol but TCP, UDP, ICMP and ICMP for IPv6: tunnels that nobody knows of (GRE, IP in IP, ESP), scans for protocols, routers that should not be there (OSPF, VRRP). One row for each protocol, source and destination, most flows first; rejected says how many flows were rejected.

How it decides: by the number of the protocol alone. Those that you do use are left out with --allow gre,esp.

When it is wrong: VPNs (ESP 50, AH 51, GRE 47), clusters (VRRP 112), telephony (SCTP 132) and multicast (IGMP 2) are as they should be in many networks. Security groups that allow only TCP and UDP do not stop what an attacker tunnels through these: see big-transfers and beacons. Most of these protocols have no ports, and none is shown.`,
  examples: ['flowlogs odd-protocols logs/', 'flowlogs odd-protocols --allow gre,esp --action accept logs/'],
  options: oddProtocolOptions,
  rankedBy: 'flows',
  ask: (values) => ({
    columns,
    needs: ['protocol', 'srcaddr', 'dstaddr'],
    reads: ['protocol', 'srcaddr', 'dstaddr', 'action'],
    rows: 'grouped',
    sql: protocolsText(values),
  }),
};

const columns = [
  { name: 'protocol', kind: 'protocol' },
  { name: 'srcaddr', kind: 'address' },
  { name: 'dstaddr', kind: 'address' },
  { name: 'flows', kind: 'count' },
  { name: 'rejected', kind: 'count' },
  { name: 'packets', kind: 'packets' },
  { name: 'bytes', kind: 'bytes' },
  { name: 'first_seen', kind: 'time' },
  { name: 'last_seen', kind: 'time' },
  { name: 'criteria', kind: 'text' },
] as const satisfies Question['columns'];

function protocolsText({ allow, limit }: Values<typeof oddProtocolOptions>): Sql {
  const left = [...new Set([...usual, ...allow])].sort((a, b) => a - b);
  const names = left.map((number) => protocolName(number) ?? String(number)).join(' ');
  return sql`SELECT ${join(columns.map(({ name }) => identifier(name)))}
FROM (
  SELECT protocol, srcaddr, dstaddr, sum(flows) AS flows, sum(${rejectedFlows}) AS rejected,
    sum(packets) AS packets, sum(bytes) AS bytes, min(start_time) AS first_seen, max(end_time) AS last_seen,
    ${`other than ${names}`} AS criteria
  FROM flow
  WHERE protocol NOT IN (${join(left.map((number) => sql`${number}`))})
  GROUP BY protocol, srcaddr, dstaddr
) AS odd
ORDER BY flows DESC, protocol, srcaddr NULLS LAST, dstaddr NULLS LAST${firstRows(limit)}`;
}
