import { describe, expect, it } from 'vitest';
import { collecting, groupsOf, linesOf, rowsOf } from './batches.ts';

const fields = ['srcaddr', 'dstport', 'packets', 'bytes', 'start', 'end'];

/** Groups of the lines by the columns, added up. */
function grouped(columns: string[], texts: readonly string[], names = fields) {
  const { plan, collector, batches } = collecting({ rows: 'groups', columns });
  const kernel = collector.kernel(names);
  const block = linesOf(texts);
  expect(kernel.scan(block, 0, block.length)).toBe(block.length);
  collector.finish();
  return { groups: groupsOf(batches, plan), rows: rowsOf(batches, plan), batches };
}

describe('groups', () => {
  it('merge equal rows: sums, earliest start, latest end', () => {
    const { groups, rows } = grouped(
      ['srcaddr', 'dstport'],
      ['10.0.0.1 80 1 100 50 60', '10.0.0.2 80 2 200 51 61', '10.0.0.1 80 4 400 40 90', '10.0.0.1 80 8 800 55 70'],
    );
    expect(rows).toHaveLength(2);
    expect(groups).toEqual([
      ['10.0.0.1', 80, 3n, 13n, 1300n, 40_000n, 90_000n],
      ['10.0.0.2', 80, 1n, 2n, 200n, 51_000n, 61_000n],
    ]);
  });

  it('hold a missing value apart from every other', () => {
    const { groups } = grouped(['dstport'], ['10.0.0.1 0 1 1 1 1', '10.0.0.1 - 2 2 1 1', '10.0.0.1 - 4 4 1 1']);
    expect(groups).toEqual([
      [null, 2n, 6n, 6n, 1000n, 1000n],
      [0, 1n, 1n, 1n, 1000n, 1000n],
    ]);
  });

  it('have null for a sum of which no record has a number, and add up those that have', () => {
    const { groups } = grouped(
      ['dstport'],
      ['- 1 - - 1 1', '- 1 - - 1 1', '- 2 - 7 1 1', '- 2 3 - 1 1', '- 2 4 5 1 1', '- 3 0 0 1 1'],
    );
    expect(groups).toEqual([
      [1, 2n, null, null, 1000n, 1000n],
      [2, 3n, 7n, 12n, 1000n, 1000n],
      [3, 1n, 0n, 0n, 1000n, 1000n],
    ]);
  });

  it('have null measures where the records lack the fields', () => {
    expect(grouped(['dstport'], ['80', '80'], ['dstport']).groups).toEqual([[80, 2n, null, null, null, null]]);
  });

  it('have no columns when none are asked for', () => {
    expect(grouped([], ['10.0.0.1 80 1 100 50 60', '10.0.0.2 81 2 200 51 61']).groups).toEqual([
      [2n, 3n, 300n, 50_000n, 61_000n],
    ]);
  });

  it('take spellings of one address as one', () => {
    const { groups } = grouped(
      ['srcaddr'],
      ['2001:DB8:0:0:0:0:0:1', '2001:db8::1', '2001:0db8::0001', '::ffff:10.0.0.1', '10.0.0.1', '010.0.0.1', 'x'].map(
        (address) => `${address} 80 1 1 1 1`,
      ),
    );
    expect(groups.map(([address, flows]) => [address, flows])).toEqual([
      ['010.0.0.1', 1n],
      ['10.0.0.1', 2n],
      ['2001:db8::1', 3n],
      ['x', 1n],
    ]);
  });

  it('are exact where a sum passes 2^53, 2^63 and where one number does', () => {
    const big = '9223372036854775807';
    const { groups } = grouped(
      ['dstport'],
      [
        ...Array<string>(3).fill(`- 1 1 ${big} 1 1`),
        ...Array<string>(5).fill('- 2 1 4503599627370495 1 1'),
        '- 3 9007199254740993 1 1 1',
        '- 3 1 9007199254740993 1 1',
        '- 3 - 9007199254740995 1 1',
        '- 3 2 - 1 1',
      ],
    );
    expect(groups).toEqual([
      [1, 3n, 3n, 27670116110564327421n, 1000n, 1000n],
      [2, 5n, 5n, 22517998136852475n, 1000n, 1000n],
      [3, 4n, 9007199254740996n, 18014398509481989n, 1000n, 1000n],
    ]);
  });

  it('come in several batches when they are many, and add up all the same', () => {
    const count = 150_000;
    const address = (i: number) => `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`;
    const texts = Array.from({ length: 2 * count }, (_, i) => `${address(i % count)} 443 1 ${i} 5 6`);
    const { groups, batches } = grouped(['srcaddr', 'dstport'], texts);
    expect(batches.length).toBeGreaterThan(1);
    expect(groups).toHaveLength(count);
    expect(groups.every(([, , flows, packets]) => flows === 2n && packets === 2n)).toBe(true);
    const total = groups.reduce((sum, row) => sum + (row[4] as bigint), 0n);
    expect(total).toBe(BigInt((2 * count * (2 * count - 1)) / 2));
  });

  it('by a number of 64 bits keep it exact', () => {
    const { groups } = grouped(
      ['bytes', 'start'],
      ['- - 1 9007199254740993 1418530010 1', '- - 1 9007199254740992 1418530010123 1418530010124', '- - 1 0 5 6'],
    );
    expect(groups.map((row) => row.slice(0, 3))).toEqual([
      [0n, 5n, 1n],
      [9007199254740992n, 1418530010123n, 1n],
      [9007199254740993n, 1418530010n, 1n],
    ]);
  });
});
