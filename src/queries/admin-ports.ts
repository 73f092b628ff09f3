/** Who reaches the ports by which machines are run, from outside. */
import type { Values } from '../option.ts';
import { adminPortOptions, type PortRange, type Ports } from '../options/security.ts';
import { portName, portNumbers } from '../port.ts';
import { protocolsWithPorts } from '../protocol.ts';
import type { Query, Question } from '../query.ts';
import { identifier, join, type Sql, sql } from '../sql.ts';
import { adminPorts } from './admin-port-list.ts';
import { clientColumns, conversationSides, isMeantForPort } from './client-side.ts';
import { firstRows } from './ranking.ts';

const named = (ports: readonly number[]) => ports.map((port) => `${port} ${portName(port) ?? ''}`.trim()).join(', ');

export const adminPortsQuery: Query<typeof adminPortOptions> = {
  name: 'admin-ports',
  summary: 'SSH, RDP, databases, Kubernetes, … reached from the internet, accepted first',
  details: `Looks for flows from the internet (--from any: from anywhere) to ports by which machines, databases and clusters are run. One row for each source, destination, port and action: what was accepted first, most bytes before less, then what has no action recorded, then what was rejected.

The ports, TCP: ${named(adminPorts.tcp)}. UDP: ${named(adminPorts.udp)}. --ports names others, +8443 adds to these; those count by TCP and UDP alike.

How it decides: by destination port, and from the internet means a public source address (not RFC 1918, 4193, 6598, link-local or multicast) in a flow that comes in, where flow-direction is recorded. Replies are left out. Where tcp-flags is recorded, a SYN or SYN-ACK tells for all flows of its conversation. Where there is none in the window, a reply is what comes from another well-known port to a port of 1024 or more and was let through.

When it is wrong: accepted means that security groups and network ACLs let the packets pass, not that somebody logged in, nor that a service listens; some hundred bytes are knocking, many kilobytes a session. A reply from a port that is not well known, to a client behind a NAT gateway or load balancer whose own port is one of these, looks like access. A session that began before the window, from a well-known port to a port of 1024 or more, passes for replies. Services on other ports are missed: see services and --ports. Addresses of IPv6 in a VPC are mostly public ones, so that without flow-direction traffic inside looks like it comes from outside. Behind a load balancer or proxy the source is that one's address; see --packet-level.`,
  examples: ['flowlogs admin-ports --action accept logs/', 'flowlogs admin-ports --from any --ports 22,3389 logs/'],
  options: adminPortOptions,
  rankedBy: 'flows',
  ask: (values) => ({
    columns,
    needs: ['srcaddr', 'dstaddr', 'dstport'],
    reads: [
      'srcaddr',
      'dstaddr',
      ...clientColumns,
      ...(values.from === 'public' ? ['srcscope', 'flow_direction'] : []),
    ],
    rows: 'grouped',
    sql: reachedText(values),
  }),
};

const columns = [
  { name: 'srcaddr', kind: 'address' },
  { name: 'dstaddr', kind: 'address' },
  { name: 'dstport', kind: 'integer' },
  { name: 'protocol', kind: 'protocol' },
  { name: 'service', kind: 'text' },
  { name: 'action', kind: 'action' },
  { name: 'flows', kind: 'count' },
  { name: 'packets', kind: 'packets' },
  { name: 'bytes', kind: 'bytes' },
  { name: 'first_seen', kind: 'time' },
  { name: 'last_seen', kind: 'time' },
  { name: 'criteria', kind: 'text' },
] as const satisfies Question['columns'];

function reachedText({ ports, from, limit }: Values<typeof adminPortOptions>): Sql {
  const outside = sql`srcscope = 'public' AND coalesce(flow_direction, 'ingress') = 'ingress'\n    AND `;
  return sql`SELECT ${join(columns.map(({ name }) => identifier(name)))}
FROM (
  SELECT srcaddr, dstaddr, dstport, protocol, ${serviceName(ports)} AS service, action, sum(flows) AS flows,
    sum(packets) AS packets, sum(bytes) AS bytes, min(start_time) AS first_seen, max(end_time) AS last_seen,
    ${`from=${from} ports=${portsText(ports)}`} AS criteria
  FROM (
    SELECT flow.*, ${conversationSides}
    FROM flow
    WHERE ${from === 'public' ? outside : sql``}(${isAsked(ports)})
  ) AS asked
  WHERE ${isMeantForPort}
  GROUP BY srcaddr, dstaddr, dstport, protocol, action
) AS reached
ORDER BY CASE action WHEN 'ACCEPT' THEN 1 WHEN 'REJECT' THEN 3 ELSE 2 END, bytes DESC NULLS LAST, flows DESC,
  srcaddr NULLS LAST, dstaddr NULLS LAST, dstport, protocol NULLS LAST, action NULLS LAST${firstRows(limit)}`;
}

/** Whether the destination is one of the ports. Where no protocol is recorded, TCP is meant. */
function isAsked(ports: Ports | undefined): Sql {
  const list = (numbers: readonly number[]) => sql`(${join(numbers.map((number) => sql`${number}`))})`;
  const own = (protocol: number, numbers: readonly number[]) =>
    sql`coalesce(protocol, 6) = ${protocol} AND dstport IN ${list(numbers)}`;
  const asked = (ports?.ranges ?? []).map(
    ({ first, last }) =>
      sql`coalesce(protocol, 6) IN ${list([...protocolsWithPorts])} AND dstport BETWEEN ${first} AND ${last}`,
  );
  const known = ports && !ports.added ? [] : [own(6, adminPorts.tcp), own(17, adminPorts.udp)];
  return join([...known, ...asked], sql` OR `);
}

function serviceName(ports: Ports | undefined): Sql {
  const own = ports && !ports.added ? [] : [...adminPorts.tcp, ...adminPorts.udp];
  const inRange = (port: number) => ports?.ranges.some(({ first, last }) => first <= port && port <= last);
  const wanted = portNumbers.filter((port) => own.some((one) => one === port) || inRange(port));
  if (wanted.length === 0) return sql`CAST(NULL AS varchar)`;
  return sql`CASE dstport ${join(
    wanted.map((port) => sql`WHEN ${port} THEN ${portName(port) ?? ''}`),
    sql` `,
  )} END`;
}

function portsText(ports: Ports | undefined): string {
  const text = ({ first, last }: PortRange) => (first === last ? `${first}` : `${first}-${last}`);
  return `${ports && !ports.added ? '' : 'known'}${ports?.added ? '+' : ''}${(ports?.ranges ?? []).map(text).join('/')}`;
}
