import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const read = (file: string) => readFileSync(join(dist, file), 'utf8');

/** The files that a file of `dist` loads, itself among them: those of its static imports. */
function loaded(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const [, other = ''] of read(file).matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) loaded(other, known);
  return known;
}

describe('what is built', () => {
  // Each file costs a question on a small log as much as many lines of it.
  it('has what a question on files needs in few files', () => {
    const execute = readdirSync(dist).find((file) => /^execute-\w+\.js$/.test(file)) ?? '';
    const files = loaded(execute, loaded('cli.js'));
    expect(files.size).toBeLessThanOrEqual(6);
    const text = [...files].map(read).join('\n');
    for (const part of ['rankingCommand', 'openFiles', 'loadDuckDB', 'delimited', 'writeText']) {
      expect(text).toContain(`function ${part}(`);
    }
  });

  it('has the worker in one file', () => {
    expect([...loaded('worker.js')]).toEqual(['worker.js']);
  });

  it('says nothing of the machine it was built on', () => {
    expect(readdirSync(dist).filter((file) => read(file).includes(root))).toEqual([]);
  });
});
