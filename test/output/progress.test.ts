import { describe, expect, it } from 'vitest';
import { askingText, readingText, startProgress, type Timing } from '../../src/output/progress.ts';

/** A clock that goes when it is told to, and calls the timer on its way. */
function handClock() {
  let now = 1000;
  let tick: (() => void) | undefined;
  let next = 0;
  let period = 0;
  const timing: Timing = {
    now: () => now,
    every: (ms, callback) => {
      [tick, period, next] = [callback, ms, now + ms];
      return () => {
        tick = undefined;
      };
    },
  };
  const pass = (ms: number) => {
    const until = now + ms;
    while (tick && next <= until) {
      now = next;
      next += period;
      tick();
    }
    now = until;
  };
  return { timing, pass, ticks: () => tick !== undefined, jump: (ms: number) => (now += ms) };
}

const screen = (written: string[], width: number) => ({
  write: (text: string) => void written.push(text),
  width: () => width,
});

function start(width = 80) {
  const written: string[] = [];
  const clock = handClock();
  const progress = startProgress(screen(written, width), readingText, clock.timing);
  return { ...clock, progress, written };
}

const work = { filesDone: 34, files: 120, bytesDone: 42_000_000, bytes: 173_000_000 };

describe('the progress of a query in Athena', () => {
  it('says what it waits for, how long, and what was scanned', () => {
    expect(askingText({ state: 'QUEUED', scannedBytes: 0n }, 3)).toEqual(['the query waits in Athena', '3 s']);
    expect(askingText({ state: 'RUNNING', scannedBytes: 1_200_000_000n }, 75)).toEqual([
      'Athena is running the query',
      '1 min 15 s',
      'scanned 1.2 GB',
    ]);
  });
});

describe('progress', () => {
  it('says files, bytes, rate and time left after half a second, and is gone at the end', () => {
    const { progress, written, pass } = start();
    progress.update(work);
    pass(499);
    expect(written).toEqual([]);
    pass(1);
    // 42 MB in 0.5 s are 84 MB/s; the other 131 MB take 1.56 s.
    expect(written).toEqual(['\rreading 34 of 120 files · 42 of 173 MB · 84 MB/s · 2 s left\x1b[K']);
    progress.stop();
    expect(written.slice(1)).toEqual(['\r\x1b[K']);
  });

  it('writes nothing at all when the work is done sooner', () => {
    const { progress, written, pass } = start();
    progress.update(work);
    pass(400);
    progress.stop();
    pass(1000);
    expect(written).toEqual([]);
  });

  it('redraws ten times a second at most, also when updates come faster', () => {
    const { progress, written, pass } = start();
    for (let ms = 0; ms < 2500; ms++) {
      pass(1);
      progress.update({ ...work, bytesDone: ms * 50_000, filesDone: Math.floor(ms / 25) });
    }
    expect(written.length).toBeGreaterThan(15);
    expect(written.length).toBeLessThanOrEqual(21);
  });

  it('is drawn by updates alone when work leaves no time to timers', () => {
    const { progress, written, jump } = start();
    progress.update(work);
    jump(700);
    progress.update(work);
    jump(50);
    progress.update({ ...work, filesDone: 35 });
    expect(written).toEqual(['\rreading 34 of 120 files · 42 of 173 MB · 60 MB/s · 2 s left\x1b[K']);
  });

  it('is not drawn again when nothing has changed', () => {
    const { progress, written, pass } = start();
    progress.update({ filesDone: 0, files: 1, bytesDone: 0, bytes: 5_000_000_000 });
    pass(3000);
    expect(written).toEqual(['\rreading 0 of 1 file · 0.0 of 5.0 GB\x1b[K']);
  });

  it('keeps to one line of the terminal by leaving out parts', () => {
    for (const [width, text] of [
      [60, 'reading 34 of 120 files · 42 of 173 MB · 84 MB/s · 2 s left'],
      [59, 'reading 34 of 120 files · 42 of 173 MB · 84 MB/s'],
      [39, 'reading 34 of 120 files · 42 of 173 MB'],
      [38, 'reading 34 of 120 files'],
      [10, 'reading 3'],
    ] as const) {
      const { progress, written, pass } = start(width);
      progress.update(work);
      pass(500);
      expect(written).toEqual([`\r${text}\x1b[K`]);
    }
  });

  it('stays gone: updates that come late draw nothing, and the timer has ended', () => {
    const { progress, written, pass, ticks } = start();
    progress.update(work);
    pass(600);
    progress.stop();
    const before = written.length;
    progress.update({ ...work, filesDone: 99 });
    pass(1000);
    progress.stop();
    expect(written).toHaveLength(before);
    expect(ticks()).toBe(false);
  });

  it('does nothing where there is no terminal', () => {
    const progress = startProgress(null, readingText);
    progress.update(work);
    progress.stop();
  });

  it('keeps time by itself', async () => {
    const written: string[] = [];
    const progress = startProgress(screen(written, 80), readingText);
    progress.update(work);
    await new Promise((resolve) => setTimeout(resolve, 750));
    progress.stop();
    expect(written[0]).toMatch(/^\rreading 34 of 120 files · 42 of 173 MB · \d+ MB\/s · \d s left\x1b\[K$/);
    expect(written.at(-1)).toBe('\r\x1b[K');
  });
});
