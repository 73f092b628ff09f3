/** Talks of a source with a port of a destination, and the intervals between them. */
import { binColumn } from '../derived.ts';
import type { Values } from '../option.ts';
import type { beaconOptions } from '../options/security.ts';
import { identifier, type Sql, sql } from '../sql.ts';
import { isReply } from './client-side.ts';
import { portValue } from './group.ts';
import { rejectedFlows } from './rejected.ts';

/** Which talks are wanted, and what parts them. */
export type Spacing = Pick<Values<typeof beaconOptions>, 'minCount' | 'aggregationInterval' | 'to'>;

/** What a conversation is known by. */
export const conversation = sql`srcaddr, dstaddr, dstport, protocol`;
export const ofConversation = sql`PARTITION BY ${conversation}`;

const bin = identifier(binColumn);

/** The aggregation intervals that AWS has, in seconds: of Nitro instances and on request, and the usual longest. */
const [shortest, longest] = [60, 600] as const;

/** Whole seconds since 1970 of a time that is one. */
const epochSeconds = (time: Sql) => sql`date_diff('second', TIMESTAMP '1970-01-01 00:00:00', ${time})`;

/** The flows of clients, each with the number of such flows of its conversation. Most conversations have few and go here. */
function oftenTalking({ minCount, to }: Spacing): Sql {
  return sql`SELECT *
FROM (
  SELECT *, count(${bin}) OVER (${ofConversation}) AS starts
  FROM (
    SELECT srcaddr, dstaddr, ${portValue('dstport')} AS dstport, protocol, dstscope, ${bin}, action, flows, bytes, end_time
    FROM flow
    WHERE srcaddr IS NOT NULL AND dstaddr IS NOT NULL AND ${bin} IS NOT NULL AND NOT ${isReply}${to === 'public' ? sql` AND dstscope = 'public'` : sql``}
  ) AS of_clients
) AS counted
WHERE starts >= ${minCount}`;
}

/**
 * One row for each second in which flows of a conversation start. A record that lasts longer than any aggregation interval
 * has an end that is none (logs with such exist): it would swallow all that follows.
 */
function seconds(spacing: Spacing): Sql {
  return sql`SELECT *, CASE WHEN end_second - start_second > ${longest + shortest} THEN start_second ELSE end_second END AS busy_until
FROM (
  SELECT ${conversation}, dstscope, ${bin} AS start_time, ${epochSeconds(bin)} AS start_second,
    coalesce(${epochSeconds(sql`date_trunc('second', max(end_time))`)}, ${epochSeconds(bin)}) AS end_second,
    sum(bytes) AS bytes, ${rejectedFlows} AS rejected, max(end_time) AS end_time
  FROM (${oftenTalking(spacing)}) AS often_talking
  GROUP BY ${conversation}, dstscope, ${bin}
) AS starts`;
}

/**
 * One row for each talk, with its `spacing`: the seconds since the start of the one before, NULL for the first. What begins
 * less than an aggregation interval (seconds; by the longest record if undefined) after all before it ended is the same talk.
 */
export function spacedTalks(spacing: Spacing): Sql {
  const pause =
    spacing.aggregationInterval ?? sql`CASE WHEN longest_record > ${shortest} THEN ${longest} ELSE ${shortest} END`;
  return sql`SELECT *, start_second - lag(start_second) OVER (${ofConversation} ORDER BY start_second) AS spacing
FROM (
  SELECT ${conversation}, dstscope, talk, min(start_second) AS start_second, sum(bytes) AS bytes,
    sum(rejected) AS rejected, min(start_time) AS first_seen, max(end_time) AS last_seen
  FROM (
    SELECT *, sum(CASE WHEN start_second - talked_until < ${pause} THEN 0 ELSE 1 END)
      OVER (${ofConversation} ORDER BY start_second ROWS UNBOUNDED PRECEDING) AS talk
    FROM (
      SELECT *, max(busy_until - start_second) OVER (${ofConversation}) AS longest_record,
        max(busy_until) OVER (${ofConversation} ORDER BY start_second
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS talked_until
      FROM (${seconds(spacing)}) AS seconds
    ) AS followed
  ) AS numbered
  GROUP BY ${conversation}, dstscope, talk
) AS talks`;
}
