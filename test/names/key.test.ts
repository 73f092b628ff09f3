import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRange } from '../../src/address.ts';
import { Key } from '../../src/names/key.ts';

const key = new Key();

/** The first address and the length, by the reader that filters use. */
function byFilters(text: string) {
  const range = parseRange(text);
  if (!range) return undefined;
  const bits = range.family === 4 ? 32 : 128;
  return {
    family: range.family,
    first: range.first,
    length: bits - (range.last - range.first).toString(2).replace(/^0$/, '').length,
  };
}

/** The same, by the reader of names; bits after the prefix are none of its business. */
function byNames(text: string) {
  if (!key.read(text) || !key.isAddress) return undefined;
  const words = key.sort === 'ipv4' ? [key.words[0] ?? 0] : [...key.words];
  const number = words.reduce((sum, word) => (sum << 32n) | BigInt(word >>> 0), 0n);
  const free = BigInt((key.sort === 'ipv4' ? 32 : 128) - key.length);
  return { family: key.sort === 'ipv4' ? 4 : 6, first: (number >> free) << free, length: key.length };
}

describe('an address or a CIDR block is read as filters read it', () => {
  it.each([
    '10.0.0.5',
    '0.0.0.0/0',
    '255.255.255.255/32',
    '10.1.2.3/8',
    '010.0.0.1',
    '10.0.0.00',
    '10.0.0.256',
    '10.0.0',
    '10.0.0.',
    '.10.0.0.1',
    '10..0.1',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/008',
    '10.0.0.0/0008',
    '10.0.0.0/8/8',
    '10.0.0.1.1',
    ' 10.0.0.1',
    '::',
    '::/0',
    '::1',
    '1::',
    '::ffff:10.0.0.1',
    '::FFFF:0a00:0001',
    '::ffff:10.0.0.0/104',
    '::10.0.0.1',
    '2001:DB8::1',
    '2001:0db8:0000:0000:0000:0000:0000:0001',
    '2001:db8::/32',
    '2001:db8:1:2:3:4:5:6/127',
    '1:2:3:4:5:6:7::',
    '::2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7:8:9',
    '1::2:3:4:5:6:7:8',
    '1:2:3:4:5:6:7',
    '1::2::3',
    ':1',
    '1:',
    '1:2:3:4:5:6:7:',
    ':::',
    '1:::2',
    '2001:db8::12345',
    '2001:db8::g',
    'fe80::1%eth0',
    '2001:db8::/129',
    '2001:db8::/',
    '64:ff9b::10.0.0.1/96',
    '',
  ])('%j', (text) => {
    expect(byNames(text)).toEqual(byFilters(text));
  });

  it('also when it is made up of what addresses are made of', () => {
    const part = fc.oneof(
      fc.constantFrom(':', '::', '.', '/', '0', 'ffff', '10', '255', '2001', 'DB8'),
      fc.nat(300).map(String),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 18 }), (parts) => {
        expect(byNames(parts.join(''))).toEqual(byFilters(parts.join('')));
      }),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.nat(130), (address, length) => {
        expect(byNames(address)).toEqual(byFilters(address));
        expect(byNames(`${address}/${length}`)).toEqual(byFilters(`${address}/${length}`));
      }),
    );
  });
});

describe('an id is told by how it begins', () => {
  it.each([
    ['eni-0a1', 'eni'],
    ['i-0123456789abcdef0', 'i'],
    ['subnet-0a1', 'subnet'],
    ['vpc-0a1', 'vpc'],
    ['tgw-0a1', 'tgw'],
    ['tgw-attach-0a1', 'tgw-attach'],
    ['012345678901', 'account'],
  ])('%s', (text, sort) => {
    expect(key.read(text) && key.sort).toBe(sort);
  });

  it.each([
    'eni-',
    '-0a1',
    'eni',
    'sg-0a1',
    'ENI-0A1',
    'eni-0a1 ',
    'i-0a1-0b2',
    '1234567890123',
    '12345678901',
    'localhost',
  ])('%j is none', (text) => {
    expect(key.read(text)).toBe(false);
  });
});
