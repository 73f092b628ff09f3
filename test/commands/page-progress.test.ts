import { describe, expect, it } from 'vitest';
import { Readings } from '../../src/commands/page-progress.ts';

const at = (filesDone: number, bytesDone: number) => ({ filesDone, files: 2, bytesDone, bytes: 100 });

describe('several readings of the same files', () => {
  it('are one way to go', () => {
    const readings = new Readings();
    readings.expect(3);
    expect(readings.whole(at(0, 40))).toEqual({ filesDone: 0, files: 6, bytesDone: 40, bytes: 300 });
    expect(readings.whole(at(2, 100))).toEqual({ filesDone: 2, files: 6, bytesDone: 100, bytes: 300 });
    expect(readings.whole(at(0, 10))).toEqual({ filesDone: 2, files: 6, bytesDone: 110, bytes: 300 });
    expect(readings.whole(at(1, 60))).toEqual({ filesDone: 3, files: 6, bytesDone: 160, bytes: 300 });
  });

  it('are one if nobody says how many, and never fewer than have begun', () => {
    const readings = new Readings();
    expect(readings.whole(at(2, 100))).toEqual({ filesDone: 2, files: 2, bytesDone: 100, bytes: 100 });
    expect(readings.whole(at(0, 1))).toEqual({ filesDone: 2, files: 4, bytesDone: 101, bytes: 200 });
  });
});
