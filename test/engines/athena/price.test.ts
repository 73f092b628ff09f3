import { expect, it } from 'vitest';
import { priceOf } from '../../../src/engines/athena/price.ts';

it.each([
  [0n, 5, 0.00005],
  [1n, 5, 0.00005],
  [10_000_000n, 5, 0.00005],
  [10_000_001n, 5, 0.000055],
  [1_000_000_000_000n, 5, 5],
  [3_000_000_000_000n, 7.5, 22.5],
])('charges %s bytes at %s dollars a terabyte by the megabyte, ten at least: %s', (bytes, perTb, price) => {
  expect(priceOf(bytes, perTb)).toBeCloseTo(price, 9);
});
