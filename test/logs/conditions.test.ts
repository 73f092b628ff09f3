import { describe, expect, it } from 'vitest';
import { parseRange } from '../../src/address.ts';
import type { AddressCondition, Condition, NumberCondition, TextCondition } from '../../src/filter.ts';
import type { FieldName } from '../../src/flow.ts';
import type { Window } from '../../src/window.ts';
import { collecting, lines, rowsOf } from './batches.ts';

const addresses = (not: boolean, on: FieldName[], ...ranges: string[]): AddressCondition => ({
  is: 'address',
  option: '--addr',
  on,
  not,
  ranges: ranges.map((range) => parseRange(range) ?? expect.fail(range)),
});
const numbers = (not: boolean, on: FieldName[], ...ranges: [bigint, bigint][]): NumberCondition => ({
  is: 'number',
  option: '--port',
  on,
  not,
  ranges: ranges.map(([first, last]) => ({ first, last })),
});
const texts = (not: boolean, on: FieldName[], ...values: string[]): TextCondition => ({
  is: 'text',
  option: '--interface-id',
  on,
  not,
  values,
});

/** The numbers of the lines, from 0 on, that meet the conditions; on the fast path and on the tolerant one. */
function met(fields: string[], texts: string[], conditions: Condition[], window: Window = {}): number[] {
  const read = (isFast: boolean) => {
    const { plan, collector, batches } = collecting({ rows: 'records', columns: ['n'], conditions, window });
    const kernel = collector.kernel([...fields, 'n']);
    texts.forEach((text, n) => {
      const block = lines(`${text} ${n}`);
      if (isFast) expect(kernel.scan(block, 0, block.length)).toBe(block.length);
      else expect(kernel.record([...text.split(' '), String(n)])).toBeUndefined();
    });
    collector.finish();
    const rows = rowsOf(batches, plan).map(([n]) => Number(n));
    expect(kernel.tally.matched).toBe(rows.length);
    return rows;
  };
  expect(read(true)).toEqual(read(false));
  return read(true);
}

describe('a condition on addresses', () => {
  const logged = ['10.0.0.0', '10.0.0.255', '10.0.1.0', '-', '2001:db8::1', '2001:DB8:0::ffff', '::ffff:10.0.0.9', 'x'];

  it.each([
    [['10.0.0.0/24'], [0, 1, 6]],
    [['10.0.1.0'], [2]],
    [['2001:db8::/32'], [4, 5]],
    [
      ['2001:db8::1', '10.0.0.255'],
      [1, 4],
    ],
    [['0.0.0.0/0'], [0, 1, 2, 6]],
    [['::/0'], [4, 5]],
  ])('finds %s by number, in any notation', (ranges, lines) => {
    expect(met(['srcaddr'], logged, [addresses(false, ['srcaddr'], ...ranges)])).toEqual(lines);
    const others = [...logged.keys()].filter((line) => !lines.includes(line));
    expect(met(['srcaddr'], logged, [addresses(true, ['srcaddr'], ...ranges)])).toEqual(others);
  });

  it('asks for one of several fields, and turned round for none of them', () => {
    const pairs = ['10.0.0.1 1.1.1.1', '1.1.1.1 10.0.0.1', '1.1.1.1 2.2.2.2', '- -'];
    const fields = ['srcaddr', 'dstaddr'];
    expect(met(fields, pairs, [addresses(false, ['srcaddr', 'dstaddr'], '10.0.0.0/8')])).toEqual([0, 1]);
    expect(met(fields, pairs, [addresses(true, ['srcaddr', 'dstaddr'], '10.0.0.0/8')])).toEqual([2, 3]);
  });

  it('decides right for more addresses than it remembers', () => {
    const many = Array.from({ length: 6000 }, (_, i) => `2001:db8::${i.toString(16)}`);
    const last = met(['srcaddr'], [...many, ...many], [addresses(false, ['srcaddr'], '2001:db8::1760/124')]);
    expect(last).toEqual([0, 6000].flatMap((pass) => Array.from({ length: 16 }, (_, i) => pass + 0x1760 + i)));
  });
});

describe('a condition on numbers', () => {
  it('has both ends included, and fails on a missing value', () => {
    const ports = ['79', '80', '90', '91', '443', '-'];
    const ranges: [bigint, bigint][] = [
      [80n, 90n],
      [443n, 443n],
    ];
    expect(met(['dstport'], ports, [numbers(false, ['dstport'], ...ranges)])).toEqual([1, 2, 4]);
    expect(met(['dstport'], ports, [numbers(true, ['dstport'], ...ranges)])).toEqual([0, 3, 5]);
  });

  it('is exact over 2^53', () => {
    const logged = ['9007199254740992', '9007199254740993', '9007199254740994', '4503599627370496'];
    expect(met(['bytes'], logged, [numbers(false, ['bytes'], [9007199254740993n, 9007199254740993n])])).toEqual([1]);
    expect(met(['bytes'], logged, [numbers(false, ['bytes'], [9007199254740993n, 2n ** 63n - 1n])])).toEqual([1, 2]);
  });
});

