import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { answered } from './typing.ts';

const log = `version srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status
2 10.0.0.1 10.0.0.2 40000 443 6 5 500 1723075200 1723075260 ACCEPT OK
`;

it.each([['top-sources'], ['dashboard'], ['summary'], ['inspect']])(
  '%s: a log that is asked about is not written over',
  async (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'flowlogs-out-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const [a, link] = [join(folder, 'a.log'), join(folder, 'link.log')];
    writeFileSync(a, log);
    symlinkSync(a, link);
    for (const out of [a, link]) {
      await expect(answered([name, '--out', out, a])).rejects.toMatchObject({
        exitCode: 2,
        message: `--out ${out} would replace ${a}, which is one of the logs that are asked about`,
      });
    }
    expect(readFileSync(a, 'utf8')).toBe(log);
    // A file of the same size is another one all the same.
    writeFileSync(join(folder, 'b.txt'), log);
    expect((await answered([name, '--out', join(folder, 'b.txt'), a])).code).toBe(0);
  },
);
