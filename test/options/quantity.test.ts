import { describe, expect, it } from 'vitest';
import { parseDuration, parseSize, wholeNumber } from '../../src/options/quantity.ts';

const origin = '--x';

describe('quantities', () => {
  it('takes whole numbers of a range', () => {
    const limit = wholeNumber(0);
    expect(['0', '10', '9007199254740991'].map((text) => limit(text, origin))).toEqual([
      0,
      10,
      Number.MAX_SAFE_INTEGER,
    ]);
    for (const text of ['-1', 'x', '1.5', '1e3', '', ' 1', '9007199254740992', '99999999999999999']) {
      expect(() => limit(text, origin)).toThrow(`--x ${text} is not a number that it can have`);
    }
    expect(() => wholeNumber(1, 256)('257', origin)).toThrow('--x 257');
  });

  it('takes sizes in decimal and binary units, exact beyond 2^53', () => {
    const sizes = {
      0: 0n,
      '1 kB': 1000n,
      '1.5KiB': 1536n,
      '9007199254740993': 9007199254740993n,
      '2tb': 2n * 10n ** 12n,
    };
    for (const [text, bytes] of Object.entries(sizes)) expect(parseSize(text, origin)).toBe(bytes);
    for (const text of ['', 'kB', '1 xB', '-1', '1.kB', '1b2']) {
      expect(() => parseSize(text, origin)).toThrow('is not a size');
    }
  });

  it('takes durations, bare numbers as seconds', () => {
    const durations = { '90s': 90_000, 90: 90_000, '5m': 300_000, '1H': 3_600_000, '250ms': 250 };
    for (const [text, ms] of Object.entries(durations)) expect(parseDuration(text, origin)).toBe(ms);
    for (const text of ['0', '0s', '-5s', 'soon', '1d', '999h']) {
      expect(() => parseDuration(text, origin)).toThrow(`--x ${text} is not a time to wait`);
    }
  });
});
