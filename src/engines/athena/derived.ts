/** The columns of `flow` that follow from others, in Trino's words. */
import { belowFlow, binColumn, type NetBits } from '../../derived.ts';
import { largestSeconds } from '../../flow.ts';
import type { Question } from '../../query.ts';
import { addressScopes } from '../../scope.ts';
import { identifier, join, type Sql, sql } from '../../sql.ts';
import { addressRange } from './conditions.ts';
import { asAddress } from './fields.ts';

/** `… AS "srcnet/24"` for each derived column that the question reads. */
export function derivedColumns({ reads, bin }: Pick<Question, 'reads' | 'bin'>): readonly Sql[] {
  const addresses = reads.flatMap((name) => {
    const column = belowFlow(name);
    if (!column) return [];
    const address = asAddress(identifier(column.of));
    const value = column.is === 'net' ? net(address, column.bits) : scope(address);
    return [sql`${value} AS ${identifier(name)}`];
  });
  return bin && reads.includes(binColumn)
    ? [...addresses, sql`${binStart(bin)} AS ${identifier(binColumn)}`]
    : addresses;
}

/** Trino has addresses as 16 bytes, IPv4 ones as the last four of them, and no function for networks. */
function net(address: Sql, { ipv4, ipv6 }: NetBits): Sql {
  const bytes = sql`CAST(${address} AS varbinary)`;
  const four = sql`CAST(${masked(bytes, 96 + ipv4)} AS varchar) || ${`/${ipv4}`}`;
  const six = sql`CAST(${masked(bytes, ipv6)} AS varchar) || ${`/${ipv6}`}`;
  const isIpv4 = sql`${address} BETWEEN IPADDRESS '0.0.0.0' AND IPADDRESS '255.255.255.255'`;
  return sql`CASE WHEN ${isIpv4} THEN ${four} WHEN ${address} IS NOT NULL THEN ${six} END`;
}

/** The address with all bits after the first `bits` zero. */
function masked(bytes: Sql, bits: number): Sql {
  const halves = [0, 64].map((first) => {
    const kept = Math.min(Math.max(bits - first, 0), 64);
    const mask = BigInt.asIntN(64, ((1n << 64n) - 1n) << BigInt(64 - kept));
    const half = sql`from_big_endian_64(substr(${bytes}, ${first / 8 + 1}, 8))`;
    return sql`to_big_endian_64(bitwise_and(${half}, ${mask}))`;
  });
  return sql`CAST(${join(halves, sql` || `)} AS ipaddress)`;
}

function scope(address: Sql): Sql {
  const tests = addressScopes().map(({ scope: name, ranges }) => {
    const within = ranges.map((range) => addressRange(address, range));
    return sql`WHEN ${join(within, sql` OR `)} THEN ${name}`;
  });
  return sql`CASE ${join(tests, sql` `)} WHEN ${address} IS NOT NULL THEN 'public' END`;
}

/** In milliseconds the start of the bin, as a timestamp. */
function binStart({ seconds, origin }: NonNullable<Question['bin']>): Sql {
  const start = identifier('start');
  const [length, first] = [seconds * 1000, origin?.getTime() ?? 0];
  const ms = sql`IF(${start} > ${largestSeconds}, ${start}, ${start} * 1000)`;
  const after = sql`(${ms} - ${first})`;
  const begin = sql`(${after} - (${after} % ${length} + ${length}) % ${length} + ${first})`;
  return sql`TIMESTAMP '1970-01-01 00:00:00.000' + ${begin} * INTERVAL '0.001' SECOND`;
}
