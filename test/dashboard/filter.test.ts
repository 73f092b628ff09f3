import { describe, expect, it } from 'vitest';
import { commandOf, filterOf, hashOf, stretchOf, toggled } from '../../src/dashboard/page/filter.ts';

const axis = { origin: 1_755_129_600, width: 1800, first: 1, last: 46, span: 4 };
const names = {
  srcaddr: ['10.0.0.1', '2001:db8::1'],
  dstaddr: ['10.0.0.2'],
  dstport: [443, 22],
  protocol: [6, 132, 61],
  interface_id: ['eni-1', "<b>it's</b>"],
};
const scope = { logs: ['logs/'], from: null, to: null, filters: [], counting: [] };
const data = { names, axis, scope };

describe('a filter', () => {
  it('takes values in and out', () => {
    expect(toggled({}, { srcaddr: 0, dstport: 1 })).toEqual({ srcaddr: 0, dstport: 1 });
    expect(toggled({ srcaddr: 0, dstport: 1 }, { srcaddr: 0 })).toEqual({ dstport: 1 });
    expect(toggled({ srcaddr: 0 }, { srcaddr: 1 })).toEqual({ srcaddr: 1 });
    expect(toggled({ srcaddr: 0 }, { srcaddr: 0, dstport: 1 })).toEqual({ srcaddr: 0, dstport: 1 });
  });

  it('comes back from an address as it went into it', () => {
    const filters = [
      {},
      { action: 2 },
      { time: { from: 0, to: 0 } },
      { time: { from: 3, to: 11 }, action: 1, srcaddr: 1, dstaddr: 0, dstport: 0, protocol: 2, interface_id: 1 },
    ];
    for (const filter of filters) expect(filterOf(`#${hashOf(filter, data)}`, data)).toEqual(filter);
  });

  it('leaves out of an address what the page does not know', () => {
    for (const hash of ['#srcaddr=10.9.9.9', '#action=drop', '#time=1-2', '#time=a-b', '#__proto__=1', '#=', '#%'])
      expect(filterOf(hash, data)).toEqual({});
  });

  it('ends where the log ends', () => {
    expect(stretchOf(axis, { from: 0, to: 0 })).toEqual({ from: axis.origin + 1800, to: axis.origin + 7200 });
    expect(stretchOf(axis, { from: 11, to: 11 }).to).toBe(axis.origin + 47 * 1800);
  });

  it('is a command that can be pasted', () => {
    const filter = { action: 2, srcaddr: 1, dstport: 1, protocol: 1, interface_id: 1, time: { from: 1, to: 1 } };
    expect(commandOf(filter, data)).toBe(
      "flowlogs top --by action --action reject --src 2001:db8::1 --dst-port 22 --protocol sctp --interface-id '<b>it'\\''s</b>' --since 2025-08-14T02:00Z --until 2025-08-14T04:00Z",
    );
  });

  it('stands beside what the page was made with', () => {
    const made = { from: '2025-08-14T02:30:00.000Z', to: null, filters: ['--dst 10.0.0.0/8', '--src-port !53'] };
    expect(
      commandOf(
        { dstaddr: 0, time: { from: 1, to: 1 } },
        { names, axis, scope: { ...scope, ...made, counting: ['--packet-level', '--dedupe'] } },
      ),
    ).toBe(
      "flowlogs top --by action --packet-level --dedupe --src-port '!53' --dst 10.0.0.2 --since 2025-08-14T02:30Z --until 2025-08-14T04:00Z",
    );
  });
});
