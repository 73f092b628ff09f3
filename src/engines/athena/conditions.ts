/** Window and conditions as SQL for Trino, on the fields of `flow`. */
import { type AddressRange, formatAddress } from '../../address.ts';
import type { Condition } from '../../filter.ts';
import { largestSeconds } from '../../flow.ts';
import { identifier, join, type Sql, sql } from '../../sql.ts';
import type { Window } from '../../window.ts';
import { asAddress } from './fields.ts';

const and = sql` AND `;
const or = sql` OR `;

/** A condition fails on a missing value; turned round by `not`, it holds. */
export function conditionSql(condition: Condition): Sql {
  const tests = condition.on.flatMap((name) => fieldTests(identifier(name), condition));
  const any = tests.length === 0 ? sql`false` : tests.length === 1 ? (tests[0] as Sql) : sql`(${join(tests, or)})`;
  return condition.not ? sql`NOT COALESCE(${any}, false)` : any;
}

function fieldTests(field: Sql, condition: Condition): readonly Sql[] {
  switch (condition.is) {
    case 'text':
      return condition.values.length === 0
        ? []
        : [sql`${field} IN (${join(condition.values.map((value) => sql`${value}`))})`];
    case 'number':
      return condition.ranges.map(({ first, last }) => numberRange(field, first, last));
    case 'address':
      return condition.ranges.map((range) => addressRange(asAddress(field), range));
  }
}

function numberRange(field: Sql, first: bigint, last: bigint): Sql {
  return first === last ? sql`${field} = ${first}` : sql`${field} BETWEEN ${first} AND ${last}`;
}

/** Where Trino, which sorts both families as one, keeps the IPv4 addresses. */
const mapped = { first: 0xffff_0000_0000n, last: 0xffff_ffff_ffffn };

/** Whether such an address is in the range; NULL for no address. */
export function addressRange(address: Sql, { family, first, last }: AddressRange): Sql {
  const literal = (number: bigint) => sql`IPADDRESS ${formatAddress({ family, number })}`;
  if (first === last) return sql`${address} = ${literal(first)}`;
  const within = sql`${address} BETWEEN ${literal(first)} AND ${literal(last)}`;
  if (family === 4 || first > mapped.last || last < mapped.first) return within;
  return sql`(${within} AND ${address} NOT BETWEEN IPADDRESS '0.0.0.0' AND IPADDRESS '255.255.255.255')`;
}

/**
 * A record belongs to the window by its start, which is in seconds or, above 2^31−1, in milliseconds. Ranges of the raw
 * number, so that Parquet files outside of them are not read.
 */
export function windowSql({ from, to }: Window): Sql | undefined {
  if (!from && !to) return undefined;
  const seconds = range(from && BigInt(Math.ceil(from.getTime() / 1000)), to && BigInt(Math.ceil(to.getTime() / 1000)));
  const limit = BigInt(largestSeconds);
  const start = identifier('start');
  const inSeconds =
    to && to.getTime() / 1000 <= largestSeconds ? seconds : join([...listOf(seconds), sql`${start} <= ${limit}`], and);
  const after = from && from.getTime() > largestSeconds ? BigInt(from.getTime()) : limit + 1n;
  const inMilliseconds = range(after, to && BigInt(to.getTime()));
  return sql`(${inSeconds ?? sql`true`} OR ${inMilliseconds ?? sql`true`})`;
}

function listOf(piece: Sql | undefined): readonly Sql[] {
  return piece ? [piece] : [];
}

function range(first: bigint | undefined, end: bigint | undefined): Sql | undefined {
  const start = identifier('start');
  if (first === undefined && end === undefined) return undefined;
  if (first === undefined) return sql`${start} < ${end ?? null}`;
  return end === undefined ? sql`${start} >= ${first}` : sql`${start} BETWEEN ${first} AND ${end - 1n}`;
}
