/**
 * Addresses in DuckDB's SQL: their one spelling, and keys to compare them by. The same rules as `address.ts`, for rows
 * that our reader does not see: Parquet files, and statements that are pasted into the duckdb shell.
 */
import type { AddressRange } from '../../address.ts';
import { join, type Sql, sql } from '../../sql.ts';

const octet = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const ipv4 = `${octet}(\\.${octet}){3}`;
const eightGroups = '^([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}$';
/** Capitals, zeros to be left out, groups of zeros to be folded, IPv4 inside IPv6: where the spelling may not be the one. */
const odd = '[A-Z.]|(^|:)0[0-9a-f]|(^|:)0:0(:|$)|(^|:)0::|::0(:|$)|^::ffff:';

/**
 * Macros, to be defined before what this file makes is run. In `list_transform([x], lambda y: …)[1]` y is a name for x.
 * An address is the same after `canonical_address` in whatever way it was spelled; other text stays as it is.
 */
export const addressMacros = sql`CREATE OR REPLACE TEMP MACRO ipv4_number(a) AS CASE WHEN regexp_full_match(a, ${ipv4}) THEN
  TRY_CAST(split_part(a, '.', 1) AS BIGINT) * 16777216 + TRY_CAST(split_part(a, '.', 2) AS BIGINT) * 65536 +
  TRY_CAST(split_part(a, '.', 3) AS BIGINT) * 256 + TRY_CAST(split_part(a, '.', 4) AS BIGINT) END;
CREATE OR REPLACE TEMP MACRO ipv6_without_dots(a) AS CASE WHEN contains(a, '.') THEN regexp_replace(a, '[^:]*$', '') ||
  list_transform([ipv4_number(regexp_extract(a, '[^:]*$'))], lambda n: format('{:x}:{:x}', n >> 16, n & 65535))[1] ELSE a END;
CREATE OR REPLACE TEMP MACRO ipv6_groups(a) AS list_transform([ipv6_without_dots(lower(a))], lambda t: nullif(regexp_extract(
  CASE WHEN regexp_matches(t, '^:[^:]|[^:]:$|:::') THEN NULL WHEN NOT contains(t, '::') THEN t
  ELSE list_transform([8 - len(list_filter(string_split(t, ':'), lambda g: g <> ''))], lambda folded:
    CASE WHEN folded > 0 THEN trim(replace(t, '::', ':' || repeat('0:', folded)), ':') END)[1] END, ${eightGroups}), ''))[1];
CREATE OR REPLACE TEMP MACRO ipv6_key(a) AS
  array_to_string(list_transform(string_split(ipv6_groups(a), ':'), lambda g: lpad(g, 4, '0')), '');
CREATE OR REPLACE TEMP MACRO ipv6_text(a) AS list_transform(
  [regexp_replace(':' || ipv6_groups(a) || ':', ':0+([0-9a-f])', ':\\1', 'g')], lambda t:
  CASE WHEN t LIKE ':0:0:0:0:0:ffff:%' THEN list_transform(
    [CAST('0x' || split_part(t, ':', 8) AS INTEGER) * 65536::BIGINT + CAST('0x' || split_part(t, ':', 9) AS INTEGER)], lambda n:
    concat_ws('.', n >> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255))[1]
  ELSE coalesce(list_transform(list_filter([8, 7, 6, 5, 4, 3, 2], lambda n: contains(t, ':' || repeat('0:', n))), lambda n:
    ltrim(t[:strpos(t, ':' || repeat('0:', n)) - 1], ':') || '::' || rtrim(t[strpos(t, ':' || repeat('0:', n)) + 1 + 2 * n:], ':'))[1],
    trim(t, ':')) END)[1];
CREATE OR REPLACE TEMP MACRO canonical_address(a) AS CASE WHEN NOT contains(a, ':') THEN a
  WHEN regexp_matches(a, ${odd}) OR (contains(a, '::') AND length(a) - length(replace(a, ':', '')) > 6)
  THEN coalesce(ipv6_text(a), a) ELSE a END;
CREATE OR REPLACE TEMP MACRO ipv6_net(a, bits) AS list_transform([ipv6_groups(a)], lambda t: CASE WHEN t IS NOT NULL THEN
  ipv6_text(array_to_string(list_transform(range(8), lambda i: format('{:x}', CAST('0x' || split_part(t, ':', i + 1) AS INTEGER)
    & (65535 - (65535 >> least(greatest(bits - 16 * i, 0), 16))))), ':')) || '/' || bits END)[1];`;

export function canonicalAddress(address: Sql): Sql {
  return sql`canonical_address(${address})`;
}

/** Whether an address is in one of the ranges; false or NULL if not. */
export function isInRanges(address: Sql, ranges: readonly AddressRange[]): Sql {
  const tests = ranges.map(({ family, first, last }) =>
    family === 4
      ? sql`ipv4_number(a) BETWEEN ${first} AND ${last}`
      : sql`ipv6_key(a) BETWEEN ${key(first)} AND ${key(last)}`,
  );
  return sql`list_transform([${canonicalAddress(address)}], lambda a: ${join(tests, sql` OR `)})[1]`;
}

/** Whether an address that is not IPv4 is in one of the ranges of IPv6; false or NULL if not. */
export function isKeyInRanges(address: Sql, ranges: readonly AddressRange[]): Sql {
  const tests = ranges.map(({ first, last }) => sql`k BETWEEN ${key(first)} AND ${key(last)}`);
  return sql`coalesce(list_transform([ipv6_key(${address})], lambda k: ${join(tests, sql` OR `)})[1], false)`;
}

/** The text of an IPv4 address by its number. Of the ways to write it, the quickest in DuckDB. */
export function ipv4Text(number: Sql): Sql {
  const octets = [24, 16, 8, 0].map((shift) => sql`(${number} >> ${shift}) & 255`);
  return sql`concat_ws('.', ${join(octets)})`;
}

/** 32 hexadecimal digits, which sort as the numbers do. */
function key(address: bigint): string {
  return address.toString(16).padStart(32, '0');
}
