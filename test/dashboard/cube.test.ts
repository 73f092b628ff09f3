import { describe, expect, it } from 'vitest';
import type { CellColumns } from '../../src/dashboard/contract.ts';
import { Cube } from '../../src/dashboard/page/cube.ts';
import { inOrder, mayHide } from '../../src/dashboard/page/ranked.ts';

/** Four cells: two of source 0, one of source 1, one of the others. Sums of bytes pass 2^53 and 2^63. */
const columns: CellColumns = {
  ...{ time: [0, 1, 1, 2], action: [1, 2, 1, 2] },
  ...{ srcaddr: [0, 0, 1, -1], dstaddr: [0, 0, 0, 0], dstport: [0, 0, -2, 0] },
  ...{ protocol: [0, 0, 1, 0], interface_id: [0, 0, 0, -2] },
  ...{ flows: [3, 2, 5, 7], packets: [9007199254740991, 9007199254740991, 2, null] },
  bytes: ['9223372036854775807', '9223372036854775807', 4294967296, null],
};
const cube = new Cube(columns);

describe('the cube', () => {
  it('adds up exactly, beyond 2^53 and 2^63', () => {
    const { all, accepted, rejected } = cube.total(cube.matching({}));
    expect(all).toEqual({ flows: 17, packets: 2n * 9007199254740991n + 2n, bytes: 2n ** 64n - 2n + 2n ** 32n });
    expect(accepted.flows).toBe(8);
    expect(rejected).toEqual({ flows: 9, packets: 9007199254740991n, bytes: 2n ** 63n - 1n });
  });

  it('does not take what is not recorded for nothing', () => {
    expect(cube.total(cube.matching({ time: { from: 2, to: 9 } })).all).toEqual({
      flows: 7,
      packets: null,
      bytes: null,
    });
  });

  it('lets through what meets every part of a filter', () => {
    const flows = (filter: Parameters<Cube['matching']>[0]) => cube.total(cube.matching(filter)).all.flows;
    expect(flows({ srcaddr: 0 })).toBe(5);
    expect(flows({ srcaddr: 0, action: 2 })).toBe(2);
    expect(flows({ time: { from: 1, to: 2 } })).toBe(14);
    expect(flows({ srcaddr: 1, dstport: 0 })).toBe(0);
  });

  it('keeps what is not told apart out of the groups, and sums it', () => {
    const sources = cube.byPart(cube.matching({}), 'srcaddr');
    expect(sources.named.map(({ codes, all }) => [codes, all.flows])).toEqual([
      [[0], 5],
      [[1], 5],
    ]);
    expect(sources.others?.all.flows).toBe(7);
    // A missing port is a value as others are.
    const ports = cube.byPart(cube.matching({}), 'port');
    expect(ports.named.map(({ codes, all }) => [codes, all.flows])).toEqual([
      [[0, 0], 12],
      [[-2, 1], 5],
    ]);
    expect(ports.others).toBeUndefined();
  });

  it('counts rejected flows only in rejected connections', () => {
    const { named, others } = cube.byPart(cube.matching({}), 'refused');
    expect(named.map(({ all }) => all.flows)).toEqual([2]);
    expect(others?.all.flows).toBe(7);
  });
});

describe('a ranking', () => {
  const sources = cube.byPart(cube.matching({}), 'srcaddr');
  const text = ({ codes }: { codes: readonly number[] }) => ['10.0.0.10', '10.0.0.9'][codes[0] ?? 0] ?? '';

  it('orders by measure, then by name as numbers stand', () => {
    const codes = (order: Parameters<typeof inOrder>[1]) =>
      inOrder(sources.named, order, text).map((group) => group.codes[0]);
    expect(codes({ by: 'flows', descending: true })).toEqual([1, 0]);
    expect(codes({ by: 'bytes', descending: true })).toEqual([0, 1]);
    expect(codes({ by: 0, descending: true })).toEqual([0, 1]);
  });

  it('says when one of the others could stand in it', () => {
    const size = (flows: number | null) => ({ groups: 9, mostUnnamed: { flows, bytes: 0, rejected: 0 } });
    // The others have 7 together, the last row 5.
    expect(mayHide(sources, sources.named, 'flows', size(null))).toBe(true);
    expect(mayHide(sources, sources.named, 'flows', size(6))).toBe(true);
    expect(mayHide(sources, sources.named, 'flows', size(5))).toBe(false);
    expect(mayHide(sources, sources.named, 0, size(6))).toBe(false);
  });
});
