import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnswerError, InterruptedError } from '../../src/errors.ts';
import type { Batch, LogFile, Plan } from '../../src/logs/plan.ts';
import type { Progress, Scan } from '../../src/logs/reader.ts';
import { scan } from '../../src/logs/scan.ts';
import { groupsOf, linesOf, v2 } from './batches.ts';

const folder = mkdtempSync(join(tmpdir(), 'scan-'));
const program = pathToFileURL(join(folder, 'worker.mjs'));
const recordsOfFile = (file: number) => 8000 + 100 * file;
const fileCount = 9;
const files: LogFile[] = [];

function logFile(name: string, bytes: Uint8Array): LogFile {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return { name, path, size: statSync(path).size, named: false };
}

/** A record of a file: one in five is rejected, one in a hundred has no data. */
function recordAt(file: number, i: number): string {
  const time = 1_700_000_000 + 60 * file;
  if (i % 100 === 99) return `2 1 eni-${file} - - - - - - - ${time} ${time + 60} - NODATA`;
  const source = `10.${file % 3}.${i % 7}.${i % 250}`;
  return `2 1 eni-${file} ${source} 10.9.9.9 ${i} 443 6 ${i} ${1000 * i} ${time} ${time + 60} ${i % 5 === 0 ? 'REJECT' : 'ACCEPT'} OK`;
}

