/**
 * `--dedupe`: each conversation at one vantage point, in SQL that both engines read. Decided in
 * docs/decisions/0005-one-vantage-point.md.
 */
import { binColumn, sideColumn } from './derived.ts';
import type { Condition } from './filter.ts';
import { packetFields } from './packet-level.ts';
import type { Question } from './query.ts';
import { identifier, join, type Sql, sql } from './sql.ts';

/** The fields that tell conversations and interfaces apart. */
export const vantageFields = [
  'interface_id',
  'srcaddr',
  'dstaddr',
  'pkt_srcaddr',
  'pkt_dstaddr',
  'srcport',
  'dstport',
  'protocol',
  'action',
] as const;

/** Those of them without which nothing can be told. */
export const vantageNeeds = ['interface_id', 'srcaddr', 'dstaddr'] as const;

/**
 * The conditions of flows that are counted once, by when they are asked. Those on what makes a conversation come `after`:
 * before, they could leave out one of two copies, or what shows that an interface relays. Others, as on the interface, say
 * which records are compared at all.
 */
export function conditionsOf(conditions: readonly Condition[]): Record<'before' | 'after', readonly Condition[]> {
  const [, ...conversation] = vantageFields;
  const isAfter = ({ on }: Condition) => on.every((name) => (conversation as readonly string[]).includes(name));
  return { before: conditions.filter((one) => !isAfter(one)), after: conditions.filter(isAfter) };
}

/** Why a record is left out: `copy` of one at another interface, or the `translated` leg of a relay. */
export type LeftOut = 'copy' | 'translated';

interface Ends {
  /** The addresses of the interface, and of the packets; never NULL. */
  readonly own: readonly [Sql, Sql];
  readonly packet: readonly [Sql, Sql];
}

type Fields = (typeof packetFields)[number];

/** At packet level each of the two stands in the place of the other. */
function endsOf(packetLevel: boolean): Ends {
  const [source, destination] = packetFields;
  const shown = ([field]: Fields) => sql`coalesce(${identifier(field)}, '')`;
  const other = ([field, twin]: Fields) => sql`coalesce(${identifier(twin)}, ${identifier(field)}, '')`;
  const both = (of: typeof shown) => [of(source), of(destination)] as const;
  return packetLevel ? { own: both(other), packet: both(shown) } : { own: both(shown), packet: both(other) };
}

/** How flows are compared. */
export interface Comparing {
  readonly packetLevel: boolean;
  /** Flows that differ in these columns are compared with each other, so that each part has vantage points of its own. */
  readonly apart: readonly string[];
}

/** How the flows of questions that are asked together are compared: those that they compare with each other are apart. */
export function comparingOf(questions: readonly Question[], packetLevel = false): Comparing {
  const bins = questions.some(({ bin }) => bin?.origin !== undefined);
  const sides = questions.some(({ reads }) => reads.includes(sideColumn));
  return { packetLevel, apart: [...(bins ? [binColumn] : []), ...(sides ? [sideColumn] : [])] };
}

/** What records are compared by. Addresses that are missing are empty, not NULL. */
interface Terms {
  /** The interface that saw the record. */
  readonly seenBy: Sql;
  /** What makes a conversation, one way: the ends of its packets, ports, protocol and action. */
  readonly conversation: Sql;
  /** The interface is an end of it: its addresses are those of the packets. */
  readonly isEnd: Sql;
  readonly hasEnds: Sql;
  /** The interface, its own address and the far one, whichever way the packets go: what it relays, or seems to be an end of. */
  readonly path: Sql;
}

export function termsOf({ packetLevel, apart }: Comparing): Terms {
  const { own, packet } = endsOf(packetLevel);
  const isEnd = sql`(${own[0]} = ${packet[0]} AND ${own[1]} = ${packet[1]})`;
  const near = sql`CASE WHEN ${packet[1]} <> ${own[1]} THEN ${own[1]} ELSE ${own[0]} END`;
  const far = sql`CASE WHEN ${packet[0]} <> ${own[0]} AND ${packet[1]} = ${own[1]} THEN ${packet[0]} ELSE ${packet[1]} END`;
  const seenBy = sql`coalesce(interface_id, '')`;
  const fields = ['srcport', 'dstport', 'protocol', 'action', ...apart].map(identifier);
  return {
    seenBy,
    conversation: join([...packet, ...fields]),
    isEnd,
    hasEnds: sql`${packet[0]} <> '' AND ${packet[1]} <> ''`,
    path: join([seenBy, sql`least(${near}, ${far})`, sql`greatest(${near}, ${far})`]),
  };
}

/**
 * Common table expressions that follow `recorded`, the rows as the engine has them: `marked` has those that meet `tests`,
 * with `left_out`, and `flow` those of them that are not left out. The rows are read once.
 */
export function oneVantagePoint(comparing: Comparing, tests: readonly Sql[]): Sql {
  const { seenBy, conversation, isEnd, hasEnds, path } = termsOf(comparing);
  return sql`seen AS (
  SELECT recorded.*, ${isEnd} AS is_end,
    coalesce(sum(bytes) OVER (PARTITION BY ${conversation}, ${seenBy}, ${isEnd}), 0) AS seen_bytes,
    sum(flows) OVER (PARTITION BY ${conversation}, ${seenBy}, ${isEnd}) AS seen_flows
  FROM recorded
),
judged AS (
  SELECT seen.*,
    first_value(${seenBy}) OVER (
      PARTITION BY ${conversation}
      ORDER BY is_end DESC, seen_bytes DESC, seen_flows DESC, ${seenBy} DESC
    ) AS vantage_point,
    max(CASE WHEN is_end THEN 0 ELSE 1 END) OVER (PARTITION BY ${path}) AS relays
  FROM seen
),
marked AS (
  SELECT judged.*, CASE
      WHEN relays = 1 AND is_end THEN 'translated'
      WHEN vantage_point <> ${seenBy} AND ${hasEnds} THEN 'copy'
    END AS left_out
  FROM judged${tests.length === 0 ? sql`` : sql`\n  WHERE ${join(tests, sql`\n    AND `)}`}
),
flow AS (
  ${keptFlows}
)`;
}

/** The rows of `marked` that count. */
const keptFlows: Sql = sql`SELECT * FROM marked WHERE left_out IS NULL`;

/** What is left out: a row for each reason, with its flows and bytes. Columns: text, count, bytes. */
export const leftOutQuery: Sql = sql`SELECT left_out, sum(flows) AS flows, sum(bytes) AS bytes
FROM marked
WHERE left_out IS NOT NULL
GROUP BY left_out
ORDER BY left_out`;

/** How many of the flows are left out, and how many there are. Columns: count, count. */
export const copiesQuery: Sql = sql`SELECT sum(flows) FILTER (WHERE left_out IS NOT NULL) AS copies, sum(flows) AS flows
FROM marked`;
