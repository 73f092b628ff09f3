/** Which flows are tries of a client, which are answers to one, and which are replies. */
import { type Sql, sql } from '../sql.ts';
import { hasPorts, isWellKnown, servicePorts } from './service.ts';

/** The columns of `flow` that tell it. */
export const clientColumns = [...servicePorts, 'action'] as const;

/** From here on ports are those that Linux gives to clients (others begin at 49152); no service is known by one of them. */
const clientPorts = 32768;
/** Below it a port is a service's. From here on NAT gateways and load balancers take ports of their own as clients. */
const relayPorts = 1024;

const hasFlags = sql`(coalesce(protocol, 6) = 6 AND tcp_flags IS NOT NULL)`;
const syn = sql`(tcp_flags / 2) % 2 = 1`;
const ack = sql`(tcp_flags / 16) % 2 = 1`;
const isRejected = sql`coalesce(action = 'REJECT', false)`;

/** Columns that `isTry` reads beside those of `flow`. Lists of that length cost DuckDB memory: they are gone through once. */
export const knownSides: Sql = sql`${isWellKnown(sql`srcport`)} AS src_known, ${isWellKnown(sql`dstport`)} AS dst_known`;

/**
 * Whether a flow is a try, never NULL. A SYN without an ACK is one. With flags but without a SYN it is the middle of a
 * talk; rejected, it may be a scan that sends none. Without flags the ports tell; where either port may be the client's,
 * what was let through may be a reply, so that only what was rejected is a try.
 */
export const isTry: Sql = sql`CASE
    WHEN NOT ${hasPorts} THEN false
    WHEN ${syn} THEN NOT ${ack}
    WHEN ${hasFlags} THEN ${isRejected} AND coalesce(srcport >= ${clientPorts} AND dstport < ${clientPorts}, false)
    WHEN src_known AND NOT dst_known THEN false
    WHEN srcport = dstport THEN ${isRejected}
    WHEN dst_known AND NOT src_known AND NOT (srcport BETWEEN ${relayPorts} AND ${clientPorts - 1} AND dstport >= ${relayPorts}) THEN true
    WHEN srcport >= ${clientPorts} AND dstport < ${clientPorts} THEN true
    WHEN srcport >= ${relayPorts} AND dstport < ${relayPorts} THEN true
    ELSE ${isRejected}
  END`;

/** Whether a flow that is no try may be the answer to one, never NULL: let through, and with flags a SYN-ACK. */
export const mayAnswer: Sql = sql`(${hasPorts} AND NOT ${isRejected} AND CASE WHEN ${hasFlags} THEN ${syn} AND ${ack} ELSE true END)`;

/** Whether the answer says by itself, never NULL, that the port is open: TCP without flags may be a refusal (RST). */
export const isPlainAnswer: Sql = sql`(${hasFlags} OR coalesce(protocol, 6) <> 6)`;

/** Whether a flow surely is a reply, never NULL: a SYN-ACK, or without a SYN from a well-known port to one that is none. */
export const isReply: Sql = sql`CASE WHEN ${syn} THEN ${ack}
    ELSE ${hasPorts} AND ${isWellKnown(sql`srcport`)} AND NOT ${isWellKnown(sql`dstport`)} END`;

const conversation = sql`PARTITION BY srcaddr, dstaddr, srcport, dstport, protocol`;

/**
 * Columns that `isMeantForPort` reads beside those of `flow`: whether its end of the conversation asked (a SYN without an
 * ACK) or answered (with one) in any of its flows. Only the first record of a session has the SYN.
 */
export const conversationSides: Sql = sql`max(CASE WHEN ${syn} AND NOT ${ack} THEN 1 ELSE 0 END) OVER (${conversation}) AS asks,
    max(CASE WHEN ${syn} AND ${ack} THEN 1 ELSE 0 END) OVER (${conversation}) AS answers`;

/**
 * Whether a flow to a port that is known to serve is meant for it, never NULL. Without a SYN in the conversation it is the
 * reply to a client that happens to have that port only if it comes from another known port; rejected, it counts all the
 * same.
 */
export const isMeantForPort: Sql = sql`CASE
      WHEN ${syn} THEN NOT ${ack}
      WHEN asks = 1 THEN true
      WHEN answers = 1 THEN false
      WHEN dstport < ${relayPorts} OR srcport = dstport THEN true
      WHEN ${isWellKnown(sql`srcport`)} THEN ${isRejected}
      ELSE true
    END`;
