import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { answered } from './typing.ts';

function written(lines: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'flowlogs-lists-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const header = 'srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
  writeFileSync(join(folder, 'a.log'), [header, ...lines, ''].join('\n'));
  return folder;
}

/** So many hosts, each with one flow to a server of its own. */
const logOf = (hosts: number, protocol: number) =>
  written(
    Array.from(
      { length: hosts },
      (_, i) => `10.0.1.${i} 10.0.2.${i} 40000 443 ${protocol} 5 500 1723075200 1723075260 ACCEPT OK`,
    ),
  );

const said = async (...args: readonly string[]) => (await answered(args)).err;

describe('a list that was cut though nobody asked for it says so', () => {
  it('of what a question found', async () => {
    const log = logOf(101, 47);
    expect(await said('odd-protocols', '--csv', log)).toBe(
      'note: the first 100 rows; there may be more, --limit 0 shows all\n',
    );
    expect(await said('odd-protocols', '--csv', '--limit', '0', log)).toBe('');
    expect(await said('odd-protocols', '--csv', '--limit', '7', log)).toBe('');
    expect(await said('odd-protocols', '--csv', logOf(99, 47))).toBe('');
  });

  it('of servers, beside which stands what is undecided', async () => {
    const undecided = '10.0.0.1 10.0.0.2 40000 50000 6 5 500 1723075200 1723075260 ACCEPT OK';
    const served = (count: number) =>
      Array.from({ length: count }, (_, i) => `10.0.1.1 10.0.2.${i} 40000 443 6 5 500 1723075200 1723075260 ACCEPT OK`);
    const remark = 'the first 10 rows; there may be more, --limit 0 shows all';
    expect(await said('services', '--csv', written(served(11)))).toBe(`note: ${remark}\n`);
    expect(await said('services', '--csv', written([...served(10), undecided]))).toContain(`; ${remark}`);
    expect(await said('services', '--csv', written([...served(9), undecided]))).not.toContain(remark);
  });

  it('of changes, which are counted', async () => {
    const line = ['diff', '--by', 'srcaddr', '--csv', '--against-paths', logOf(1, 6), logOf(25, 6)];
    // 24 of 25 sources are new.
    expect(await said(...line)).toBe('note: 24 changes in all, the first 20 shown; --limit 0 shows all\n');
    expect(await said(...line, '--limit', '3')).toBe('');
  });
});
