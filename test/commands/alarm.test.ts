/** Exit code 7, on three rejected flows of two pairs and one accepted flow. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { answered } from './typing.ts';

const record = (source: string, action: string) =>
  `2 111122223333 eni-0a1 ${source} 198.51.100.7 44000 22 6 1 100 1755165600 1755165660 ${action} OK`;

const root = mkdtempSync(join(tmpdir(), 'alarm-test-'));
const log = join(root, 'a.log');
const records = [
  record('10.0.0.1', 'REJECT'),
  record('10.0.0.1', 'REJECT'),
  record('10.0.0.2', 'REJECT'),
  record('10.0.0.3', 'ACCEPT'),
];
writeFileSync(log, `${records.join('\n')}\n`);
afterAll(() => rmSync(root, { recursive: true }));

const code = async (...args: string[]) => (await answered([...args, log])).code;

describe('--fail-over', () => {
  it('compares with the most that a row of a ranking has of what ranks it', async () => {
    expect(await code('top-rejects', '--fail-over', '2')).toBe(0);
    expect(await code('top-rejects', '--fail-over', '1')).toBe(7);
    expect(await code('top-rejects', '--sort', 'bytes', '--fail-over', '199')).toBe(7);
    expect(await code('top-rejects', '--sort', 'bytes', '--fail-over', '200')).toBe(0);
  });

  it('compares with the number of flows, shown or not, where records are shown', async () => {
    expect(await code('search', '--action', 'reject', '-n', '1', '--fail-over', '2')).toBe(7);
    expect(await code('search', '--action', 'reject', '--fail-over', '3')).toBe(0);
    expect(await code('day', '2025-08-14', '--fail-over', '3')).toBe(7);
  });

  it('still gives the answer', async () => {
    const { out } = await answered(['top-rejects', '--csv', '--fail-over', '0', log]);
    expect(out.split('\n')).toHaveLength(4);
  });

  it('gives way to the code that says that not all could be read', async () => {
    writeFileSync(join(root, 'bad.log'), 'version srcaddr dstaddr action\n2 10.0.0.1 REJECT\n');
    expect((await answered(['top-rejects', '--fail-over', '0', '--strict', root])).code).toBe(6);
  });

  it('is refused with a value that is no number', async () => {
    await expect(answered(['top-rejects', '--fail-over', 'many', log])).rejects.toThrow(
      '--fail-over many is not a number that it can have',
    );
  });
});

describe('--fail-if-empty', () => {
  it('holds when the answer has no rows', async () => {
    expect(await code('top-rejects', '--dst-port', '23', '--fail-if-empty')).toBe(7);
    expect(await code('top-rejects', '--fail-if-empty')).toBe(0);
    expect(await code('top-rejects', '--dst-port', '23')).toBe(0);
  });
});
