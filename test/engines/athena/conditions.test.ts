import { describe, expect, it } from 'vitest';
import { parseRange } from '../../../src/address.ts';
import { conditionSql, windowSql } from '../../../src/engines/athena/conditions.ts';

const address = (text: string, not = false) =>
  conditionSql({
    is: 'address',
    option: '--src',
    on: ['srcaddr'],
    not,
    ranges: [parseRange(text) ?? { family: 4, first: 0n, last: 0n }],
  }).text;

describe('conditions as SQL', () => {
  it('compares addresses between the first and the last of a block', () => {
    expect(address('10.0.0.5')).toBe(`TRY_CAST("srcaddr" AS ipaddress) = IPADDRESS '10.0.0.5'`);
    expect(address('2001:db8::/32')).toBe(
      `TRY_CAST("srcaddr" AS ipaddress) BETWEEN IPADDRESS '2001:db8::' AND IPADDRESS '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'`,
    );
    expect(address('::/0')).toContain(`NOT BETWEEN IPADDRESS '0.0.0.0' AND IPADDRESS '255.255.255.255'`);
  });

  it('holds for a missing value when it is turned round', () => {
    expect(address('10.0.0.5', true)).toBe(
      `NOT COALESCE(TRY_CAST("srcaddr" AS ipaddress) = IPADDRESS '10.0.0.5', false)`,
    );
  });

  it('has one of several fields, and any of several values', () => {
    const ranges = [
      { first: 22n, last: 22n },
      { first: 8000n, last: 8100n },
    ];
    expect(conditionSql({ is: 'number', option: '--port', on: ['srcport', 'dstport'], not: false, ranges }).text).toBe(
      `("srcport" = 22 OR "srcport" BETWEEN 8000 AND 8100 OR "dstport" = 22 OR "dstport" BETWEEN 8000 AND 8100)`,
    );
    expect(
      conditionSql({ is: 'text', option: '--vpc-id', on: ['vpc_id'], not: false, values: ["a'b", 'c'] }).text,
    ).toBe(`"vpc_id" IN ('a''b', 'c')`);
    expect(conditionSql({ is: 'text', option: '--vpc-id', on: ['vpc_id'], not: true, values: [] }).text).toBe(
      'NOT COALESCE(false, false)',
    );
  });

  it('compares the raw start, in seconds and in milliseconds', () => {
    const from = new Date('2025-08-14T00:00:00Z');
    const to = new Date('2025-08-15T00:00:00Z');
    expect(windowSql({ from, to })?.text).toBe(
      '("start" BETWEEN 1755129600 AND 1755215999 OR "start" BETWEEN 1755129600000 AND 1755215999999)',
    );
    expect(windowSql({ from })?.text).toBe(
      '("start" >= 1755129600 AND "start" <= 2147483647 OR "start" >= 1755129600000)',
    );
    expect(windowSql({ to })?.text).toBe('("start" < 1755216000 OR "start" BETWEEN 2147483648 AND 1755215999999)');
    expect(windowSql({})).toBeUndefined();
    const part = { from: new Date('2025-08-14T00:00:00.001Z'), to: new Date('2025-08-14T00:00:00.999Z') };
    expect(windowSql(part)?.text).toBe(
      '("start" BETWEEN 1755129601 AND 1755129600 OR "start" BETWEEN 1755129600001 AND 1755129600998)',
    );
  });
});
