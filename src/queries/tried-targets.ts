/** What clients tried: one row for each port of each host, and whether it answered. */
import { type Sql, sql } from '../sql.ts';
import { isPlainAnswer, isTry, knownSides, mayAnswer } from './client-side.ts';
import { rejectedFlows } from './rejected.ts';

const isTried = sql`part = 'try'`;

/** Bytes of a packet of TCP without data and options, such as a refusal (RST): RFC 791, RFC 8200 and RFC 9293. */
const bareHeaders = sql`CASE WHEN strpos(srcaddr, ':') > 0 THEN 60 ELSE 40 END`;

/** What the flow is, seen from the client: its try, an answer, or one that may be a refusal. */
const partText = sql`CASE
      WHEN srcaddr IS NULL OR dstaddr IS NULL OR srcport IS NULL OR dstport IS NULL THEN NULL
      WHEN ${isTry} THEN 'try' WHEN ${mayAnswer} THEN CASE WHEN ${isPlainAnswer} THEN 'answer' ELSE 'reply' END END`;

/**
 * Client (srcaddr), server (dstaddr, protocol, dstport), flows of the client, how many were rejected (NULL where no action is
 * recorded), and `answered`, 1 or 0. Tries and answers meet in one group, so that `flow` is read once;
 * what is neither is one group without tries. (A WHERE would have DuckDB work out the sides twice, with much memory.)
 */
export const triedTargets: Sql = sql`SELECT srcaddr, dstaddr, protocol, dstport,
  sum(flows) FILTER (WHERE ${isTried}) AS flows,
  sum(${rejectedFlows}) FILTER (WHERE ${isTried}) AS rejected,
  min(start_time) FILTER (WHERE ${isTried}) AS first_seen, max(end_time) FILTER (WHERE ${isTried}) AS last_seen,
  CASE WHEN sum(CASE part WHEN 'answer' THEN flows WHEN 'reply' THEN coalesce(bytes - packets * ${bareHeaders}, flows) END) > 0
    THEN 1 ELSE 0 END AS answered
FROM (
  SELECT CASE WHEN ${isTried} THEN srcaddr WHEN part IS NOT NULL THEN dstaddr END AS srcaddr,
    CASE WHEN ${isTried} THEN dstaddr WHEN part IS NOT NULL THEN srcaddr END AS dstaddr,
    CASE WHEN ${isTried} THEN dstport WHEN part IS NOT NULL THEN srcport END AS dstport,
    protocol, part, action, flows, packets, bytes, start_time, end_time
  FROM (
    SELECT *, ${partText} AS part
    FROM (
      SELECT srcaddr, dstaddr, srcport, dstport, protocol, tcp_flags, action, flows, packets, bytes, start_time, end_time,
        ${knownSides}
      FROM flow
    ) AS sides
  ) AS parts
) AS seen_from_client
GROUP BY srcaddr, dstaddr, protocol, dstport
HAVING sum(flows) FILTER (WHERE ${isTried}) > 0`;