describe('a condition on texts', () => {
  it('compares exactly', () => {
    const logged = ['eni-1', 'eni-2', 'ENI-1', 'eni-11', '-'];
    expect(met(['interface_id'], logged, [texts(false, ['interface_id'], 'eni-1', 'eni-2')])).toEqual([0, 1]);
    expect(met(['interface_id'], logged, [texts(true, ['interface_id'], 'eni-1', '-')])).toEqual([1, 2, 3, 4]);
  });

  it.each([
    [false, ['ACCEPT'], [0]],
    [false, ['REJECT'], [1]],
    [false, ['ACCEPT', 'REJECT'], [0, 1]],
    [false, ['reject'], []],
    [true, ['ACCEPT'], [1, 2]],
    [true, ['ACCEPT', 'REJECT'], [2]],
    [true, [''], [0, 1, 2]],
    [false, [''], []],
  ])('on the action (not: %s, %s) knows the two actions and none', (not, values, lines) => {
    expect(met(['action'], ['ACCEPT', 'REJECT', '-'], [texts(not, ['action'], ...values)])).toEqual(lines);
  });

  it('on the action or another field asks for one of them', () => {
    const condition = texts(false, ['action', 'reject_reason'], 'REJECT', 'BPA');
    expect(met(['action', 'reject_reason'], ['REJECT -', 'ACCEPT BPA', 'ACCEPT -', '- -'], [condition])).toEqual([
      0, 1,
    ]);
  });

  it('on the log-status sees only traffic', () => {
    const condition = texts(false, ['log_status'], 'OK', 'NODATA');
    expect(met(['log_status'], ['OK', 'NODATA', 'SKIPDATA'], [condition])).toEqual([0]);
  });
});

describe('conditions', () => {
  it('must all hold', () => {
    const conditions = [
      addresses(false, ['srcaddr'], '10.0.0.0/8'),
      numbers(true, ['dstport'], [22n, 22n]),
      texts(false, ['action'], 'REJECT'),
    ];
    const logged = ['10.0.0.1 80 REJECT', '10.0.0.1 22 REJECT', '10.0.0.1 80 ACCEPT', '11.0.0.1 80 REJECT'];
    expect(met(['srcaddr', 'dstport', 'action'], logged, conditions)).toEqual([0]);
  });

  it('on a field that is not there fail, and hold when turned round', () => {
    for (const not of [false, true]) {
      const expected = not ? [0] : [];
      expect(met(['version'], ['2'], [addresses(not, ['srcaddr'], '0.0.0.0/0')])).toEqual(expected);
      expect(met(['version'], ['2'], [numbers(not, ['dstport'], [0n, 65535n])])).toEqual(expected);
      expect(met(['version'], ['2'], [texts(not, ['vpc_id'], 'vpc-1')])).toEqual(expected);
      expect(met(['version'], ['2'], [texts(not, ['action'], 'ACCEPT')])).toEqual(expected);
    }
  });
});

describe('the window', () => {
  const at = (ms: number) => new Date(ms);

  it('includes its beginning and not its end, by the start of a record', () => {
    const times = ['99 100', '100 300', '199 200', '200 201', '199999999999 199999999999'];
    expect(met(['start', 'end'], times, [], { from: at(100_000), to: at(200_000) })).toEqual([1, 2]);
    expect(met(['start', 'end'], times, [], { from: at(100_000) })).toEqual([1, 2, 3, 4]);
    expect(met(['start', 'end'], times, [], { to: at(200_000) })).toEqual([0, 1, 2]);
  });

  it('compares milliseconds with seconds', () => {
    const times = ['1700000000', '1700000000000', '1700000000999', '1700000001000', '1700000001'];
    expect(met(['start'], times, [], { from: at(1_700_000_000_000), to: at(1_700_000_001_000) })).toEqual([0, 1, 2]);
  });

  it('holds no record that has no start', () => {
    expect(met(['end'], ['100'], [], { from: at(0) })).toEqual([]);
    expect(met(['end'], ['100'], [], { to: at(1e15) })).toEqual([]);
    expect(met(['end'], ['100'], [])).toEqual([0]);
  });
});
