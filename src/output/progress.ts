/**
 * A line on the terminal that says how far the reading is: `reading 34 of 120 files · 41 of 173 MB · 84 MB/s · 2 s left`.
 *
 * It comes only after half a second of work, because quick answers need none, and is gone when the answer comes.
 */
import { briefBytes, bytesOf, counted, grouped, humanSeconds } from './units.ts';

/** The parts of the line, the most important first, after so many seconds. */
type TextOf<W> = (work: W, seconds: number) => readonly string[];

/** How far the reading of files is. Bytes are bytes on disk. */
interface Reading {
  readonly filesDone: number;
  readonly files: number;
  readonly bytesDone: number;
  readonly bytes: number;
}

/** The terminal that the line is drawn on, in the width that it has just now. */
export interface Screen {
  write(text: string): void;
  width(): number;
}

/** Milliseconds of a clock that never goes back, and a timer; `every` returns how to stop it. */
export interface Timing {
  now(): number;
  every(ms: number, tick: () => void): () => void;
}

export interface Progress<W> {
  update(work: W): void;
  /** Erases the line. Nothing is drawn after it. */
  stop(): void;
}

/** Milliseconds before the first drawing, and between two. */
const patience = 500;
const pause = 100;

/** Carriage return, and "erase to the end of the line" of ECMA-48. */
const lineStart = '\r';
const eraseToEnd = '\x1b[K';

/** Shows progress on `screen`; on null (no terminal, or `--quiet`) it does nothing. */
export function startProgress<W>(screen: Screen | null, textOf: TextOf<W>, timing: Timing = systemTiming): Progress<W> {
  if (screen === null) return { update: () => {}, stop: () => {} };
  const begin = timing.now();
  let drawn: { readonly text: string; readonly at: number } | undefined;
  let work: W | undefined;
  let stopped = false;

  // Called by the timer and by every update: work that keeps the thread busy leaves no time to timers.
  const draw = () => {
    const now = timing.now();
    if (!work || now - begin < patience || (drawn && now - drawn.at < pause)) return;
    const text = fitting(textOf(work, (now - begin) / 1000), screen.width());
    if (text !== drawn?.text) screen.write(lineStart + text + eraseToEnd);
    drawn = { text, at: now };
  };
  const stopTimer = timing.every(pause, draw);
  return {
    update: (next) => {
      if (stopped) return;
      work = next;
      draw();
    },
    stop: () => {
      if (stopped) return;
      stopped = true;
      stopTimer();
      if (drawn) screen.write(lineStart + eraseToEnd);
    },
  };
}

const systemTiming: Timing = {
  now: () => performance.now(),
  every: (ms, tick) => {
    const timer = setInterval(tick, ms).unref();
    return () => clearInterval(timer);
  },
};

/** `reading 34 of 120 files · 41 of 173 MB · 84 MB/s · 2 s left`. */
export function readingText({ filesDone, files, bytesDone, bytes }: Reading, seconds: number): readonly string[] {
  const rate = bytesDone / seconds;
  return [
    `reading ${grouped(filesDone)} of ${counted(files, 'file')}`,
    ...(bytes > 0 ? [bytesOf(bytesDone, bytes)] : []),
    ...(rate > 0 ? [`${briefBytes(Math.round(rate))}/s`, `${humanSeconds((bytes - bytesDone) / rate)} left`] : []),
  ];
}

/** How far a query is in Athena. */
interface Asking {
  readonly state: 'QUEUED' | 'RUNNING';
  readonly scannedBytes: bigint;
}

/** `Athena is running the query · 4 s · scanned 1.2 GB`. */
export function askingText({ state, scannedBytes }: Asking, seconds: number): readonly string[] {
  return [
    state === 'QUEUED' ? 'the query waits in Athena' : 'Athena is running the query',
    humanSeconds(seconds),
    ...(scannedBytes > 0n ? [`scanned ${briefBytes(Number(scannedBytes))}`] : []),
  ];
}

/** As many parts as fit; the last column stays free, because some terminals wrap when it is written to. */
function fitting(parts: readonly string[], width: number): string {
  let text = parts.join(' · ');
  for (let count = parts.length - 1; text.length >= width && count > 0; count--) {
    text = parts.slice(0, count).join(' · ');
  }
  return text.slice(0, Math.max(0, width - 1));
}
