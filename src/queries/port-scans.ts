/** Who tries many ports of a host, or one port of many hosts, and mostly finds nothing. */
import type { Values } from '../option.ts';
import { portScanOptions } from '../options/security.ts';
import type { Query, Question } from '../query.ts';
import { identifier, join, type Sql, sql } from '../sql.ts';
import { clientColumns } from './client-side.ts';
import { firstRows } from './ranking.ts';
import { triedTargets } from './tried-targets.ts';

type Thresholds = Values<typeof portScanOptions>;

export const portScans: Query<typeof portScanOptions> = {
  name: 'port-scans',
  summary: 'sources that try many ports of a host, or a port of many hosts, mostly in vain',
  details: `Looks for sources that tried --min-ports ports of one host (vertical), one port of --min-hosts hosts (horizontal), or both, of which a share of --max-answered or less answered. One row for each source, about these tries alone: hosts, ports and targets (a port of a host) that it tried, targets that answered, flows, how many of them were rejected, and the host and the port with most targets. Slow scans are found too: only the number counts, in the whole window. The usual 15 ports and 25 hosts are those of Zeek's scan detection.

How it decides: a try is a flow from a client. Where tcp-flags is recorded, that is TCP with SYN and without ACK, and an answer is a SYN-ACK that was let through. Without flags the ports tell: what comes from a well-known port to one that is none is a reply, what goes from a port of 32768 or more to a lower one is a try; where both ports could be the client's (NAT gateways and load balancers use 1024 to 65535), only rejected flows are tries. An answer is then any flow back that was let through, of UDP or of more than bare TCP headers (a refusal has 40 bytes, 60 by IPv6). Resolvers, load balancers and crawlers ask many hosts too, but most of these answer; --max-answered 1 shows them.

When it is wrong: a client that keeps trying hosts that are down looks like a scan; so do peer-to-peer programs. A scan by many sources, of few ports on few hosts, of open ports only, or without SYN (ACK, FIN; where flags are recorded, rejected ones count) is missed; without flags also one from a well-known port. Answers are seen only if both directions are in the logs: --src, --dst, --action, --direction and the like leave one out, so that nobody seems to answer; use --addr and --port. Behind a NAT gateway all sources are one; see --packet-level.`,
  examples: [
    'flowlogs port-scans --date 2025-08-14 logs/',
    'flowlogs port-scans --min-ports 100 --addr 10.0.0.0/8 logs/',
  ],
  options: portScanOptions,
  rankedBy: 'targets',
  ask: (values) => ({
    columns,
    needs: ['srcaddr', 'dstaddr', 'srcport', 'dstport'],
    reads: ['srcaddr', 'dstaddr', ...clientColumns],
    rows: 'grouped',
    sql: scansText(values),
  }),
};

const columns = [
  { name: 'srcaddr', kind: 'address' },
  { name: 'kind', kind: 'text' },
  { name: 'hosts', kind: 'count' },
  { name: 'ports', kind: 'count' },
  { name: 'targets', kind: 'count' },
  { name: 'answered', kind: 'count' },
  { name: 'flows', kind: 'count' },
  { name: 'rejected', kind: 'count' },
  { name: 'busiest_host', kind: 'address' },
  { name: 'busiest_port', kind: 'port' },
  { name: 'protocol', kind: 'protocol' },
  { name: 'first_seen', kind: 'time' },
  { name: 'last_seen', kind: 'time' },
  { name: 'criteria', kind: 'text' },
] as const satisfies Question['columns'];

/** The targets of scans: each with how many its host, and its port, have of that source. */
function scannedTargets({ minPorts, minHosts, maxAnswered }: Thresholds): Sql {
  const mostly = (answered: string, tried: string) =>
    sql`CAST(${identifier(answered)} AS double) / ${identifier(tried)} <= ${maxAnswered}`;
  return sql`SELECT srcaddr, dstaddr, protocol, dstport, flows, rejected, first_seen, last_seen, answered,
  CASE WHEN host_tried >= ${minPorts} AND ${mostly('host_answered', 'host_tried')} THEN 1 ELSE 0 END AS vertical,
  CASE WHEN port_tried >= ${minHosts} AND ${mostly('port_answered', 'port_tried')} THEN 1 ELSE 0 END AS horizontal
FROM (
  SELECT srcaddr, dstaddr, protocol, dstport, flows, rejected, first_seen, last_seen, answered,
    count(srcaddr) OVER (PARTITION BY srcaddr, dstaddr) AS host_tried,
    sum(answered) OVER (PARTITION BY srcaddr, dstaddr) AS host_answered,
    count(srcaddr) OVER (PARTITION BY srcaddr, protocol, dstport) AS port_tried,
    sum(answered) OVER (PARTITION BY srcaddr, protocol, dstport) AS port_answered
  FROM (${triedTargets}) AS targets
) AS measured`;
}

/** Each host and each port that a source scanned, with its place among them. */
function scannedPlaces(thresholds: Thresholds): Sql {
  const sums = ['answered', 'flows', 'rejected'].map((name) => sql`sum(${identifier(name)}) AS ${identifier(name)}`);
  const marks = ['vertical', 'horizontal'].map((name) => sql`max(${identifier(name)}) AS ${identifier(name)}`);
  return sql`SELECT srcaddr, dstaddr, protocol, dstport, is_port, targets, answered, flows, rejected, first_seen, last_seen, vertical, horizontal,
  row_number() OVER (PARTITION BY srcaddr, is_port
    ORDER BY targets DESC, flows DESC, dstaddr NULLS LAST, protocol NULLS LAST, dstport NULLS LAST) AS place
FROM (
  SELECT srcaddr, dstaddr, protocol, dstport, grouping(dstaddr) AS is_port, count(srcaddr) AS targets, ${join([...sums, ...marks])},
    min(first_seen) AS first_seen, max(last_seen) AS last_seen
  FROM (${scannedTargets(thresholds)}) AS marked
  WHERE vertical = 1 OR horizontal = 1
  GROUP BY GROUPING SETS ((srcaddr, dstaddr), (srcaddr, protocol, dstport))
) AS places`;
}

function scansText(thresholds: Thresholds): Sql {
  const { minPorts, minHosts, maxAnswered, limit } = thresholds;
  const ofHosts = sql`FILTER (WHERE is_port = 0)`;
  const busiestPort = sql`FILTER (WHERE is_port = 1 AND place = 1)`;
  const sums = ['targets', 'answered', 'flows', 'rejected'].map(
    (name) => sql`sum(${identifier(name)}) ${ofHosts} AS ${identifier(name)}`,
  );
  return sql`SELECT ${join(columns.map(({ name }) => identifier(name)))}
FROM (
  SELECT srcaddr,
    CASE WHEN max(vertical) + max(horizontal) = 2 THEN 'both' WHEN max(vertical) = 1 THEN 'vertical' ELSE 'horizontal' END AS kind,
    count(srcaddr) ${ofHosts} AS hosts, count(srcaddr) FILTER (WHERE is_port = 1) AS ports, ${join(sums)},
    max(dstaddr) FILTER (WHERE is_port = 0 AND place = 1) AS busiest_host,
    max(dstport) ${busiestPort} AS busiest_port, max(protocol) ${busiestPort} AS protocol,
    min(first_seen) AS first_seen, max(last_seen) AS last_seen,
    ${`min-ports=${minPorts} min-hosts=${minHosts} max-answered=${maxAnswered}`} AS criteria
  FROM (${scannedPlaces(thresholds)}) AS placed
  GROUP BY srcaddr
) AS scans
ORDER BY targets DESC, srcaddr${firstRows(limit)}`;
}
