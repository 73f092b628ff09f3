/** Who talks to whom at regular intervals, a little each time. */
import { binColumn } from '../derived.ts';
import type { Values } from '../option.ts';
import { beaconOptions } from '../options/security.ts';
import type { Query, Question } from '../query.ts';
import { identifier, join, type Sql, sql } from '../sql.ts';
import { clientColumns } from './client-side.ts';
import { firstRows } from './ranking.ts';
import { conversation, ofConversation, spacedTalks, talkBin } from './talks.ts';

type Thresholds = Values<typeof beaconOptions>;

export const beacons: Query<typeof beaconOptions> = {
  name: 'beacons',
  summary: 'regular small talks of one source with one destination: period, jitter, count',
  details: `Looks for programs that call home: --min-count talks or more of one source with one port of one destination, at much the same interval, small on average. One row for each: talks, period (the median interval between the starts of talks, in seconds), jitter, the mean bytes that the source sends in a talk, bytes in all, rejected flows, first and last seen. Most talks first.

How it decides: jitter is the part of the period by which three of four intervals differ from it at most: 0 is a clock, chance has about 1. So a night's pause or some lost talks do no harm. The usual 0.25 also finds programs that shorten each sleep by up to 40 percent, to hide. Flow logs tell of aggregation intervals, 1 or 10 minutes long, in which start is often that of the interval; busy traffic would look periodic by that alone. So flows that begin less than one such interval after the last one's end are one talk, and a connection that is logged in every interval is one long talk. Replies are left out by tcp-flags and well-known ports.

When it is wrong: most beacons are harmless: time servers, monitoring, agents, health checks, cron; look at the destination (dstscope, --to public, --names). Periods of less than about two aggregation intervals cannot be told from talking all the time, and of a few intervals have a jitter that is the log's. One talk of many is enough to be no longer small on average. Where both ends have the same port (NTP), where neither port is well known and the source keeps its port, and with ICMP, the replies are a row too. A program that calls many addresses in turn is missed.`,
  examples: [
    'flowlogs beacons --to public --date 2025-08-14 logs/',
    'flowlogs beacons --min-count 10 --max-jitter 10% logs/',
  ],
  options: beaconOptions,
  rankedBy: 'talks',
  ask: (values) => ({
    columns,
    needs: ['srcaddr', 'dstaddr', 'dstport', 'start', 'bytes'],
    reads: ['srcaddr', 'dstaddr', ...clientColumns, 'dstscope', binColumn],
    bin: talkBin,
    rows: 'grouped',
    sql: beaconsText(values),
  }),
};

const columns = [
  { name: 'srcaddr', kind: 'address' },
  { name: 'dstaddr', kind: 'address' },
  { name: 'dstport', kind: 'port' },
  { name: 'protocol', kind: 'protocol' },
  { name: 'dstscope', kind: 'text' },
  { name: 'talks', kind: 'count' },
  { name: 'period', kind: 'integer' },
  { name: 'jitter', kind: 'number' },
  { name: 'bytes_per_talk', kind: 'bytes' },
  { name: 'bytes', kind: 'bytes' },
  { name: 'rejected', kind: 'count' },
  { name: 'first_seen', kind: 'time' },
  { name: 'last_seen', kind: 'time' },
  { name: 'criteria', kind: 'text' },
] as const satisfies Question['columns'];

const placeBy = (value: Sql) => sql`row_number() OVER (${ofConversation} ORDER BY ${value} NULLS LAST, start_time)`;

/**
 * Conversations with the median of their spacings, and the seconds within which three of four spacings keep to it: the
 * values at these places, counted from 1, among the `talks - 1` in order.
 */
function measuredConversations(thresholds: Thresholds): Sql {
  return sql`SELECT ${conversation}, dstscope, max(talks) AS talks, max(period) AS period,
  max(CASE WHEN place = (3 * talks) / 4 THEN off END) AS off,
  sum(bytes) AS bytes, sum(rejected) AS rejected, min(start_time) AS first_seen, max(end_time) AS last_seen
FROM (
  SELECT *, ${placeBy(sql`off`)} AS place
  FROM (
    SELECT *, abs(spacing - period) AS off
    FROM (
      SELECT *, nth_value(spacing, talks / 2) OVER (${ofConversation} ORDER BY spacing NULLS LAST, start_time
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS period
      FROM (${spacedTalks(thresholds)}) AS spaced
      WHERE talks >= ${thresholds.minCount}
    ) AS with_period
  ) AS with_off
) AS placed
GROUP BY ${conversation}, dstscope`;
}

function beaconsText(thresholds: Thresholds): Sql {
  const { maxJitter, maxBytes, limit } = thresholds;
  return sql`SELECT ${join(columns.map(({ name }) => identifier(name)))}
FROM (
  SELECT *, CAST(off AS double) / nullif(period, 0) AS jitter, (bytes - bytes % talks) / talks AS bytes_per_talk,
    ${criteria(thresholds)} AS criteria
  FROM (${measuredConversations(thresholds)}) AS measured
) AS conversations
WHERE jitter <= ${maxJitter} AND coalesce(bytes_per_talk, 0) <= ${maxBytes}
ORDER BY talks DESC, jitter, ${join(['srcaddr', 'dstaddr', 'dstport', 'protocol'].map((name) => sql`${identifier(name)} NULLS LAST`))}${firstRows(limit)}`;
}

function criteria({ minCount, maxJitter, maxBytes, aggregationInterval, to }: Thresholds): string {
  const interval = aggregationInterval === undefined ? '' : ` aggregation-interval=${aggregationInterval}s`;
  return `min-count=${minCount} max-jitter=${maxJitter} max-bytes=${maxBytes}${interval}${to === 'public' ? ' to=public' : ''}`;
}
