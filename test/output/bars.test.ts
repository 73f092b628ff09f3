import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barOf } from '../../src/output/bars.ts';
import { largest, mostOfEach, sparkline } from '../../src/output/sparkline.ts';

const drawn = (values: readonly bigint[], most: bigint, width: number) =>
  barOf(
    values.map((value, i) => ({ mark: 'abc'[i] ?? '', value })),
    most,
    width,
  )
    .map(({ part, marks }) => part.mark.repeat(marks))
    .join('');

describe('a bar', () => {
  it('is as long as its part of the most', () => {
    expect(drawn([5n, 5n], 10n, 10)).toBe('aaaaabbbbb');
    expect(drawn([4n, 1n], 10n, 10)).toBe('aaaab');
    expect(drawn([10n], 10n, 4)).toBe('aaaa');
  });

  it('shows what is there, however little, and nothing for nothing', () => {
    expect(drawn([1n], 1_000_000n, 10)).toBe('a');
    expect(drawn([1n, 1n], 1_000_000n, 10)).toBe('ab');
    expect(drawn([999_999n, 0n, 1n], 1_000_000n, 10)).toBe('aaaaaaaaac');
    expect(drawn([0n, 0n], 10n, 10)).toBe('');
    expect(drawn([], 0n, 10)).toBe('');
  });

  it('is as long as asked for at most, with every part that is there, at any size of numbers', () => {
    const value = fc.bigInt({ min: 0n, max: 2n ** 80n });
    fc.assert(
      fc.property(fc.tuple(value, value, value), value, fc.integer({ min: 8, max: 60 }), (values, more, width) => {
        const whole = values.reduce((a, b) => a + b, 0n);
        const bar = drawn(values, whole + more, width);
        expect(bar.length).toBeLessThanOrEqual(width);
        expect([...new Set(bar)].join('')).toBe(values.map((one, i) => (one > 0n ? 'abc'[i] : '')).join(''));
        if (whole > 0n && more === 0n) expect(bar).toHaveLength(width);
      }),
    );
  });
});

describe('a sparkline', () => {
  it('has its lowest mark for 0 only, its highest for the most, and a blank for what is missing', () => {
    expect(sparkline([0n, 1n, 70n, 11n, null, 35n])).toBe('▁▂█▃ ▅');
    expect(sparkline([0n, 0n])).toBe('▁▁');
    expect(sparkline([null])).toBe(' ');
    expect(sparkline([2n ** 80n, 2n ** 80n - 1n])).toBe('██');
  });

  it('is shortened by the most of every few', () => {
    expect(mostOfEach([1n, 5n, null, null, 3n], 2)).toEqual([5n, null, 3n]);
    expect(mostOfEach([1n, 5n], 1)).toEqual([1n, 5n]);
    expect(largest([])).toBeNull();
  });
});
