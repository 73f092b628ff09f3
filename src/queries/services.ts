import { limitOption } from '../options/ranking.ts';
import type { Query } from '../query.ts';
import { join, type Sql, sql } from '../sql.ts';
import { firstRows } from './ranking.ts';
import { hasPorts, servicePorts, servingSide } from './service.ts';

const options = { limit: limitOption(20) };

/** One conversation, whichever way a record goes: its two ends in a fixed order, and what one record tells of who serves. */
const ends = [
  sql`CASE WHEN turned THEN dstaddr ELSE srcaddr END AS one`,
  sql`CASE WHEN turned THEN dstport ELSE srcport END AS one_port`,
  sql`CASE WHEN turned THEN srcaddr ELSE dstaddr END AS other`,
  sql`CASE WHEN turned THEN srcport ELSE dstport END AS other_port`,
];

/** Flags tell it for the whole conversation; the port table only where no record has such flags. */
const byFlags: Sql = sql`CASE WHEN (tcp_flags / 2) % 2 = 1 THEN ${servingSide} END`;

const conversations = sql`SELECT one, one_port, other, other_port, protocol,
    max(flagged) AS flagged, min(flagged) AS flagged_too, max(guessed) AS guessed,
    sum(flows) AS flows, sum(packets) AS packets, sum(bytes) AS bytes,
    sum(bytes) FILTER (WHERE turned) AS bytes_of_other, sum(bytes) FILTER (WHERE NOT turned) AS bytes_of_one,
    min(start_time) AS start_time, max(end_time) AS end_time
  FROM (
    SELECT ${join(ends)}, protocol, turned, flows, packets, bytes, start_time, end_time,
      CASE flagged WHEN 'src' THEN from_end WHEN 'dst' THEN to_end END AS flagged,
      CASE guessed WHEN 'src' THEN from_end WHEN 'dst' THEN to_end END AS guessed
    FROM (
      SELECT *, CASE WHEN turned THEN 'other' ELSE 'one' END AS from_end, CASE WHEN turned THEN 'one' ELSE 'other' END AS to_end
      FROM (
        SELECT srcaddr, dstaddr, srcport, dstport, protocol, flows, packets, bytes, start_time, end_time,
          srcaddr > dstaddr OR (srcaddr = dstaddr AND srcport > dstport) AS turned,
          ${byFlags} AS flagged, ${servingSide} AS guessed
        FROM flow
        WHERE ${hasPorts}
      ) AS judged
    ) AS directed
  ) AS records
  GROUP BY one, one_port, other, other_port, protocol`;

/** `one` or `other`; NULL where nothing tells, or records contradict each other. */
const server = sql`CASE WHEN flagged IS NULL THEN guessed WHEN flagged = flagged_too THEN flagged END`;

export const services: Query<typeof options> = {
  name: 'services',
  summary: 'who serves what: the servers, their ports, clients, flows and bytes both ways',
  details:
    'Both directions of a conversation are one. The server is the side to which a TCP SYN goes and from which a SYN-ACK comes, by any record of the conversation; where no record has such flags, the side whose port is well known, if only one is. What neither tells is in the row without a server: its conversations are the undecided. It is wrong where a client uses a well-known port as its own, and blind to servers on unknown ports in logs without tcp-flags (version 2). Protocols without ports serve nothing, and are left out.',
  examples: ['flowlogs services logs/', 'flowlogs services --addr 10.0.3.0/24 --dedupe logs/'],
  options,
  rankedBy: 'bytes',
  ask: ({ limit }) => ({
    columns: [
      { name: 'server', kind: 'address' },
      { name: 'port', kind: 'port' },
      { name: 'protocol', kind: 'protocol' },
      { name: 'clients', kind: 'count' },
      { name: 'conversations', kind: 'count' },
      { name: 'flows', kind: 'count' },
      { name: 'packets', kind: 'packets' },
      { name: 'bytes', kind: 'bytes' },
      { name: 'bytes_from_clients', kind: 'bytes' },
      { name: 'bytes_to_clients', kind: 'bytes' },
      { name: 'first_seen', kind: 'time' },
      { name: 'last_seen', kind: 'time' },
    ],
    needs: ['srcaddr', 'dstaddr', 'srcport', 'dstport', 'protocol'],
    reads: ['srcaddr', 'dstaddr', ...servicePorts],
    rows: 'grouped',
    sql: sql`SELECT server, port, protocol, nullif(count(client), 0) AS clients, sum(conversations) AS conversations,
  sum(flows) AS flows, sum(packets) AS packets, sum(bytes) AS bytes,
  sum(from_client) AS bytes_from_clients, sum(to_client) AS bytes_to_clients,
  min(start_time) AS first_seen, max(end_time) AS last_seen
FROM (
  SELECT server, port, protocol, client, sum(1) AS conversations,
    sum(flows) AS flows, sum(packets) AS packets, sum(bytes) AS bytes, sum(from_client) AS from_client,
    sum(to_client) AS to_client, min(start_time) AS start_time, max(end_time) AS end_time
  FROM (
    SELECT CASE side WHEN 'one' THEN one WHEN 'other' THEN other END AS server,
      CASE side WHEN 'one' THEN one_port WHEN 'other' THEN other_port END AS port,
      CASE WHEN side IS NOT NULL THEN protocol END AS protocol,
      CASE side WHEN 'one' THEN other WHEN 'other' THEN one END AS client,
      flows, packets, bytes, start_time, end_time,
      CASE side WHEN 'one' THEN bytes_of_other WHEN 'other' THEN bytes_of_one END AS from_client,
      CASE side WHEN 'one' THEN bytes_of_one WHEN 'other' THEN bytes_of_other END AS to_client
    FROM (
      SELECT *, ${server} AS side
      FROM (
  ${conversations}
      ) AS conversations
    ) AS decided
  ) AS served
  GROUP BY server, port, protocol, client
) AS pairs
GROUP BY server, port, protocol
ORDER BY bytes DESC NULLS LAST, server NULLS LAST, port NULLS LAST, protocol NULLS LAST${firstRows(limit)}`,
  }),
};
