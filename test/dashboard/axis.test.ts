import { describe, expect, it } from 'vitest';
import { axisOf, binSeconds } from '../../src/dashboard/axis.ts';

const hour = 3600;
const day = 86_400;
/** 2025-08-14T00:00:00Z, which is a whole multiple of 16 half hours. */
const midnight = 1_755_129_600;
const every = (step: number, from: number, to: number) =>
  Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => ({ at: from + i * step, flows: 10 }));

describe('the axis of time', () => {
  it('has bins of which 72 or fewer make the time of the log', () => {
    // A day of half hours is 48; of quarters it would be 96.
    expect(axisOf(every(300, midnight, midnight + day), 300, undefined)).toMatchObject({
      ...{ width: 1800, first: 0, last: 47, origin: midnight },
    });
    // 30 days: 60 half days; of 6 hours it would be 120.
    expect(axisOf(every(hour, midnight, midnight + 30 * day), 300, undefined)).toMatchObject({ width: 12 * hour });
    expect(axisOf([{ at: midnight + 300, flows: 1 }], 300, undefined)).toMatchObject({ width: 300, first: 1, last: 1 });
  });

  it('has the bins that were asked for, unless they are more than can be shown', () => {
    expect(axisOf(every(300, midnight, midnight + day), 300, 900)).toMatchObject({ width: 900, last: 95 });
    expect(() => axisOf(every(hour, midnight, midnight + 30 * day), 60, 60)).toThrow(/--bin makes 43141 bars/);
  });

  it('leaves out a few flows that are years from all others, and nothing else', () => {
    const logged = every(300, midnight, midnight + day);
    const stray = [{ at: 0, flows: 2 }, ...logged, { at: midnight + 50 * 365 * day, flows: 1 }];
    expect(axisOf(stray, 300, undefined)).toMatchObject({ width: 1800, first: 0, last: 47 });
    // More than a hundredth of all flows is no mistake.
    const many = [{ at: midnight - 400 * day, flows: 300 }, ...logged];
    expect(axisOf(many, 300, undefined)?.width).toBe(7 * day);
  });

  it('is none without a time', () => {
    expect(axisOf([], 300, undefined)).toBeNull();
  });

  it('first tells apart what suits the window', () => {
    const window = (hours: number) => ({ from: new Date(0), to: new Date(hours * hour * 1000) });
    expect(binSeconds(undefined, window(1))).toBe(60);
    expect(binSeconds(undefined, window(24))).toBe(1800);
    expect(binSeconds(undefined, {})).toBe(300);
    expect(binSeconds(900, window(24))).toBe(900);
  });
});
