import { describe, expect, it } from 'vitest';
import { ask, type Flow, only } from './asking.ts';

const out = (bytes: number, more: Partial<Flow> = {}): Flow => ({
  from: '10.0.0.5:50000',
  to: '198.51.100.9:443',
  bytes,
  ...more,
});

describe('big-transfers', () => {
  it('adds up each direction of a pair over the whole window', async () => {
    const flows = [
      out(60_000_000, { packets: 40, lasts: 60 }),
      out(40_000_000, { from: '10.0.0.5:50001', packets: 30, after: 90, lasts: 30 }),
      // The other direction, one byte too small.
      { from: '198.51.100.9:443', to: '10.0.0.5:50000', bytes: 99_999_999 },
    ];
    expect(await ask(['big-transfers'], flows)).toEqual([
      {
        srcaddr: '10.0.0.5',
        dstaddr: '198.51.100.9',
        srcscope: 'private',
        dstscope: 'public',
        external: true,
        bytes: 100_000_000,
        packets: 70,
        flows: 2,
        first_seen: '2024-08-08T00:00:00Z',
        last_seen: '2024-08-08T00:02:00Z',
        seconds: 120,
        // 100,000,000 / 120 = 833,333.3
        bytes_per_second: 833_333,
        criteria: 'over=100000000',
      },
    ]);
  });

  it('marks pairs with an end on the internet, and has no rate of no time', async () => {
    const flows: Flow[] = [
      out(5000, { lasts: 0 }),
      { from: '198.51.100.9:443', to: '10.0.0.6:50000', bytes: 4000 },
      { from: '10.0.0.5:50000', to: '192.168.1.1:445', bytes: 3000 },
      { from: '10.0.0.5:50000', to: '224.0.0.251:5353', bytes: 2000, protocol: 17 },
    ];
    const rows = await ask(['big-transfers', '--over', '1kB'], flows);
    expect(only(rows, 'bytes', 'srcscope', 'dstscope', 'external', 'bytes_per_second')).toEqual([
      [5000, 'private', 'public', true, null],
      [4000, 'public', 'private', true, 400],
      [3000, 'private', 'private', false, 300],
      [2000, 'private', 'other', false, 200],
    ]);
    const left = await ask(['big-transfers', '--over', '1kB', '--to', 'public'], flows);
    expect(only(left, 'bytes', 'criteria')).toEqual([[5000, 'over=1000 to=public']]);
  });

  it('adds up exactly beyond 2^63', async () => {
    const half = 2 ** 62;
    const rows = await ask(
      ['big-transfers', '-n', '1'],
      [out(half), out(half, { from: '10.0.0.5:50001' }), out(half, { after: 10 })],
    );
    // 3 x 2^62; JSON.parse rounds, and the power of two is exact all the same.
    expect(only(rows, 'bytes', 'bytes_per_second')).toEqual([[3 * half, Math.floor((3 * half) / 20)]]);
  });
});
