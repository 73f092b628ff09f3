import { describe, expect, it } from 'vitest';
import { trendShape } from '../../src/output/page-trend.ts';
import type { Row } from '../../src/result.ts';
import { columnsOf, rendered } from './render.ts';

const columns = columnsOf({ time: 'time', flows: 'count', accepted: 'count', rejected: 'count', bytes: 'bytes' });
const hour = (at: number) => new Date(Date.UTC(2025, 7, 14, at));
const shape = trendShape('1h');

describe('the shape of a trend', () => {
  it('is a line for what was accepted, rejected and sent, and the time below them', async () => {
    const rows: Row[] = [
      [hour(0), 8n, 7n, 1n, 1000n],
      [hour(1), 0n, 0n, 0n, 0n],
      [hour(2), 4n, 1n, 3n, 500n],
    ];
    // Seven levels of what is more than 0: 1 of 7 is the first, 1 of 3 the third (7/3 rounded up), 500 of 1000 the fourth.
    expect(await rendered(shape, columns, rows)).toBe(`accepted  █▁▂  0 to 7 in 1h
rejected  ▄▁█  0 to 3 in 1h
bytes     █▁▅  0 B to 1.0 kB in 1h
          2025-08-14 00:00Z to 2025-08-14 02:00Z
`);
  });

  it('is of flows where no action is recorded', async () => {
    const rows: Row[] = [[hour(0), 8n, null, null, null]];
    expect(await rendered(shape, columns, rows, { bytes: 'raw' })).toBe(`flows  █  8 in 1h
bytes     not recorded
       2025-08-14 00:00Z to 2025-08-14 00:00Z
`);
  });

  it('puts as many bins into a mark as the width asks for, and says so', async () => {
    const rows = Array.from({ length: 48 }, (_, i): Row => [hour(i), 1n, BigInt(i), 0n, 1n]);
    const text = await rendered(shape, columns, rows, { width: 50 });
    const [first = '', , , axis] = text.split('\n');
    // 50 less 8 for the label, 12 for "0 to 47 in 1h" and two gaps of 2 are 25 marks; 48 bins by 2 are 24.
    expect([...(first.split('  ')[1] ?? '')]).toHaveLength(24);
    expect(axis).toBe(`${' '.repeat(10)}2025-08-14 00:00Z to 2025-08-15 23:00Z; a mark is the most of 2 bins of 1h`);
    expect(
      Math.max(
        ...text
          .split('\n')
          .slice(0, 3)
          .map((line) => [...line].length),
      ),
    ).toBeLessThanOrEqual(50);
  });
});
