import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { answered } from './typing.ts';

/** A log in which so many sources speak GRE, which is protocol 47. */
function logOf(sources: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'flowlogs-lists-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const lines = Array.from(
    { length: sources },
    (_, i) => `10.0.1.${i} 10.0.0.2 47 5 500 1723075200 1723075260 ACCEPT OK`,
  );
  const header = 'srcaddr dstaddr protocol packets bytes start end action log-status';
  writeFileSync(join(folder, 'a.log'), [header, ...lines, ''].join('\n'));
  return folder;
}

const remark = 'the first 100 rows; there may be more, --limit 0 shows all';

it('a list that was cut though nobody asked for it says so', async () => {
  const log = logOf(101);
  expect((await answered(['odd-protocols', '--csv', log])).err).toContain(remark);
  expect((await answered(['odd-protocols', '--csv', '--limit', '0', log])).err).toBe('');
  expect((await answered(['odd-protocols', '--csv', '--limit', '7', log])).err).toBe('');
  expect((await answered(['odd-protocols', '--csv', logOf(99)])).err).toBe('');
});
