/** Talks of a source with a port of a destination, and the intervals between them. */
import { binColumn } from '../derived.ts';
import type { Values } from '../option.ts';
import type { beaconOptions } from '../options/security.ts';
import { identifier, type Sql, sql } from '../sql.ts';
import { isReply } from './client-side.ts';
import { portValue } from './group.ts';
import { rejectedFlows } from './rejected.ts';

/** Which talks are wanted, and what parts them. */
type Spacing = Pick<Values<typeof beaconOptions>, 'minCount' | 'aggregationInterval' | 'to'>;

/** What a conversation is known by. */
export const conversation = sql`srcaddr, dstaddr, dstport, protocol`;
export const ofConversation = sql`PARTITION BY ${conversation}`;

/** The aggregation intervals that AWS has, in seconds: of Nitro instances and on request, and the usual longest. */
const [shortest, longest] = [60, 600] as const;

/** As long as the shortest pause: flows that start in the same bin are one talk. */
export const talkBin = { seconds: shortest } as const;

const bin = identifier(binColumn);
const ofAll = sql`OVER (${ofConversation} ORDER BY start_time ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)`;
const ofEarlier = sql`OVER (${ofConversation} ORDER BY start_time ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)`;

/** Whole seconds since 1970. */
const epochSeconds = (time: Sql) =>
  sql`date_diff('second', TIMESTAMP '1970-01-01 00:00:00', date_trunc('second', ${time}))`;
const started = epochSeconds(sql`start_time`);
const ended = epochSeconds(sql`end_time`);

/**
 * Up to when flows lasted. A record that lasts longer than any aggregation interval has an end that is none (logs with
 * such exist): it would swallow all that follows.
 */
const busyUntil = sql`CASE WHEN ${ended} - ${started} <= ${longest + talkBin.seconds} THEN ${ended} ELSE ${started} END`;

/** One row for each bin in which flows of a conversation start. */
function bins({ to }: Spacing): Sql {
  const port = portValue('dstport');
  return sql`SELECT srcaddr, dstaddr, ${port} AS dstport, protocol, dstscope, min(start_time) AS start_time,
  max(end_time) AS end_time, sum(bytes) AS bytes, sum(${rejectedFlows}) AS rejected
FROM flow
WHERE srcaddr IS NOT NULL AND dstaddr IS NOT NULL AND ${bin} IS NOT NULL AND NOT ${isReply}${to === 'public' ? sql` AND dstscope = 'public'` : sql``}
GROUP BY srcaddr, dstaddr, ${port}, protocol, dstscope, ${bin}`;
}

/** Those of conversations that have enough of them, with up to when the flows before lasted. Most have few and go first. */
function followedBins(spacing: Spacing): Sql {
  return sql`SELECT *, max(${busyUntil} - ${started}) ${ofAll} AS longest_record, max(${busyUntil}) ${ofEarlier} AS talked_until
FROM (
  SELECT *, count(start_time) OVER (${ofConversation}) AS bins
  FROM (${bins(spacing)}) AS bins
) AS counted
WHERE bins >= ${spacing.minCount}`;
}

/**
 * One row for each talk, with its `spacing`: the seconds since the start of the one before, NULL for the first. What begins
 * less than an aggregation interval (seconds; by the longest record if undefined) after all before it ended is the same talk.
 */
export function spacedTalks(spacing: Spacing): Sql {
  const pause =
    spacing.aggregationInterval ?? sql`CASE WHEN longest_record > ${shortest} THEN ${longest} ELSE ${shortest} END`;
  return sql`SELECT *, count(start_time) ${ofAll} AS talks,
  ${started} - lag(${started}) OVER (${ofConversation} ORDER BY start_time) AS spacing
FROM (
  SELECT ${conversation}, dstscope, talk, min(start_time) AS start_time, max(end_time) AS end_time, sum(bytes) AS bytes,
    sum(rejected) AS rejected
  FROM (
    SELECT *, sum(CASE WHEN ${started} - talked_until < ${pause} THEN 0 ELSE 1 END)
      OVER (${ofConversation} ORDER BY start_time ROWS UNBOUNDED PRECEDING) AS talk
    FROM (${followedBins(spacing)}) AS followed
  ) AS numbered
  GROUP BY ${conversation}, dstscope, talk
) AS talks_alone`;
}