beforeAll(async () => {
  await build({
    entryPoints: ['src/logs/worker.ts'],
    outfile: join(folder, 'worker.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
  });
  for (let file = 0; file < fileCount; file++) {
    const header = v2.join(' ').replaceAll('_', '-');
    const records = Array.from({ length: recordsOfFile(file) }, (_, i) => recordAt(file, i));
    const text = linesOf([header, ...records]);
    files.push(logFile(`${file}.log${file > 6 ? '.gz' : ''}`, file > 6 ? gzipSync(text) : text));
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const plan: Plan = {
  columns: ['srcaddr', 'dstport'],
  rows: 'groups',
  window: { to: new Date((1_700_000_000 + 60 * 7) * 1000) },
  conditions: [{ is: 'text', option: '--action', on: ['action'], not: false, values: ['REJECT'] }],
};

async function all({ batches }: Scan): Promise<Batch[]> {
  const list: Batch[] = [];
  for await (const batch of batches) list.push(batch);
  return list;
}

/** What the records must add up to, worked out from how they were made. */
function expected() {
  const numbers = files.flatMap((_, file) => Array.from({ length: recordsOfFile(file) }, (_, i) => ({ file, i })));
  const traffic = numbers.filter(({ i }) => i % 100 !== 99);
  const matched = traffic.filter(({ file, i }) => i % 5 === 0 && file < 7);
  const groups = new Map<string, bigint>();
  for (const { file, i } of matched) {
    const source = `10.${file % 3}.${i % 7}.${i % 250}`;
    groups.set(source, (groups.get(source) ?? 0n) + BigInt(1000 * i));
  }
  return { records: numbers.length, ok: traffic.length, matched: matched.length, groups };
}

/** Threads of this process that run now. */
const threads = () => (process.report.getReport() as { workers: unknown[] }).workers.length;

describe('scanning files', () => {
  it.each([
    ['here', {}],
    ['in one thread', { workers: 1, workerFile: program }],
    ['in two threads', { workers: 2, workerFile: program }],
    ['in more threads than there are files', { workers: 30, workerFile: program }],
  ])('gives the same totals %s', async (_, options) => {
    const before = threads();
    const reading = scan(files, plan, options);
    const batches = await all(reading);
    const { records, ok, matched, groups } = expected();
    const sum = (name: 'records' | 'ok' | 'nodata' | 'matched') =>
      reading.reports.reduce((total, report) => total + (report[name] ?? 0), 0);
    expect([sum('records'), sum('ok'), sum('nodata'), sum('matched')]).toEqual([records, ok, records - ok, matched]);
    expect(reading.reports.map(({ file }) => file)).toEqual(files.map(({ name }) => name));
    expect(reading.reports.map((report) => report.records)).toEqual(files.map((_, file) => recordsOfFile(file)));
    const found = groupsOf(batches, plan);
    expect(new Map(found.map((row) => [row[0], row[4]]))).toEqual(groups);
    expect(found.reduce((flows, row) => flows + Number(row[2]), 0)).toBe(matched);
    expect(threads()).toBe(before);
  });

  it('gives only reports when only they are asked for', async () => {
    const reading = scan(files, { ...plan, rows: 'counts' }, { workers: 2, workerFile: program });
    expect(await all(reading)).toEqual([]);
    expect(reading.reports.reduce((total, { matched }) => total + matched, 0)).toBe(expected().matched);
  });

  it('of no files is empty', async () => {
    const reading = scan([], plan, { workerFile: program });
    expect(await all(reading)).toEqual([]);
    expect(reading.reports).toEqual([]);
  });

  it('tells how far it is, and that it has ended', async () => {
    for (const options of [{}, { workers: 2, workerFile: program }]) {
      const told: Progress[] = [];
      const began = performance.now();
      await all(scan(files, plan, { ...options, onProgress: (progress) => told.push(progress) }));
      const bytes = files.reduce((sum, { size }) => sum + size, 0);
      expect(told.at(-1)).toEqual({ filesDone: fileCount, files: fileCount, bytesDone: bytes, bytes });
      expect(told.length).toBeLessThan((performance.now() - began) / 100 + 2);
      for (const [i, progress] of told.entries()) {
        expect(progress.bytesDone).toBeGreaterThanOrEqual(told[i - 1]?.bytesDone ?? 0);
      }
    }
  });
});

describe('a scan that ends early', () => {
  const records: Plan = { columns: v2, rows: 'records', window: {}, conditions: [] };
  const many = () => Array.from({ length: 8 }, () => files).flat();

  it.each([
    ['here', {}],
    ['in threads', { workers: 2, workerFile: program }],
  ])('is interrupted by its signal %s, and leaves no thread', async (_, options) => {
    const before = threads();
    const stopper = new AbortController();
    const reading = scan(many(), records, { ...options, signal: stopper.signal });
    const ending = (async () => {
      for await (const _batch of reading.batches) {
        expect(threads() - before).toBe('workers' in options ? 2 : 0);
        stopper.abort();
      }
    })();
    await expect(ending).rejects.toBeInstanceOf(InterruptedError);
    expect(threads()).toBe(before);
  });

  it.each([
    ['here', {}],
    ['in threads', { workers: 2, workerFile: program }],
  ])('is interrupted by a signal that came before %s', async (_, options) => {
    const reading = scan(many(), records, { ...options, signal: AbortSignal.abort() });
    await expect(all(reading)).rejects.toBeInstanceOf(InterruptedError);
    expect(reading.reports.some((report) => report !== undefined)).toBe(false);
  });

  it.each([
    ['here', {}],
    ['in threads', { workers: 2, workerFile: program }],
  ])('stops when nobody reads on %s', async (_, options) => {
    const before = threads();
    const reading = scan(many(), records, options);
    for await (const batch of reading.batches) {
      expect(batch.count).toBeGreaterThan(0);
      break;
    }
    expect(threads()).toBe(before);
    expect(reading.reports.filter(Boolean).length).toBeLessThan(many().length);
  });

  it('waits for its reader', async () => {
    let done = 0;
    const reading = scan(many(), records, {
      workers: 2,
      workerFile: program,
      onProgress: (progress) => {
        done = progress.filesDone;
      },
    });
    for await (const _batch of reading.batches) {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      break;
    }
    expect(done).toBeLessThan(many().length);
  });
});

describe('a scan that fails', () => {
  const threadProgram = (code: string): URL => {
    const path = join(folder, `${Math.random()}.mjs`);
    writeFileSync(path, code);
    return pathToFileURL(path);
  };

  it.each([
    [
      'throws',
      "import { workerData } from 'node:worker_threads'; Atomics.store(workerData.work.shared, 2, 3); throw new Error('boom');",
      /thread ended unexpectedly \(boom\) at 2\.log/,
    ],
    [
      'exits',
      "import { workerData } from 'node:worker_threads'; Atomics.store(workerData.work.shared, 2, 1); process.exit(7);",
      /thread ended unexpectedly \(exit 7\) at 0\.log/,
    ],
    ['does not even start', 'export {', /thread ended unexpectedly \(Unexpected end of input\)$/],
  ])('because a thread %s says so, and at which file', async (_, code, message) => {
    const before = threads();
    const reading = scan(files, plan, { workers: 1, workerFile: threadProgram(code) });
    const error = await all(reading).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AnswerError);
    expect((error as Error).message).toMatch(message);
    expect(threads()).toBe(before);
  });

  it.each([
    ['here', {}],
    ['in threads', { workers: 2, workerFile: program }],
  ])('because of a fault of ours %s says at which file', async (_, options) => {
    const wrong: Plan = {
      ...plan,
      conditions: [{ is: 'number', option: '--x', on: ['vpc_id', 'action'], not: false, ranges: [] }],
    };
    const error = await all(scan(files, wrong, options)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AnswerError);
    expect((error as Error).message).toMatch(/^\d\.log(\.gz)?: reading failed: --x cannot be asked of vpc_id, action$/);
  });
});
