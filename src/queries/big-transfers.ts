/** Which pairs of addresses move very much. */
import type { Values } from '../option.ts';
import { bigTransferOptions } from '../options/security.ts';
import type { Query, Question } from '../query.ts';
import { identifier, join, type Sql, sql } from '../sql.ts';
import { firstRows } from './ranking.ts';

export const bigTransfers: Query<typeof bigTransferOptions> = {
  name: 'big-transfers',
  summary: 'pairs of addresses between which very much was sent, to the internet or not',
  details: `Looks for a source that sent --over bytes or more to one destination, all its flows in the window added up. One row for each direction of a pair, most bytes first: the scope of both ends, whether one end is on the internet (external), bytes, packets, flows, first and last seen, the seconds between, and the mean rate over them. What left for the internet: --to public. Single large flows: flowlogs search --min-bytes 100MB.

How it decides: by the sum of bytes alone. private are RFC 1918, 4193 and 6598; public is the internet, other is neither (link-local, multicast). The usual 100MB are more than most pairs exchange in a day beside their main work; say more where backups or replicas run.

When it is wrong: between two interfaces of yours every packet is logged twice, once at each, and more often through a NAT gateway or a transit gateway. Addresses of IPv6 in a VPC are mostly public ones, so that traffic inside looks external. What is sent slowly for weeks needs a window of weeks, and what goes to many destinations, or through a proxy, is no large sum anywhere; top-sources adds up all destinations. The mean rate is over the whole time, pauses included.`,
  examples: ['flowlogs big-transfers --to public logs/', 'flowlogs big-transfers --over 5GB --since 7d logs/'],
  options: bigTransferOptions,
  rankedBy: 'bytes',
  ask: (values) => ({
    columns,
    needs: ['srcaddr', 'dstaddr', 'bytes'],
    reads: ['srcaddr', 'dstaddr', 'srcscope', 'dstscope'],
    rows: 'grouped',
    sql: transfersText(values),
  }),
};

const columns = [
  { name: 'srcaddr', kind: 'address' },
  { name: 'dstaddr', kind: 'address' },
  { name: 'srcscope', kind: 'text' },
  { name: 'dstscope', kind: 'text' },
  { name: 'external', kind: 'boolean' },
  { name: 'bytes', kind: 'bytes' },
  { name: 'packets', kind: 'packets' },
  { name: 'flows', kind: 'count' },
  { name: 'first_seen', kind: 'time' },
  { name: 'last_seen', kind: 'time' },
  { name: 'seconds', kind: 'integer' },
  { name: 'bytes_per_second', kind: 'bytes' },
  { name: 'criteria', kind: 'text' },
] as const satisfies Question['columns'];

/** Boundaries of seconds are counted by DuckDB, whole seconds by Trino: between whole ones that is the same. */
const seconds = sql`date_diff('second', date_trunc('second', first_seen), date_trunc('second', last_seen))`;

function transfersText({ over, to, limit }: Values<typeof bigTransferOptions>): Sql {
  const where = to === 'public' ? sql`\n    WHERE dstscope = 'public'` : sql``;
  // Of what divides without a rest Trino's quotient of decimals is not rounded.
  const rate = sql`(bytes - bytes % nullif(seconds, 0)) / nullif(seconds, 0)`;
  return sql`SELECT ${join(columns.slice(0, -2).map(({ name }) => identifier(name)))}, ${rate} AS bytes_per_second,
  ${`over=${over}${to === 'public' ? ' to=public' : ''}`} AS criteria
FROM (
  SELECT srcaddr, dstaddr, srcscope, dstscope,
    CASE WHEN srcscope = 'public' OR dstscope = 'public' THEN true WHEN srcscope IS NOT NULL AND dstscope IS NOT NULL THEN false END AS external,
    bytes, packets, flows, first_seen, last_seen, ${seconds} AS seconds
  FROM (
    SELECT srcaddr, dstaddr, srcscope, dstscope, sum(bytes) AS bytes, sum(packets) AS packets, sum(flows) AS flows,
      min(start_time) AS first_seen, max(end_time) AS last_seen
    FROM flow${where}
    GROUP BY srcaddr, dstaddr, srcscope, dstscope
    HAVING sum(bytes) >= ${over}
  ) AS pairs
) AS transfers
ORDER BY bytes DESC, srcaddr NULLS LAST, dstaddr NULLS LAST${firstRows(limit)}`;
}
