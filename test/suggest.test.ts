import { describe, expect, it } from 'vitest';
import { didYouMean, nearest } from '../src/suggest.ts';

const names = ['srcaddr', 'dstaddr', 'srcport', 'dstport', 'top-rejects', 'day'];

describe('did you mean', () => {
  it.each([
    ['srcadr', 'srcaddr'],
    ['scraddr', 'srcaddr'],
    ['DSTPORT', 'dstport'],
    ['top-reject', 'top-rejects'],
    ['dya', 'day'],
    ['src', 'srcaddr'],
    ['top-r', 'top-rejects'],
  ])('%s is %s', (typed, meant) => {
    expect(nearest(typed, names)).toBe(meant);
  });

  it.each(['', 'x', 'bandwidth', 'zzzz'])('%s is nothing known', (typed) => {
    expect(nearest(typed, names)).toBeUndefined();
  });

  it('says something else when nothing is near', () => {
    expect(didYouMean('srcadr', names, 'see the list')).toBe('did you mean srcaddr?');
    expect(didYouMean('bandwidth', names, 'see the list')).toBe('see the list');
  });
});
