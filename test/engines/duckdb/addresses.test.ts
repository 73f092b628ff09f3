import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type AddressRange, canonicalAddress, parseAddress, parseRange } from '../../../src/address.ts';
import { addressMacros, canonicalAddress as canonical, isInRanges } from '../../../src/engines/duckdb/addresses.ts';
import { allRows } from '../../../src/engines/duckdb/prepared.ts';
import { Session } from '../../../src/engines/duckdb/session.ts';
import { join, type Sql, sql } from '../../../src/sql.ts';
import { temporaryFolder } from './logs.ts';

const group = fc.constantFrom('0', '0', '00', '0000', '1', '0a', 'F', 'abcd', 'ffff', '12345', 'g', '');
const groups = (most: number) => fc.array(group, { maxLength: most }).map((parts) => parts.join(':'));
const text = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.ipV6().map((address) => address.toUpperCase()),
  groups(9),
  fc.tuple(groups(8), groups(8)).map((parts) => parts.join('::')),
  fc
    .tuple(fc.constantFrom('::ffff:', '::FFFF:0:', '64:ff9b::', '1:2:3:4:5:6:', '::'), fc.ipV4())
    .map((parts) => parts.join('')),
  fc
    .array(fc.constantFrom('1', '255', '256', '01', '', 'a'), { minLength: 3, maxLength: 5 })
    .map((parts) => parts.join('.')),
  fc.constantFrom(
    '-',
    ':',
    '::',
    ':::',
    '1:2:3:4:5:6:7::',
    '::2:3:4:5:6:7:8',
    '1:2:3::5:6:7:8',
    '1:2:3:4:5:6:7::8',
    ':1::2',
    '::1:',
    '1::2::3',
    '::ffff:a00:1',
    'fe80::1%eth0',
  ),
);

async function evaluate(texts: readonly string[], expression: (address: Sql) => Sql): Promise<readonly unknown[]> {
  const session = await Session.open({ temporaryFolder: temporaryFolder(), tables: 'memory' });
  onTestFinished(() => session.close());
  await session.run(addressMacros);
  const values = join(texts.map((one, i) => sql`(${i}, ${one})`));
  const rows = await allRows(
    session,
    sql`SELECT ${expression(sql`t`)} FROM (VALUES ${values}) AS v (i, t) ORDER BY i`,
    ['text'],
  );
  return rows.map(([value]) => value);
}

describe('addresses in SQL', () => {
  it('have the one spelling that they have here', async () => {
    const texts = fc.sample(text, 4000);
    expect(await evaluate(texts, canonical)).toEqual(texts.map(canonicalAddress));
  });

  it.each(['10.0.0.0/8', '0.0.0.0/0', '::/0', '2001:db8::/32', '::ffff:0:0/96', '255.255.255.255', '::1', 'abcd::/16'])(
    'are in %s when they are in it here',
    async (block) => {
      const range = parseRange(block) as AddressRange;
      const texts = fc.sample(text, 1000);
      const expected = texts.map((one) => {
        const address = parseAddress(one);
        return String(
          address?.family === range.family && address.number >= range.first && address.number <= range.last,
        );
      });
      const actual = await evaluate(texts, (address) => sql`coalesce(${isInRanges(address, [range])}, false)`);
      expect(actual).toEqual(expected);
    },
  );
});
