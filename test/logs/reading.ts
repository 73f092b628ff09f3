/** Reads bytes as a file, as the local reader does, and gives its report. */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll } from 'vitest';
import { collectorOf } from '../../src/logs/collector.ts';
import type { FileReport, LogFile, Plan } from '../../src/logs/plan.ts';
import { readFile } from '../../src/logs/read-file.ts';

export const header =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';

/** A record in the default format, with so many bytes. */
export const record = (bytes: number | string, action = 'ACCEPT') =>
  `2 111122223333 eni-0a1 10.0.0.5 198.51.100.7 44000 443 6 10 ${bytes} 1723078800 1723078860 ${action} OK`;

export const textOf = (...lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

/** A folder for the files of a test file; it is removed at the end. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flowlogs-test-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  return folder;
}

export const logFile = (path: string, named = true): LogFile => ({
  ...{ name: basename(path), path, named },
  size: statSync(path).size,
});

export interface Reading {
  readonly named?: boolean;
  readonly format?: string;
}

export function planOf({ format }: Reading = {}): Plan {
  const fields = format?.replaceAll('-', '_').split(' ');
  return { columns: [], rows: 'counts', window: {}, conditions: [], ...(fields ? { format: fields } : {}) };
}

export function read(file: LogFile, reading: Reading = {}): Promise<FileReport> {
  const plan = planOf(reading);
  return readFile(
    file,
    plan,
    collectorOf(
      plan,
      async () => {},
      () => 0,
    ),
  );
}

const folder = temporaryFolder();
let files = 0;

/** Reads `content` as a file that the user named. */
export function readContent(content: string | Uint8Array, reading: Reading = {}): Promise<FileReport> {
  files += 1;
  const path = join(folder, `${files}.log`);
  writeFileSync(path, content);
  return read(logFile(path, reading.named ?? true), reading);
}
