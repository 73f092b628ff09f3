/** Which side of a flow serves, and what. */
import { portNumbers } from '../port.ts';
import { protocolName, protocolsWithPorts } from '../protocol.ts';
import { join, type Sql, sql } from '../sql.ts';

/** The columns of `flow` that tell it. */
export const servicePorts = ['srcport', 'dstport', 'protocol', 'tcp_flags'] as const;

const known = join(portNumbers.map((port) => sql`${port}`));
const withPorts = join([...protocolsWithPorts].map((number) => sql`${number}`));

/** Whether packets of the flow carry ports, never NULL. Where no protocol is recorded, TCP is meant. */
export const hasPorts: Sql = sql`coalesce(protocol, 6) IN (${withPorts})`;

/** Whether a port is well known, never NULL. For a long IN list DuckDB joins, which takes memory from what groups. */
export function isWellKnown(port: Sql): Sql {
  return sql`coalesce(contains(ARRAY[${known}], ${port}), false)`;
}

/**
 * `src` or `dst`: the side that serves; NULL if flags do not tell. A SYN without an ACK comes from the client, with one from
 * the server (flags are OR-ed in a window, so that they are looked at as bits).
 */
export const sideByFlags: Sql = sql`CASE
    WHEN NOT ${hasPorts} THEN NULL
    WHEN (tcp_flags / 2) % 2 = 1 AND (tcp_flags / 16) % 2 = 1 THEN 'src'
    WHEN (tcp_flags / 2) % 2 = 1 THEN 'dst'
  END`;

/** The same, and then by the port that is well known, if only one is. */
export const servingSide: Sql = sql`coalesce(${sideByFlags}, CASE
    WHEN NOT ${hasPorts} THEN NULL
    WHEN dstport IN (${known}) AND (srcport IS NULL OR srcport NOT IN (${known})) THEN 'dst'
    WHEN srcport IN (${known}) AND (dstport IS NULL OR dstport NOT IN (${known})) THEN 'src'
    WHEN srcport = dstport AND dstport IN (${known}) THEN 'dst'
  END)`;

const names = [...protocolsWithPorts].map((number) => sql`WHEN ${number} THEN ${protocolName(number) ?? ''}`);

/** `443/tcp`; NULL where the side is not known, or there are no ports. */
export const serviceText: Sql = sql`CASE ${servingSide}
    WHEN 'dst' THEN CAST(dstport AS varchar)
    WHEN 'src' THEN CAST(srcport AS varchar)
  END || '/' || CASE coalesce(protocol, 6) ${join(names, sql` `)} END`;
