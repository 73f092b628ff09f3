import { isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalAddress, parseAddress, parseRange } from '../src/address.ts';

describe('canonicalAddress', () => {
  // The examples of RFC 5952, sections 2 and 4.
  it.each([
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:0DB8::1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:aaaa:bbbb:cccc:dddd:0:1', '2001:db8:aaaa:bbbb:cccc:dddd:0:1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['::1', '::1'],
    ['fe80::', 'fe80::'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
    ['10.0.0.1', '10.0.0.1'],
    ['-', '-'],
    ['010.0.0.1', '010.0.0.1'],
  ])('writes %s as %s', (text, canonical) => {
    expect(canonicalAddress(text)).toBe(canonical);
  });

  it('gives one text for every spelling of an address', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const canonical = canonicalAddress(text);
        expect(canonicalAddress(canonical)).toBe(canonical);
        expect(parseAddress(canonical)).toEqual(parseAddress(text));
        if (canonical.includes(':')) expect(isIPv6(canonical)).toBe(true);
      }),
    );
  });
});

describe('parseAddress', () => {
  const pieces = ['::', ':', '0', '1', 'fF', '00ab', '12345', 'g', '10.0.0.1', '1.2.3', '256.1.1.1', '.', '%eth0', ' '];

  it('takes what Node takes for an IPv6 address, without a zone', () => {
    const near = fc.array(fc.constantFrom(...pieces), { maxLength: 17 }).map((parts) => parts.join(''));
    const grouped = fc
      .array(fc.constantFrom('', '1', 'ab', '10.0.0.1'), { maxLength: 10 })
      .map((parts) => parts.join(':'));
    fc.assert(
      fc.property(fc.oneof(near, grouped, fc.ipV6(), fc.string()), (text) => {
        const taken = isIPv4(text) || (isIPv6(text) && !text.includes('%'));
        expect(parseAddress(text) !== undefined).toBe(taken);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('parseRange', () => {
  it('understands an address and a block of either family', () => {
    expect(parseRange('10.1.2.3/8')).toEqual({ family: 4, first: 0x0a000000n, last: 0x0affffffn });
    expect(parseRange('203.0.113.7')).toEqual({ family: 4, first: 0xcb007107n, last: 0xcb007107n });
    expect(parseRange('0.0.0.0/0')).toEqual({ family: 4, first: 0n, last: 0xffffffffn });
    expect(parseRange('2001:db8::/32')).toEqual({
      family: 6,
      first: 0x20010db8n << 96n,
      last: (0x20010db9n << 96n) - 1n,
    });
    expect(parseRange('::ffff:10.0.0.0/104')).toEqual({ family: 4, first: 0x0a000000n, last: 0x0affffffn });
  });

  it.each([
    '',
    '10.0.0',
    '10.0.0.256',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '2001:db8::/129',
    'fe80::1%eth0',
    'web',
    '10.0.0.0/-1',
  ])('refuses "%s"', (text) => {
    expect(parseRange(text)).toBeUndefined();
  });
});
