import { describe, expect, it } from 'vitest';
import { ask, collected, type Flow, only, rowsOf } from './asking.ts';

const regular = collected('S10-beacons');

/** Talks at these seconds, each with a source port of its own. */
const talks = (at: readonly number[], more: Partial<Flow> = {}): Flow[] =>
  at.map((after, i) => ({
    from: `10.0.0.5:${40_000 + i}`,
    to: '203.0.113.8:443',
    bytes: 100,
    lasts: 2,
    after,
    ...more,
  }));

const every = (seconds: number, count: number) => Array.from({ length: count }, (_, i) => i * seconds);

describe('S10', () => {
  it('finds regular talk with jitter, or with a pause, and nothing that only looks like it', async () => {
    const rows = await rowsOf(['beacons'], regular.path);
    expect(rows).toMatchObject(regular.expected.beacons ?? []);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      protocol: 6,
      dstscope: 'public',
      rejected: 0,
      first_seen: '2024-08-08T00:00:00Z',
      // 23 x 600 + 28200 + 2 seconds later.
      last_seen: '2024-08-08T11:40:02Z',
      criteria: 'min-count=20 max-jitter=0.25 max-bytes=10000',
    });
  });

  it('takes other thresholds, and says them', async () => {
    const sources = async (...words: string[]) =>
      only(await rowsOf(['beacons', ...words], regular.path), 'srcaddr').flat();
    expect(await sources('--max-bytes', '10MB')).toEqual(['10.0.1.16', '10.0.1.19', '10.0.1.15']);
    expect(await sources('--max-jitter', '6.8%')).toEqual(['10.0.1.16']);
    expect(await sources('--min-count', '5')).toEqual(['10.0.1.16', '10.0.1.15', '10.0.1.22']);
    expect(await sources('--min-count', '25')).toEqual([]);
    const words = ['--to', 'public', '--aggregation-interval', '10m', '--max-bytes', '10MB'];
    // Pauses of 288 to 308 and of 598 seconds are shorter than that interval; those of 880 are not.
    const rows = await rowsOf(['beacons', ...words], regular.path);
    expect(only(rows, 'srcaddr', 'criteria')).toEqual([
      ['10.0.1.19', 'min-count=20 max-jitter=0.25 max-bytes=10000000 aggregation-interval=600s to=public'],
    ]);
  });
});

describe('a talk', () => {
  it('goes on while less than an aggregation interval passes without flows', async () => {
    // Of every ten minutes the first two are talked in, in three records that begin 40 seconds apart.
    const starts = every(600, 20).flatMap((start) => [start, start + 40, start + 80]);
    const [row] = await ask(['beacons'], talks(starts));
    expect(row).toMatchObject({ talks: 20, period: 600, jitter: 0, bytes_per_talk: 300, bytes: 6000 });
  });

  it('begins with the pause of a whole interval', async () => {
    expect(await ask(['beacons'], talks(every(61, 30)))).toEqual([]);
    expect(only(await ask(['beacons'], talks(every(62, 30))), 'talks', 'period')).toEqual([[30, 62]]);
  });

  it('is not prolonged for ever by a record whose end is none', async () => {
    const flows = talks(every(300, 25));
    const [row] = await ask(['beacons'], [...flows.slice(1), { ...(flows[0] as Flow), lasts: 1_500_000_000 }]);
    expect(row).toMatchObject({ talks: 25, period: 300, jitter: 0 });
  });

  it('has the bytes that its source sent, on average a whole number', async () => {
    const flows = talks(every(300, 21)).map((flow, i) => (i === 0 ? { ...flow, bytes: 110 } : flow));
    // 2110 / 21 = 100.5
    expect(only(await ask(['beacons'], flows), 'bytes_per_talk', 'bytes')).toEqual([[100, 2110]]);
  });
});

describe('beacons', () => {
  it('are of the client: replies are none, by ports or by flags', async () => {
    const replies = (more: Partial<Flow>) =>
      every(300, 24).map(
        (after): Flow => ({ from: '203.0.113.8:443', to: '10.0.0.5:45000', after, lasts: 2, ...more }),
      );
    expect(await ask(['beacons'], replies({}))).toEqual([]);
    expect(await ask(['beacons'], replies({ from: '203.0.113.8:9555', flags: 18 }))).toEqual([]);
    expect(await ask(['beacons'], talks(every(300, 24), { to: '203.0.113.8:50050' }))).toHaveLength(1);
  });

  it('may be rejected, and use protocols without ports', async () => {
    const rejected = await ask(['beacons'], talks(every(300, 24), { action: 'REJECT' }));
    expect(only(rejected, 'talks', 'rejected')).toEqual([[24, 24]]);
    const pings = await ask(
      ['beacons'],
      talks(every(300, 24), { protocol: 1, from: '10.0.0.5:0', to: '203.0.113.8:0' }),
    );
    expect(only(pings, 'dstport', 'protocol', 'talks')).toEqual([[null, 1, 24]]);
    expect(only(await ask(['beacons'], talks(every(300, 24)), ['action']), 'rejected')).toEqual([[null]]);
  });

  it('are regular in three of four intervals', async () => {
    // Of 20 intervals the last five are four times as long: fifteen, three of four, are the period.
    const [steady, loose] = [every(100, 16), [2000, 2400, 2800, 3200, 3600]];
    expect(await ask(['beacons'], talks([...steady, ...loose]))).toMatchObject([{ talks: 21, period: 100, jitter: 0 }]);
    // One more, and the sixteenth is off by 300 of 100.
    const off = [...every(100, 15), 1800, ...loose.map((at) => at + 200)];
    expect(await ask(['beacons'], talks(off))).toEqual([]);
    expect(await ask(['beacons', '--max-jitter', '1'], talks(off))).toEqual([]);
  });
});
