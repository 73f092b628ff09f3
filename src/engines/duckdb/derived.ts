/** The columns of `flow` that are made of addresses, in DuckDB's words. */

import type { AddressRange } from '../../address.ts';
import { belowFlow, type NetBits } from '../../derived.ts';
import { addressScopes } from '../../scope.ts';
import { join, type Sql, sql } from '../../sql.ts';
import { ipv4Text, isKeyInRanges } from './addresses.ts';

/** An address in the forms that are at hand. */
export interface AddressForms {
  /** The number of an IPv4 address; NULL for others. */
  readonly ipv4: Sql;
  /** The text of an address that is not IPv4; undefined if there is none. */
  readonly text: Sql | undefined;
}

/** The value of a derived column; NULL where there is no address. `of` gives the forms of an address field. */
export function derivedValue(name: string, of: (field: string) => AddressForms): Sql {
  const column = belowFlow(name);
  if (!column) throw new TypeError(`${name} is not made of an address`);
  const forms = of(column.of);
  return column.is === 'net' ? net(forms, column.bits) : scope(forms);
}

function net({ ipv4, text }: AddressForms, bits: NetBits): Sql {
  const mask = 2 ** 32 - 2 ** (32 - bits.ipv4);
  const four = sql`WHEN ${ipv4} IS NOT NULL THEN ${ipv4Text(sql`(${ipv4} & ${mask})`)} || ${`/${bits.ipv4}`}`;
  return text ? sql`CASE ${four} ELSE ipv6_net(${text}, ${bits.ipv6}) END` : sql`CASE ${four} END`;
}

function scope({ ipv4, text }: AddressForms): Sql {
  const named = (test: (ranges: readonly AddressRange[]) => Sql, family: 4 | 6) =>
    join(
      addressScopes().map(
        ({ scope: name, ranges }) => sql`WHEN ${test(ranges.filter((range) => range.family === family))} THEN ${name}`,
      ),
      sql` `,
    );
  const four = named(
    (ranges) =>
      join(
        ranges.map((r) => sql`${ipv4} BETWEEN ${r.first} AND ${r.last}`),
        sql` OR `,
      ),
    4,
  );
  // One branch for each family: keys of IPv6 are dear, and not made of other rows.
  const six =
    text &&
    sql`WHEN ipv6_key(${text}) IS NOT NULL THEN CASE ${named((ranges) => isKeyInRanges(text, ranges), 6)} ELSE 'public' END`;
  return sql`CASE WHEN ${ipv4} IS NOT NULL THEN CASE ${four} ELSE 'public' END ${six ?? sql``} END`;
}
