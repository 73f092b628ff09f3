import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { contents } from '../../src/logs/contents.ts';
import { Damage } from '../../src/logs/damage.ts';
import { logFile, temporaryFolder } from './reading.ts';

const folder = temporaryFolder();
const text = Array.from({ length: 300_000 }, (_, i) => `${i} ${(i * 7919) % 104729}\n`).join('');

async function unpacked(bytes: string | Buffer) {
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  const blocks: Buffer[] = [];
  const told: number[] = [];
  let damage: unknown;
  try {
    for await (const block of contents(logFile(path), (count) => told.push(count))) blocks.push(Buffer.from(block));
  } catch (error) {
    damage = error;
  }
  const largest = Math.max(0, ...blocks.map((block) => block.length));
  return { text: Buffer.concat(blocks).toString(), told: told.reduce((sum, count) => sum + count, 0), largest, damage };
}

const loose = (content: string | Buffer) => gzipSync(content, { level: 0 });

test.each<[string, string | Buffer]>([
  ['a small text', text.slice(0, 1000)],
  ['a large text', text],
  ['a small gzip file of a large text', gzipSync(text)],
  ['a large gzip file', loose(text)],
  ['a large gzip file in a small one', gzipSync(loose(text))],
  ['a large gzip file in a large one', loose(loose(text))],
])('%s is given in blocks of at most 1 MB, and each byte on disk is told once', async (_, bytes) => {
  const { text: read, told, largest, damage } = await unpacked(bytes);
  expect(damage).toBeUndefined();
  expect(read === text.slice(0, read.length) && read.length).toBe(bytes.length === 1000 ? 1000 : text.length);
  expect(told).toBe(Buffer.byteLength(bytes));
  expect(largest).toBeLessThanOrEqual(1024 * 1024);
});

test('a damaged file is read again to find the fault, and its bytes are told once all the same', async () => {
  const bytes = loose(text);
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 8) ^ 1, bytes.length - 8);
  const { text: read, told, damage } = await unpacked(bytes);
  expect(read).toBe(text);
  expect(told).toBe(bytes.length);
  expect(damage).toBeInstanceOf(Damage);
});

test('an empty file has no block', async () => {
  expect(await unpacked('')).toEqual({ text: '', told: 0, largest: 0, damage: undefined });
});

test('what the system says of a file is thrown as it is', async () => {
  const blocks = contents({ name: 'x', path: folder, size: 0, named: true });
  await expect(blocks.next()).rejects.toMatchObject({ code: 'EISDIR' });
});
