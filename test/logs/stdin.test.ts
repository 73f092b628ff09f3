import { readFileSync } from 'node:fs';
import { PassThrough, Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { AnswerError } from '../../src/errors.ts';
import { spoolStdin } from '../../src/logs/stdin.ts';
import { temporaryFolder } from './reading.ts';

test('standard input becomes a file named -', async () => {
  const bytes = Buffer.alloc(3_000_000, 'abc');
  const file = await spoolStdin(Readable.from([bytes, bytes]), temporaryFolder());
  expect(file).toMatchObject({ name: '-', size: 6_000_000, named: true });
  expect(readFileSync(file.path).equals(Buffer.concat([bytes, bytes]))).toBe(true);
});

test('nothing on standard input is an empty file', async () => {
  expect(await spoolStdin(Readable.from([]), temporaryFolder())).toMatchObject({ name: '-', size: 0 });
});

test('an abort ends it with the reason given', async () => {
  const abort = new AbortController();
  const spooling = spoolStdin(new PassThrough(), temporaryFolder(), abort.signal);
  abort.abort(new Error('interrupted'));
  await expect(spooling).rejects.toThrow('interrupted');
});

test('a folder that takes no file is named with the option that chooses another', async () => {
  const error = await spoolStdin(Readable.from(['x']), '/nowhere').catch((error) => error);
  expect(error).toBeInstanceOf(AnswerError);
  expect([error.message, error.hint]).toEqual([
    '- cannot be kept in /nowhere: ENOENT',
    'name a folder with more room: --temp-dir',
  ]);
});
