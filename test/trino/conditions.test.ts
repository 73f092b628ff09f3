import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseRange } from '../../src/address.ts';
import type { AthenaEngine } from '../../src/engines/athena/engine.ts';
import type { Condition } from '../../src/filter.ts';
import { ask, athena, makePlace, makeTable, put, v2 } from './bed.ts';

/** Each record is one bit of the sum of bytes, so that a sum tells which records were taken. */
const records = [
  ['10.0.0.5', '198.51.100.7', 44000, 443, 6, 1, 1723078800, 'ACCEPT'],
  ['10.255.255.255', '198.51.100.7', 44000, 22, 6, 2, 1723078801, 'REJECT'],
  ['11.0.0.0', '10.0.0.5', 44000, 53, 17, 4, 1723078802, 'ACCEPT'],
  ['2001:db8::1', '2001:DB8:0:0:0:0:0:2', 44000, 443, 6, 8, 1723078803, 'ACCEPT'],
  ['-', '-', '-', '-', '-', 16, 1723078804, '-'],
  ['::ffff:10.0.0.9', '2001:db9::1', 0, 8, 1, 32, '1723078805500', 'ACCEPT'],
] as const;

let engine: AthenaEngine;

beforeAll(async () => {
  const place = await makePlace('conditions');
  const lines = records.map(
    ([src, dst, srcport, dstport, protocol, bytes, start, action]) =>
      `2 111122223333 eni-0a1 ${src} ${dst} ${srcport} ${dstport} ${protocol} 1 ${bytes} ${start} ${start} ${action} OK`,
  );
  await put(place, 'a/a.log.gz', `${[v2, ...lines].join('\n')}\n`);
  await makeTable(place, 'a', { folder: 'a/' });
  engine = athena(place, 'a');
});
afterAll(() => engine.close());

const address = (texts: string, not = false, on: Condition['on'] = ['srcaddr']): Condition => ({
  is: 'address',
  option: '--src',
  on,
  not,
  ranges: texts.split(',').map((text) => parseRange(text) as NonNullable<ReturnType<typeof parseRange>>),
});
const port = (first: number, last: number, not = false, on: Condition['on'] = ['dstport']): Condition => ({
  is: 'number',
  option: '--port',
  on,
  not,
  ranges: [{ first: BigInt(first), last: BigInt(last) }],
});
const action = (value: string, not = false): Condition => ({
  is: 'text',
  option: '--action',
  on: ['action'],
  not,
  values: [value],
});

async function sum(conditions: readonly Condition[], window = {}): Promise<unknown> {
  return (await ask(engine, 'SELECT COALESCE(sum(bytes), 0) FROM flow', { conditions, window }))[0]?.[0];
}

describe('conditions on Athena', () => {
  it.each<[string, Condition, number]>([
    ['one IPv4 address', address('10.0.0.5'), 1],
    ['an IPv4 block, also of addresses written as IPv6', address('10.0.0.0/8'), 1 + 2 + 32],
    ['an IPv6 address, however it is written', address('2001:db8::2', false, ['srcaddr', 'dstaddr']), 8],
    ['an IPv6 block', address('2001:db8::/32'), 8],
    ['all of IPv6 and nothing of IPv4', address('::/0'), 8],
    ['all of IPv4 and nothing of IPv6', address('0.0.0.0/0'), 1 + 2 + 4 + 32],
    ['several blocks', address('11.0.0.0/8,2001:db8::/32'), 4 + 8],
    ['either end', address('10.0.0.5', false, ['srcaddr', 'dstaddr', 'pkt_srcaddr']), 1 + 4],
    ['not a block: a missing address is not in it', address('10.0.0.0/8', true), 4 + 8 + 16],
    ['a port', port(443, 443), 1 + 8],
    ['a range of ports, on either side', port(0, 22, false, ['srcport', 'dstport']), 2 + 32],
    ['not a port: a missing one is not it', port(443, 443, true), 2 + 4 + 16 + 32],
    ['a text', action('REJECT'), 2],
    ['not a text', action('REJECT', true), 1 + 4 + 8 + 16 + 32],
    ['hostile text', action("x' OR '1'='1"), 0],
  ])('takes %s', async (_, condition, expected) => {
    expect(await sum([condition])).toBe(expected);
  });

  it('takes what meets all of them', async () => {
    expect(await sum([address('10.0.0.0/8'), port(0, 100)])).toBe(2 + 32);
  });

  it.each([
    ['from included, to not included', '2024-08-08T01:00:01Z', '2024-08-08T01:00:03Z', 2 + 4],
    ['milliseconds', '2024-08-08T01:00:05.500Z', '2024-08-08T01:00:05.501Z', 32],
    ['milliseconds that end before', '2024-08-08T01:00:04Z', '2024-08-08T01:00:05.500Z', 16],
    ['a part of a second, which no whole second is in', '2024-08-08T01:00:00.001Z', '2024-08-08T01:00:00.999Z', 0],
    ['no end', '2024-08-08T01:00:03Z', undefined, 8 + 16 + 32],
    ['no beginning', undefined, '2024-08-08T01:00:02Z', 1 + 2],
  ])('takes the window: %s', async (_, from, to, expected) => {
    const window = { ...(from ? { from: new Date(from) } : {}), ...(to ? { to: new Date(to) } : {}) };
    expect(await sum([], window)).toBe(expected);
  });

  it('refuses a condition on a field that the table does not have', async () => {
    const condition: Condition = {
      is: 'text',
      option: '--direction',
      on: ['flow_direction'],
      not: false,
      values: ['ingress'],
    };
    await expect(sum([condition])).rejects.toThrow('--direction needs flow-direction, which the table a does not have');
  });
});
