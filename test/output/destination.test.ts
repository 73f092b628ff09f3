import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AnswerError, UsageError } from '../../src/errors.ts';
import { type Destination, openDestination } from '../../src/output/destination.ts';
import { writeText } from '../../src/output/write.ts';

let cwd = '';

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'flowlogs-'));
});

afterEach(() => {
  rmSync(cwd, { recursive: true });
});

const stdout = new PassThrough();
const open = (out: string | undefined) => openDestination({ out, stdout, cwd });
const file = (name: string) => join(cwd, name);

function namedPipe(path: string): void {
  execFileSync('sh', ['-c', 'mkfifo "$0"', path]);
}

async function* text(...pieces: string[]) {
  yield* pieces;
}

async function write(destination: Destination, ...pieces: string[]): Promise<void> {
  expect(await writeText(text(...pieces), destination)).toBe('written');
}

describe('--out', () => {
  it('puts the whole file in its place at the end, and nothing before', async () => {
    writeFileSync(file('a.csv'), 'old');
    const destination = await open('a.csv');
    await write(destination, 'new ', 'text');
    expect(readFileSync(file('a.csv'), 'utf8')).toBe('old');
    expect(readdirSync(cwd).filter((name) => /^\.a\.csv\.[0-9a-f]{12}\.tmp$/.test(name))).toHaveLength(1);
    await destination.commit();
    expect(readFileSync(file('a.csv'), 'utf8')).toBe('new text');
    expect(readdirSync(cwd)).toEqual(['a.csv']);
  });

  it('leaves no trace when it is given up', async () => {
    writeFileSync(file('a.csv'), 'old');
    const destination = await open('a.csv');
    await write(destination, 'half');
    await destination.abort();
    await destination.abort();
    expect(readdirSync(cwd)).toEqual(['a.csv']);
    expect(readFileSync(file('a.csv'), 'utf8')).toBe('old');
  });

  it('keeps the permissions of the file that it replaces, and else follows the umask', async () => {
    writeFileSync(file('secret.csv'), '', { mode: 0o600 });
    for (const name of ['secret.csv', 'plain.csv']) {
      const destination = await open(name);
      await write(destination, 'x');
      await destination.commit();
    }
    const mode = (name: string) => statSync(file(name)).mode & 0o777;
    const umask = Number.parseInt(execFileSync('sh', ['-c', 'umask'], { encoding: 'utf8' }), 8);
    expect(mode('secret.csv')).toBe(0o600);
    expect(mode('plain.csv')).toBe(0o666 & ~umask);
  });

  it('replaces the file behind a symbolic link, whether it exists or not', async () => {
    mkdirSync(file('data'));
    symlinkSync('data/real.csv', file('link.csv'));
    for (const content of ['first', 'second']) {
      const destination = await open('link.csv');
      await write(destination, content);
      await destination.commit();
      expect(readFileSync(file('data/real.csv'), 'utf8')).toBe(content);
    }
    expect(readdirSync(file('data'))).toEqual(['real.csv']);
    expect(readdirSync(cwd)).toEqual(['data', 'link.csv']);
  });

  it.each([
    ['missing/a.csv', /^--out missing\/a\.csv: the folder does not exist$/],
    ['folder', /^--out folder: that is a folder, not a file$/],
    ['folder/', /that is a folder/],
    ['new/', /that is a folder/],
    ['', /that is a folder/],
    ['file/a.csv', /a part of the path is not a folder/],
    ['loop', /too many symbolic links/],
    [`${'x'.repeat(300)}`, /the name is too long/],
  ])('refuses %j at once', async (out, message) => {
    mkdirSync(file('folder'));
    writeFileSync(file('file'), '');
    symlinkSync('loop', file('loop'));
    const error = await open(out).catch((problem: unknown) => problem);
    expect(error).toBeInstanceOf(UsageError);
    expect((error as UsageError).message).toMatch(message);
    expect(readdirSync(cwd).sort()).toEqual(['file', 'folder', 'loop']);
  });

  it.skipIf(process.getuid?.() === 0)('refuses a folder that cannot be written to', async () => {
    mkdirSync(file('locked'));
    chmodSync(file('locked'), 0o500);
    await expect(open('locked/a.csv')).rejects.toThrow('--out locked/a.csv: permission denied');
  });

  it('refuses a place in a file system that is read-only or none', async () => {
    await expect(open('/proc/flowlogs.csv')).rejects.toBeInstanceOf(UsageError);
  });

  it('is stdout when it is not given, is - or is /dev/stdout', async () => {
    for (const out of [undefined, '-', '/dev/stdout']) {
      const destination = await open(out);
      expect(destination).toMatchObject({ name: 'stdout', writable: stdout });
      await destination.commit();
      await destination.abort();
      expect(stdout.writable).toBe(true);
    }
  });

  it('writes into a named pipe without replacing it', async () => {
    namedPipe(file('pipe'));
    const reader = spawn('cat', [file('pipe')], { stdio: ['ignore', 'pipe', 'inherit'] });
    const read = new Promise<string>((resolve) => {
      let all = '';
      reader.stdout.on('data', (data) => {
        all += data;
      });
      reader.stdout.on('end', () => resolve(all));
    });
    const destination = await open('pipe');
    await write(destination, 'through ', 'the pipe');
    await destination.commit();
    expect(await read).toBe('through the pipe');
    expect(statSync(file('pipe')).isFIFO()).toBe(true);
  });

  it('ends quietly when the reader of a named pipe has gone', async () => {
    namedPipe(file('pipe'));
    spawn('head', ['-c', '10', file('pipe')], { stdio: 'ignore' });
    const destination = await open('pipe');
    const pieces = Array.from({ length: 100 }, () => 'x'.repeat(65_536));
    expect(await writeText(text(...pieces), destination)).toBe('closed');
    await destination.commit();
  });

  it('says that a full disk has no space left', async () => {
    const destination = await open('/dev/full');
    const error = await writeText(text('x'), destination).catch((problem: unknown) => problem);
    expect(error).toBeInstanceOf(AnswerError);
    expect((error as AnswerError).message).toBe('could not write /dev/full: no space left');
    await destination.abort();
  });

  it('leaves nothing half-written when the file cannot be put in its place', async () => {
    const destination = await open('a.csv');
    await write(destination, 'x');
    mkdirSync(file('a.csv'));
    await expect(destination.commit()).rejects.toThrow('could not write a.csv: that is a folder, not a file');
    expect(readdirSync(cwd)).toEqual(['a.csv']);
  });
});
