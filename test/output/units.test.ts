import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { briefBytes, bytesOf, counted, grouped, humanBytes, humanSeconds } from '../../src/output/units.ts';

describe('numbers for people', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [-48211, '-48,211'],
    [123456789012345678901234567890n, '123,456,789,012,345,678,901,234,567,890'],
    [1234567.125, '1,234,567.125'],
  ])('%s is grouped as %s', (value, text) => {
    expect(grouped(value)).toBe(text);
  });

  it('lose no digit by grouping', () => {
    fc.assert(
      fc.property(fc.bigInt(), (value) => {
        expect(BigInt(grouped(value).replaceAll(',', ''))).toBe(value);
      }),
    );
  });

  it('know one from many', () => {
    expect([counted(0, 'file'), counted(1, 'file'), counted(1204, 'flow')]).toEqual([
      '0 files',
      '1 file',
      '1,204 flows',
    ]);
  });
});

describe('bytes for people', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [1234, '1.2 kB'],
    [1250n, '1.3 kB'],
    [99_949, '99.9 kB'],
    [999_499, '999.5 kB'],
    [999_999, '1.0 MB'],
    [1_200_000_000n, '1.2 GB'],
    [2n ** 63n, '9.2 EB'],
    [10n ** 27n, '1000.0 YB'],
    [-1234, '-1.2 kB'],
    [12.5, '13 B'],
  ])('%s are %s', (value, text) => {
    expect(humanBytes(value)).toBe(text);
  });

  it('are brief where they change', () => {
    expect([briefBytes(84_200_000), briefBytes(8_420_000), briefBytes(950)]).toEqual(['84 MB', '8.4 MB', '950 B']);
  });

  it('are a part of the whole in one unit', () => {
    expect(bytesOf(41_000_000, 173_000_000)).toBe('41 of 173 MB');
    expect(bytesOf(300_000_000, 1_200_000_000)).toBe('0.3 of 1.2 GB');
    expect(bytesOf(0, 512)).toBe('0 of 512 B');
  });
});

describe('seconds for people', () => {
  it.each([
    [0.2, '1 s'],
    [2.4, '2 s'],
    [59.6, '1 min 0 s'],
    [80, '1 min 20 s'],
    [3600, '1 h 0 min'],
    [7500, '2 h 5 min'],
  ])('%s are %s', (seconds, text) => {
    expect(humanSeconds(seconds)).toBe(text);
  });
});
