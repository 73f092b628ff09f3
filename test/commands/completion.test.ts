/** The scripts for shells, in the shells themselves. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { topics } from '../../src/commands/topics/index.ts';
import { fields } from '../../src/flow.ts';
import { answered, printed, refusal } from './typing.ts';

const folder = mkdtempSync(join(tmpdir(), 'flowlogs-completion-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'some logs'));
writeFileSync(join(folder, 'single.log'), '');

const has = (shell: string) => spawnSync(shell, ['--version']).status === 0;

for (const shell of ['bash', 'zsh', 'fish']) {
  writeFileSync(join(folder, `completion.${shell}`), (await answered(['completion', shell])).out);
}

/** What a shell says to a script of its language; it has to like the completion without a word. */
function said(shell: string, args: readonly string[]): string {
  const env = { PATH: process.env.PATH, HOME: folder, TERM: 'dumb', LC_ALL: 'C' };
  const { stdout, stderr, status } = spawnSync(shell, args, { cwd: folder, env, encoding: 'utf8', timeout: 20_000 });
  if (status !== 0 || stderr !== '') throw new Error(`${shell}: ${stderr} ${stdout}`);
  return stdout;
}

/** The commands of `flowlogs help`, and the flags of `flowlogs help <command>`. */
const names = [...commands.map(({ name }) => name), 'help'];
async function flagsOf(name: string): Promise<string[]> {
  const help = await printed(['help', name]);
  return [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map((match) => match[1] ?? '').sort();
}

const groupFields = fields
  .map(({ name }) => name)
  .filter((name) => !['packets', 'bytes', 'start', 'end'].includes(name));

describe('flowlogs completion', () => {
  it('is for the shells that it names, and says so', async () => {
    expect(await refusal(['completion', 'tcsh'])).toBe('2: completion tcsh is not known | use bash, zsh or fish');
    expect(await refusal(['completion'])).toContain('2: ');
  });
});

describe.runIf(has('bash'))('bash', () => {
  /** What is offered for the last of the words that a line was cut into. */
  function offered(words: readonly string[], before = ''): string[] {
    const script = `set -u; source completion.bash; ${before}
      COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _flowlogs
      for ((i = 0; i < \${#COMPREPLY[@]}; i++)); do printf '%s\\n' "\${COMPREPLY[i]}"; done`;
    return said('bash', ['--norc', '-c', script, 'bash', 'flowlogs', ...words])
      .split('\n')
      .filter(Boolean);
  }

  it('offers the commands, and its own options', () => {
    expect(offered(['']).sort()).toEqual([...names].sort());
    expect(offered(['top-re'])).toEqual(['top-rejects']);
    expect(offered(['--'])).toEqual(['--help', '--version']);
  });

  it.each(commands.map(({ name }) => name))('offers the options that the help of %s lists', async (name) => {
    expect(offered([name, '--']).sort()).toEqual(await flagsOf(name));
  });

  it('offers the values that an option can have', () => {
    expect(offered(['top', '--output', ''])).toEqual(['table', 'csv', 'tsv', 'json', 'ndjson', 'markdown']);
    expect(offered(['top', '-o', 'md'])).toEqual([]);
    expect(offered(['top', '--sort', 'p'])).toEqual(['packets']);
    expect(offered(['top', '--date', ''])).toEqual(['today', 'yesterday']);
  });

  it('offers values behind = as bash cuts it, as bash 3.2 does not, and as a user has told it', () => {
    expect(offered(['top', '--output', '=', 'cs'])).toEqual(['csv']);
    expect(offered(['top', '--output', '='])).toContain('ndjson');
    expect(offered(['top', '--output=cs'], 'COMP_WORDBREAKS=" ="')).toEqual(['csv']);
    expect(offered(['top', '--output=cs'], 'COMP_WORDBREAKS=" "')).toEqual(['--output=csv']);
    expect(offered(['top', '--by=srcaddr,dstp'], 'COMP_WORDBREAKS=" "')).toEqual(['--by=srcaddr,dstport']);
  });

  it('offers the fields that --by takes, and none twice in a list', () => {
    const all = offered(['top', '--by', '']);
    expect(all).toEqual(expect.arrayContaining([...groupFields, 'hour', 'srcnet/24']));
    for (const measure of ['packets', 'bytes', 'start', 'end']) expect(all).not.toContain(measure);
    expect(offered(['top', '--by', 'srcaddr,dstport,src'])).toEqual([
      'srcaddr,dstport,srcport',
      'srcaddr,dstport,srcnet/24',
      'srcaddr,dstport,srcscope',
    ]);
    expect(offered(['search', '--format', 'version,start,e'])).toContain('version,start,end');
  });

  it('offers lists for filters', () => {
    expect(offered(['search', '--action', ''])).toEqual(['accept', 'reject']);
    expect(offered(['search', '--action', 'accept,'])).toEqual(['accept,reject']);
    expect(offered(['search', '--protocol', 'u'])).toEqual(['udp']);
  });

  it('offers what an argument can be', () => {
    expect(offered(['day', ''])).toEqual(['today', 'yesterday']);
    expect(offered(['summary', '']).sort()).toEqual(expect.arrayContaining(['some logs', 'today', 'yesterday']));
    expect(offered(['completion', ''])).toEqual(['bash', 'zsh', 'fish']);
    expect(offered(['help', ''])).toEqual(expect.arrayContaining([...names, ...topics.map(({ name }) => name)]));
    expect(offered(['iam-policy', 'questions', 'set'])).toEqual(expect.arrayContaining(['setup', 'setup-table']));
  });

  it('offers options where a command has no arguments', async () => {
    expect(offered(['doctor', '']).sort()).toEqual(await flagsOf('doctor'));
  });

  it('leaves paths to bash, which knows how to quote them', () => {
    for (const words of [
      ['top-rejects', ''],
      ['day', 'today', 's'],
      ['top', '--out', ''],
      ['top', '--', '--'],
    ]) {
      expect(offered(words)).toEqual([]);
    }
    expect(said('bash', ['--norc', '-c', 'source completion.bash; complete -p flowlogs'])).toContain('-o default');
  });

  it('offers folders alone where a folder is wanted', () => {
    expect(offered(['top', '--temp-dir', 's'])).toEqual(['some logs']);
  });

  it('does not mind what a shell has made of its variables', () => {
    expect(offered(['top', '--sort', ''], 'IFS=,; shopt -s nullglob')).toEqual(['flows', 'packets', 'bytes']);
  });
});

describe.runIf(has('fish'))('fish', () => {
  const offered = (line: string) =>
    said('fish', ['--no-config', '-c', 'source completion.fish; complete -C $argv', line])
      .split('\n')
      .filter(Boolean)
      .map((one) => one.split('\t')[0] ?? '');

  it('offers the commands', () => {
    expect(offered('flowlogs ').sort()).toEqual([...names].sort());
  });

  it.each(commands.map(({ name }) => name))('offers the options that the help of %s lists', async (name) => {
    expect(offered(`flowlogs ${name} --`).sort()).toEqual(await flagsOf(name));
  });

  it.each([
    ['flowlogs top --output=m', ['--output=markdown']],
    ['flowlogs top -o nd', ['ndjson']],
    ['flowlogs top --by srcaddr,pkt_dsta', ['srcaddr,pkt_dstaddr']],
    ['flowlogs top --by=srcaddr,srcp', ['--by=srcaddr,srcport']],
    ['flowlogs day ', ['today', 'yesterday']],
    ['flowlogs summary to', ['today']],
    ['flowlogs summary si', ['single.log']],
    ['flowlogs help aws', ['aws-queries']],
    ['flowlogs completion ', ['bash', 'fish', 'zsh']],
    ['flowlogs top --limit ', []],
    ['flowlogs setup ', []],
    ['flowlogs top-rejects si', ['single.log']],
    ['flowlogs top --temp-dir s', ['some logs/']],
    ['flowlogs top --out si', ['single.log']],
  ])('%s', (line, all) => {
    expect(offered(line)).toEqual(all);
  });
});

describe.runIf(has('zsh'))('zsh', () => {
  /** What stands on the line of a zsh at a terminal after Tab; Ctrl-X B is bound to print it. */
  function completed(lines: readonly string[]): string[] {
    const script = `
      zmodload zsh/zpty
      zpty shell zsh -f -i
      zpty -w shell 'PROMPT=; autoload -Uz compinit; compinit -u -D; source ./completion.zsh'
      zpty -w shell 'show() { print -r -- "<<$BUFFER>>"; BUFFER= }; zle -N show; bindkey "^Xb" show; print ready'
      zpty -r shell seen $'*\\nready*'
      for line in "$@"; do
        zpty -w -n shell "$line"$'\\t\\x18b'
        zpty -r shell seen '*<<*>>*'
        seen=\${seen##*<<}; print -r -- "\${seen%%>>*}"
      done
      zpty -d shell`;
    return said('zsh', ['-f', '-c', script, 'zsh', ...lines])
      .split('\n')
      .slice(0, -1);
  }

  const expected = {
    'flowlogs top-rej': 'flowlogs top-rejects ',
    'flowlogs top --limi': 'flowlogs top --limit=',
    'flowlogs top --fail-if': 'flowlogs top --fail-if-empty ',
    'flowlogs top --output=mark': 'flowlogs top --output=markdown ',
    'flowlogs top -o ndj': 'flowlogs top -o ndjson ',
    'flowlogs top --by srcaddr,pkt_dsta': 'flowlogs top --by srcaddr,pkt_dstaddr,',
    'flowlogs search --action acc': 'flowlogs search --action accept,',
    'flowlogs day yest': 'flowlogs day yesterday ',
    'flowlogs summary yest': 'flowlogs summary yesterday ',
    'flowlogs summary si': 'flowlogs summary single.log ',
    'flowlogs day today si': 'flowlogs day today single.log ',
    'flowlogs top-rejects so': 'flowlogs top-rejects some\\ logs/',
    'flowlogs completion f': 'flowlogs completion fish ',
    'flowlogs help aws': 'flowlogs help aws-queries ',
    'flowlogs iam-policy questions doc': 'flowlogs iam-policy questions doctor ',
  };

  it('completes what is typed', () => {
    expect(completed(Object.keys(expected))).toEqual(Object.values(expected));
  });

  it('is a function of its own folder, too, as distributions install it', () => {
    const script =
      'mkdir -p site && cp completion.zsh site/_flowlogs && fpath=($PWD/site $fpath) && autoload -Uz compinit && compinit -u -D && print $_comps[flowlogs]';
    expect(said('zsh', ['-f', '-c', script])).toBe('_flowlogs\n');
  });
});
