import { describe, expect, it } from 'vitest';
import { belowFlow, derivedNamed, loggedField } from '../src/derived.ts';

describe('networks', () => {
  it('have the length that is said for the family that it fits, and the usual one for the other', () => {
    expect(belowFlow('srcnet/8')).toEqual({ is: 'net', of: 'srcaddr', bits: { ipv4: 8, ipv6: 64 } });
    expect(belowFlow('dstnet/32')).toEqual({ is: 'net', of: 'dstaddr', bits: { ipv4: 32, ipv6: 64 } });
    expect(belowFlow('dstnet/48')).toEqual({ is: 'net', of: 'dstaddr', bits: { ipv4: 24, ipv6: 48 } });
  });

  it('are none of no bits, of too many, or without a length', () => {
    for (const name of ['srcnet/0', 'srcnet/129', 'srcnet', 'srcnet/', 'net/24', 'srcnet/24x']) {
      expect(belowFlow(name), name).toBeUndefined();
      expect(derivedNamed(name), name).toBeUndefined();
    }
  });

  it('of any length are derived fields', () => {
    expect(derivedNamed('srcnet/9')).toMatchObject({ name: 'srcnet/9', of: ['srcaddr'] });
    expect(derivedNamed('srcaddr')).toBeUndefined();
  });
});

describe('a column of flow', () => {
  it('is made of one field, or of none', () => {
    expect(['flows', 'bin', 'start_time', 'end_time', 'srcnet/24', 'dstscope', 'vpc_id'].map(loggedField)).toEqual([
      undefined,
      'start',
      'start',
      'end',
      'srcaddr',
      'dstaddr',
      'vpc_id',
    ]);
  });
});
