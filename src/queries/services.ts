/** Who serves what, and to how many: both directions of a conversation added up at the side that serves. */
import type { Values } from '../option.ts';
import { serviceOptions } from '../options/services.ts';
import type { Query, Question } from '../query.ts';
import { identifier, join, type Sql, sql } from '../sql.ts';
import { servedConversations } from './conversations.ts';
import { firstRows } from './ranking.ts';
import { servicePorts } from './service.ts';

export const services: Query<typeof serviceOptions> = {
  name: 'services',
  summary: 'who serves what: the servers, their ports, clients, flows and bytes both ways',
  details: `Looks for servers: one row for each address, port and protocol that serves, with the number of its clients. Both directions of a conversation are one: bytes are all, bytes_received those from the clients, bytes_sent those to them; nothing sent means that nobody answered. Rejected flows are left out, as are protocols without ports.

How it decides which side serves: by tcp-flags, a SYN without ACK comes from the client, one with ACK from the server; one record of a conversation (the same two addresses and ports, either way) tells for all of it. Where none has a SYN, or they contradict each other, the side with a well-known port serves, if only one has one. decided_by says which of the two it was; with some of each, flags. What neither decides is counted in the last row, undecided, whatever the limit.

When it is wrong: without tcp-flags (version 2) only ports tell, so that servers on other ports are undecided, and a client that happens to have a well-known port passes for a server. With the same well-known port on both sides (NTP) nothing tells. A scan of open ports makes clients. Ports that are used again in the window make two conversations one. Behind a load balancer or proxy the clients are that one's addresses. Traffic between two interfaces of yours is logged at both: see --dedupe, and --packet-level.`,
  examples: ['flowlogs services logs/', 'flowlogs services --sort clients --addr 10.0.3.0/24 --dedupe logs/'],
  options: serviceOptions,
  ask: (values) => ({
    columns,
    needs: ['srcaddr', 'dstaddr', 'srcport', 'dstport'],
    reads: ['srcaddr', 'dstaddr', ...servicePorts, 'action'],
    rows: 'grouped',
    isLarge: true,
    sql: rankedText(values),
  }),
};

const columns = [
  { name: 'server', kind: 'address' },
  { name: 'port', kind: 'port' },
  { name: 'protocol', kind: 'protocol' },
  { name: 'decided_by', kind: 'text' },
  { name: 'clients', kind: 'count' },
  { name: 'flows', kind: 'count' },
  { name: 'packets', kind: 'packets' },
  { name: 'bytes', kind: 'bytes' },
  { name: 'bytes_received', kind: 'bytes' },
  { name: 'bytes_sent', kind: 'bytes' },
  { name: 'first_seen', kind: 'time' },
  { name: 'last_seen', kind: 'time' },
] as const satisfies Question['columns'];

const sums = join(
  ['flows', 'packets', 'received', 'sent'].map((name) => sql`sum(${identifier(name)}) AS ${identifier(name)}`),
);
const span = sql`min(first_seen) AS first_seen, max(last_seen) AS last_seen`;

/** One row for each service and client; one for all that is undecided. */
const clients = sql`SELECT server, port, protocol, client, max(by_flags) AS by_flags, ${sums}, ${span}
  FROM (
  ${servedConversations}
  ) AS served
  GROUP BY server, port, protocol, client`;

const servers = sql`SELECT server, port, protocol,
    CASE WHEN server IS NULL THEN 'undecided' WHEN by_flags = 1 THEN 'flags' ELSE 'port' END AS decided_by,
    nullif(clients, 0) AS clients, flows, packets, bytes,
    CASE WHEN server IS NOT NULL AND bytes IS NOT NULL THEN coalesce(received, 0) END AS bytes_received,
    CASE WHEN server IS NOT NULL AND bytes IS NOT NULL THEN coalesce(sent, 0) END AS bytes_sent, first_seen, last_seen
  FROM (
    SELECT *, coalesce(received + sent, received, sent) AS bytes
    FROM (
      SELECT server, port, protocol, max(by_flags) AS by_flags, count(client) AS clients, ${sums}, ${span}
      FROM (
  ${clients}
      ) AS clients
      GROUP BY server, port, protocol
    ) AS summed
  ) AS servers`;

/** The first services, and after them what is undecided. */
function rankedText({ sort, limit }: Values<typeof serviceOptions>): Sql {
  const undecidedLast = sql`CASE WHEN server IS NULL THEN 1 ELSE 0 END`;
  const order = sql`${identifier(sort)} DESC NULLS LAST, flows DESC, server, port NULLS LAST, protocol NULLS LAST`;
  return sql`SELECT ${join(columns.map(({ name }) => identifier(name)))}
FROM (
  ${limit === 0 ? servers : firstOf(limit, undecidedLast, order)}
) AS ranked
ORDER BY ${undecidedLast}, ${order}`;
}

/** What is undecided comes first here, so that no limit cuts it off; where there is none, one service too many has come. */
function firstOf(limit: number, undecidedLast: Sql, order: Sql): Sql {
  return sql`SELECT *
  FROM (
    SELECT *, row_number() OVER (ORDER BY ${undecidedLast}, ${order}) AS place
    FROM (
  ${servers}
  ORDER BY ${undecidedLast} DESC, ${order}${firstRows(limit + 1)}
    ) AS first_ones
  ) AS placed
  WHERE place <= ${limit} OR server IS NULL`;
}
