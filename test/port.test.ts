import { describe, expect, it } from 'vitest';
import { portName } from '../src/port.ts';

describe('ports', () => {
  it.each([
    [22, 'ssh'],
    [53, 'domain'],
    [443, 'https'],
    [3389, 'rdp'],
    [5432, 'postgres'],
    [6379, 'redis'],
    [6443, 'kubernetes'],
    [9200, 'elasticsearch'],
    [27017, 'mongodb'],
  ])('%i is %s', (port, name) => {
    expect(portName(port)).toBe(name);
  });

  it('have no name when nobody in particular listens there', () => {
    expect([0, 1025, 40000, 51234, 65535, -1, 443.5].map(portName)).toEqual(Array(7).fill(undefined));
  });

  it('that a client may have got from its system have no name', () => {
    const named = [...Array(65536).keys()].filter((port) => portName(port) !== undefined);
    expect(named.length).toBeGreaterThan(150);
    expect(named.at(-1)).toBeLessThan(32768);
  });

  it('have names of one word, which fit beside the number', () => {
    const names = [...Array(65536).keys()].flatMap((port) => portName(port) ?? []);
    expect(names.filter((name) => !/^[a-z][a-z0-9-]*$/.test(name))).toEqual([]);
  });
});
