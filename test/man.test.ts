import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { commands } from '../src/commands/index.ts';
import { topics } from '../src/commands/topics/index.ts';
import { exitCodes } from '../src/errors.ts';
import { printed } from './commands/typing.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const has = (program: string) => spawnSync(program, ['--version']).status === 0;

/** Some programs keep things in the home folder. */
const home = mkdtempSync(join(tmpdir(), 'flowlogs-man-test-'));
afterAll(() => rmSync(home, { recursive: true }));

/** What a program prints, with all that it complains of. */
function run(program: string, ...args: readonly string[]): { readonly out: string; readonly err: string } {
  const env = { PATH: process.env.PATH, HOME: home, LC_ALL: 'C.UTF-8', MANWIDTH: '100' };
  const { stdout, stderr } = spawnSync(program, args, { cwd: root, env, encoding: 'utf8', timeout: 25_000 });
  return { out: stdout, err: stderr };
}

describe('the man page', () => {
  // A hyphen is written \- there, so that it can be copied.
  const page = readFileSync(new URL('../man/flowlogs.1', import.meta.url), 'utf8').replaceAll('\\-', '-');

  it('is what the sources say', () => {
    expect(run(process.execPath, 'scripts/make-man.mjs', '--check')).toEqual({ out: '', err: '' });
  });

  it('has every command, with the options of its help', async () => {
    for (const { name } of commands) {
      expect(page).toMatch(new RegExp(`^\\.B flowlogs ${name}( |$)`, 'm'));
      const flags = [...(await printed(['help', name])).matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)];
      for (const [, flag = ''] of flags.filter(([, one]) => one !== '--help')) {
        expect(page, `${name} ${flag}`).toMatch(new RegExp(`^\\.B (-\\w, )?${flag}( |$)`, 'm'));
      }
    }
  });

  it('has the topics of help and the exit codes', async () => {
    for (const { load } of topics) expect(page).toContain((await load()).title.replaceAll("'", '\\(aq'));
    for (const code of Object.keys(exitCodes)) expect(page).toMatch(new RegExp(`^\\.B ${code}$`, 'm'));
  });

  it.runIf(has('groff'))('is roff that groff has nothing to say about', () => {
    expect(run('groff', '-man', '-Tutf8', '-ww', '-z', 'man/flowlogs.1')).toEqual({ out: '', err: '' });
  });

  it.runIf(has('man'))('is shown by man, with command lines that can be copied', () => {
    const { out, err } = run('man', '--warnings', '-l', 'man/flowlogs.1');
    expect(err).toBe('');
    expect(out).toContain(`flowlogs top-accepts --src '!10.0.0.0/8,!172.16.0.0/12,!192.168.0.0/16' logs/`);
    expect(out).toContain('flowlogs sql "SELECT sum(bytes) AS bytes FROM flow" --src 0.0.0.0/0');
  });
});

describe('the package', () => {
  const { out } = run('npm', 'pack', '--dry-run', '--json', '--ignore-scripts');
  const [{ files }] = JSON.parse(out) as [{ readonly files: readonly { readonly path: string }[] }];
  const paths = files.map(({ path }) => path);

  it('has the man page, where package.json says', () => {
    const { man } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    expect(paths).toContain(man);
  });

  it('has no tests, and no sources', () => {
    expect(paths.filter((path) => /^(test|src|scripts|bench|docs)\/|\.test\./.test(path))).toEqual([]);
  });
});
