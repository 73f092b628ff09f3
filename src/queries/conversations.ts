/** Conversations, both directions as one, with the side that serves: in SQL over `flow`. */
import { type Sql, sql } from '../sql.ts';
import { hasPorts, isWellKnown, sideByFlags } from './service.ts';

const hasFlags = sql`(coalesce(protocol, 6) = 6 AND tcp_flags IS NOT NULL)`;

/** 1 if the sender's port alone is well known, −1 if the receiver's is; NULL if both are, or none. The long lists are gone through once. */
const knownSide = sql`CASE WHEN src_known AND NOT dst_known THEN 1 WHEN dst_known AND NOT src_known THEN -1 END`;

/**
 * Each flow with its two ends, a and b; `turn` is 1 if a sends it, −1 if b does. If flags are recorded, other records of the
 * conversation may tell more: the ends are in an order that is the same both ways, with both ports, and `vote` is 1 if this
 * record's flags say that a serves, −1 for b, and `guess` what the ports say. Otherwise all is known now, and kept no longer than needed: a serves, the port
 * of b does not matter; of what is undecided, nothing does.
 */
const flowsByEnds = sql`SELECT flows, packets, bytes, start_time, end_time, has_flags, turn,
    CASE WHEN turn IS NOT NULL THEN protocol END AS protocol,
    CASE turn WHEN 1 THEN srcaddr WHEN -1 THEN dstaddr END AS a, CASE turn WHEN 1 THEN srcport WHEN -1 THEN dstport END AS a_port,
    CASE turn WHEN 1 THEN dstaddr WHEN -1 THEN srcaddr END AS b,
    CASE WHEN has_flags = 1 THEN CASE turn WHEN 1 THEN dstport ELSE srcport END END AS b_port,
    CASE WHEN has_flags = 1 THEN CASE side WHEN 'src' THEN turn WHEN 'dst' THEN -turn END END AS vote, turn * known_side AS guess
  FROM (
    SELECT *, CASE WHEN has_flags = 1 THEN
        CASE WHEN srcaddr < dstaddr OR (srcaddr = dstaddr AND srcport <= dstport) THEN 1 ELSE -1 END
      ELSE known_side END AS turn
    FROM (
      SELECT *, CASE WHEN ${hasFlags} THEN 1 ELSE 0 END AS has_flags, ${sideByFlags} AS side, ${knownSide} AS known_side
      FROM (
        SELECT *, ${isWellKnown(sql`srcport`)} AS src_known, ${isWellKnown(sql`dstport`)} AS dst_known
        FROM flow
        WHERE ${hasPorts} AND coalesce(action, 'ACCEPT') <> 'REJECT'
      ) AS flows_with_ports
    ) AS flows_with_sides
  ) AS turned`;

const conversations = sql`SELECT a, a_port, b, b_port, protocol, has_flags, min(vote) AS lowest, max(vote) AS highest, max(guess) AS guess,
    sum(flows) AS flows, sum(packets) AS packets, sum(CASE WHEN turn = -1 THEN NULL ELSE bytes END) AS a_bytes,
    sum(CASE WHEN turn = -1 THEN bytes END) AS b_bytes, min(start_time) AS first_seen, max(end_time) AS last_seen
  FROM (
  ${flowsByEnds}
  ) AS by_ends
  GROUP BY a, a_port, b, b_port, protocol, has_flags`;

/** `serves` is 1 for a, −1 for b, NULL for nobody knows. Flags that contradict each other do not tell. */
const decided = sql`SELECT *, CASE WHEN has_flags = 0 THEN CASE WHEN a IS NOT NULL THEN 1 END
      WHEN lowest = highest THEN highest ELSE guess END AS serves
  FROM (
  ${conversations}
  ) AS conversations`;

/**
 * Conversations with `server`, `port` and `protocol`, NULL where the side is undecided; `client`; `by_flags`, 1 if flags
 * decided; `received` and `sent`, bytes from and to the client. Of undecided ones nobody knows which bytes are which.
 */
export const servedConversations: Sql = sql`SELECT CASE serves WHEN 1 THEN a WHEN -1 THEN b END AS server,
    CASE serves WHEN 1 THEN a_port WHEN -1 THEN b_port END AS port,
    CASE WHEN serves IS NOT NULL THEN protocol END AS protocol, CASE serves WHEN 1 THEN b WHEN -1 THEN a END AS client,
    CASE WHEN lowest = highest THEN 1 ELSE 0 END AS by_flags, flows, packets,
    CASE WHEN serves = -1 THEN a_bytes ELSE b_bytes END AS received,
    CASE WHEN serves = -1 THEN b_bytes ELSE a_bytes END AS sent, first_seen, last_seen
  FROM (
  ${decided}
  ) AS decided`;
