/** Which flows are tries of a client, and which are answers to one. */
import { portNumbers } from '../port.ts';
import { protocolsWithPorts } from '../protocol.ts';
import { join, type Sql, sql } from '../sql.ts';
import { servicePorts, servingSide } from './service.ts';

/** The columns of `flow` that tell it. */
export const clientColumns = [...servicePorts, 'action'] as const;

/** From here on ports are those that Linux gives to clients (others begin at 49152); no service is known by one of them. */
const clientPorts = 32768;
/** Below it a port is a service's. From here on NAT gateways and load balancers take ports of their own as clients. */
const relayPorts = 1024;

const withPorts = join([...protocolsWithPorts].map((number) => sql`${number}`));
const hasPorts = sql`coalesce(protocol, 6) IN (${withPorts})`;
const hasFlags = sql`(coalesce(protocol, 6) = 6 AND tcp_flags IS NOT NULL)`;
const syn = sql`(tcp_flags / 2) % 2 = 1`;
const ack = sql`(tcp_flags / 16) % 2 = 1`;
const isRejected = sql`coalesce(action = 'REJECT', false)`;

/** What `isTry` reads beside the columns of `flow`. The rule has long lists of ports: it is to be worked out once. */
export const serving: Sql = sql`${servingSide} AS serving`;

/**
 * Whether a flow is a try, never NULL. A SYN without an ACK is one. With flags but without a SYN it is the middle of a
 * talk; rejected, it may be a scan that sends none. Without flags the ports tell; where either port may be the client's,
 * what was let through may be a reply, so that only what was rejected is a try.
 */
export const isTry: Sql = sql`CASE
    WHEN NOT ${hasPorts} THEN false
    WHEN ${syn} THEN NOT ${ack}
    WHEN ${hasFlags} THEN ${isRejected} AND coalesce(srcport >= ${clientPorts} AND dstport < ${clientPorts}, false)
    WHEN serving = 'src' THEN false
    WHEN srcport = dstport THEN ${isRejected}
    WHEN serving = 'dst' AND (srcport >= ${clientPorts} OR srcport < ${relayPorts} OR dstport < ${relayPorts}) THEN true
    WHEN srcport >= ${clientPorts} AND dstport < ${clientPorts} THEN true
    WHEN srcport >= ${relayPorts} AND dstport < ${relayPorts} THEN true
    ELSE ${isRejected}
  END`;

/** Whether a flow that is no try may be the answer to one, never NULL: let through, and with flags a SYN-ACK. */
export const mayAnswer: Sql = sql`(${hasPorts} AND NOT ${isRejected} AND CASE WHEN ${hasFlags} THEN ${syn} AND ${ack} ELSE true END)`;

/** Whether the answer says by itself, never NULL, that the port is open: TCP without flags may be a refusal (RST). */
export const isPlainAnswer: Sql = sql`(${hasFlags} OR coalesce(protocol, 6) <> 6)`;

/**
 * Whether a flow to a port that is known to serve is meant for it, never NULL. It is the reply to a client that happens to
 * have that port only if it comes from another known port; rejected, it counts all the same.
 */
export const isMeantForPort: Sql = sql`CASE
      WHEN ${syn} THEN NOT ${ack}
      WHEN dstport < ${relayPorts} OR srcport = dstport THEN true
      WHEN srcport IN (${join(portNumbers.map((port) => sql`${port}`))}) THEN ${isRejected}
      ELSE true
    END`;
