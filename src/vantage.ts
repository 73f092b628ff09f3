/**
 * `--dedupe`: each conversation at one vantage point, in SQL that both engines read. Decided in
 * docs/decisions/0005-one-vantage-point.md.
 */
import { binColumn } from './derived.ts';
import { packetFields } from './packet-level.ts';
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

/** So often the text reads what was recorded. */
export const vantageReadings = 3;

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
  const value = (field: string) => sql`recorded.${identifier(field)}`;
  const shown = ([field]: Fields) => sql`coalesce(${value(field)}, '')`;
  const other = ([field, twin]: Fields) => sql`coalesce(${value(twin)}, ${value(field)}, '')`;
  const both = (of: typeof shown) => [of(source), of(destination)] as const;
  return packetLevel ? { own: both(other), packet: both(shown) } : { own: both(shown), packet: both(other) };
}

/** How the text is wanted. */
export interface VantageText {
  readonly packetLevel: boolean;
  /**
   * Looks first which pairs of addresses several interfaces logged, and compares conversations of these alone. It saves
   * memory where reading again is cheap.
   */
  readonly pairsFirst: boolean;
  /** Flows of different bins are compared with each other, so that each bin has vantage points of its own. */
  readonly byBin: boolean;
}

/**
 * Common table expressions that follow `recorded`, the rows as the engine has them: `marked` has them all with `left_out`,
 * and `flow` those that are not left out.
 */
export function oneVantagePoint({ packetLevel, pairsFirst, byBin }: VantageText): Sql {
  const ends = endsOf(packetLevel);
  const key = keyOf(ends, byBin);
  const isEnd = sql`${ends.own[0]} = ${ends.packet[0]} AND ${ends.own[1]} = ${ends.packet[1]}`;
  const [a, b] = [sql`least(${join(ends.own)})`, sql`greatest(${join(ends.own)})`];
  return sql`${relays(ends, isEnd)},
${pairsFirst ? sharedPairs(ends) : sql``}${vantage(ends, key, isEnd, pairsFirst)},
marked AS (
  SELECT recorded.*, CASE
      WHEN relays.eye IS NOT NULL AND ${isEnd} THEN 'translated'
      WHEN vantage.eye <> ${eye} AND ${ends.packet[0]} <> '' AND ${ends.packet[1]} <> '' THEN 'copy'
    END AS left_out
  FROM recorded
  LEFT JOIN vantage ON ${join(
    key.map(({ name, value }) => sql`vantage.${name} = ${value}`),
    sql` AND `,
  )}
  LEFT JOIN relays ON relays.eye = ${eye} AND relays.a = ${a} AND relays.b = ${b}
),
flow AS (
  ${keptFlows}
)`;
}

/** The rows of `marked` that count. */
export const keptFlows: Sql = sql`SELECT * FROM marked WHERE left_out IS NULL`;

/** The interface that saw the record. */
const eye = sql`coalesce(recorded.interface_id, '')`;

interface KeyPart {
  readonly name: Sql;
  readonly value: Sql;
}

/** What makes a conversation, one way: the ends of its packets, ports, protocol and action. */
function keyOf({ packet }: Ends, byBin: boolean): readonly KeyPart[] {
  const numbers = ['srcport', 'dstport', 'protocol'].map((name) => sql`coalesce(recorded.${identifier(name)}, -1)`);
  const bin = sql`coalesce(recorded.${identifier(binColumn)}, ${new Date(0)})`;
  const values = [...packet, ...numbers, sql`coalesce(recorded.action, '')`, ...(byBin ? [bin] : [])];
  return values.map((value, i) => ({ name: identifier(`key${i}`), value }));
}

/** By interface, the pairs of its own address and a far one of the packets that it relays. */
function relays({ own, packet }: Ends, isEnd: Sql): Sql {
  const near = sql`CASE WHEN ${packet[1]} <> ${own[1]} THEN ${own[1]} ELSE ${own[0]} END`;
  const far = sql`CASE WHEN ${packet[1]} <> ${own[1]} THEN ${packet[1]} ELSE ${packet[0]} END`;
  return sql`relays AS (
  SELECT eye, least(near, far) AS a, greatest(near, far) AS b
  FROM (SELECT ${eye} AS eye, ${near} AS near, ${far} AS far FROM recorded WHERE NOT (${isEnd})) AS relayed
  GROUP BY eye, least(near, far), greatest(near, far)
)`;
}

function sharedPairs({ packet }: Ends): Sql {
  return sql`shared AS (
  SELECT ${packet[0]} AS source, ${packet[1]} AS destination
  FROM recorded
  GROUP BY ${packet[0]}, ${packet[1]}
  HAVING min(${eye}) <> max(${eye})
),
`;
}

/** The digits of the largest sums. */
const [bytesDigits, flowsDigits] = [39, 20];

/** For each conversation the interface that is an end of it, or else saw most of it; of equals the last by name. */
function vantage({ packet }: Ends, key: readonly KeyPart[], isEnd: Sql, pairsFirst: boolean): Sql {
  const names = join(key.map(({ name }) => name));
  const values = join(key.map(({ value }) => value));
  const shared = sql`
    JOIN shared ON shared.source = ${packet[0]} AND shared.destination = ${packet[1]}`;
  return sql`vantage AS (
  SELECT ${names}, substr(max(rank), ${1 + bytesDigits + flowsDigits + 1}) AS eye
  FROM (
    SELECT ${join(key.map(({ name, value }) => sql`${value} AS ${name}`))},
      CASE WHEN ${isEnd} THEN '1' ELSE '0' END || lpad(CAST(coalesce(sum(bytes), 0) AS varchar), ${bytesDigits}, '0')
        || lpad(CAST(sum(flows) AS varchar), ${flowsDigits}, '0') || ${eye} AS rank
    FROM recorded${pairsFirst ? shared : sql``}
    GROUP BY ${values}, ${eye}, ${isEnd}
  ) AS seen
  GROUP BY ${names}
)`;
}

/** What is left out: a row for each reason, with its flows and bytes. */
export const leftOutQuery: Sql = sql`SELECT left_out, sum(flows) AS flows, sum(bytes) AS bytes
FROM marked
WHERE left_out IS NOT NULL
GROUP BY left_out
ORDER BY left_out`;
