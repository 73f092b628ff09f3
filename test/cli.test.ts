/** The program as it is installed: a process with arguments, streams and signals. */
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { printed } from './commands/typing.ts';

const program = fileURLToPath(new URL('../bin/flowlogs.js', import.meta.url));
const folder = (name: string) => fileURLToPath(new URL(`fixtures/cases/${name}/in`, import.meta.url));
const s01 = folder('S01-nodata-skipdata');
const root = mkdtempSync(join(tmpdir(), 'cli-test-'));
afterAll(() => rmSync(root, { recursive: true }));

interface Started {
  readonly stdin?: 'open' | 'closed' | string;
  readonly stdout?: number;
  readonly temporary?: string;
  /** What to do with the process once it has started to wait. */
  with?(child: ReturnType<typeof spawn>): void;
}

/** An environment without anything of this machine: no home, no colours, no settings. */
function flowlogs(args: readonly string[], given: Started = {}) {
  const env = {
    ...{ PATH: process.env.PATH ?? '', TMPDIR: given.temporary ?? root, TZ: 'Pacific/Auckland' },
    ...{ AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null', AWS_EC2_METADATA_DISABLED: 'true' },
  };
  const child = spawn(process.execPath, [program, ...args], {
    env,
    cwd: root,
    stdio: ['pipe', given.stdout ?? 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout?.on('data', (data) => {
    out += data;
  });
  child.stderr?.on('data', (data) => {
    err += data;
  });
  child.stdin?.on('error', () => {});
  if (given.stdin !== 'open') child.stdin?.end(given.stdin === 'closed' ? undefined : given.stdin);
  given.with?.(child);
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

const nobody = { uid: 65534, gid: 65534 };

/** Only root can become another user, who may not get to the program. */
function canBeNobody(): boolean {
  if (process.getuid?.() !== 0) return false;
  return spawnSync(process.execPath, [program, '--version'], { ...nobody, env: {} }).status === 0;
}

const rejects =
  'srcaddr,dstaddr,flows,packets,bytes,dstports,first_seen,last_seen,share,cumulative_share\n10.0.0.5,198.51.100.7,1,10,20,1,2024-08-08T01:00:00Z,2024-08-08T01:01:00Z,1,1\n';
const lost = 'warning: SKIPDATA 1: AWS could not record some flows in these windows\n';

describe('flowlogs', () => {
  it('answers on stdout, warns on stderr, exits with 0', async () => {
    expect(await flowlogs(['top-rejects', '--csv', s01])).toEqual({ code: 0, out: rejects, err: lost });
    expect(await flowlogs(['top-rejects', '--csv', '-q', s01])).toEqual({ code: 0, out: rejects, err: '' });
  });

  it('reads standard input', async () => {
    const stdin = readFileSync(join(s01, 'a.log'), 'utf8');
    expect(await flowlogs(['top-rejects', '--csv', '-'], { stdin })).toEqual({ code: 0, out: rejects, err: lost });
  });

  it('prints help without arguments, and the version', async () => {
    const help = await flowlogs([]);
    expect(help).toMatchObject({ code: 0, err: '' });
    // The list that was written when the program was built is the one that the program would write now.
    expect(help.out).toBe(await printed(['--help']));
    expect((await flowlogs(['help'])).out).toBe(help.out);
    expect(help.out).toContain('top-rejects');
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    expect(await flowlogs(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });

  it.each([
    [
      1,
      ['top-rejects', folder('P23-six-columns')],
      'flowlogs: action is not recorded in these logs\n  flow logs have it since version 2; recorded here: interface-id srcaddr dstaddr instance-id pkt-srcaddr pkt-dstaddr\n',
    ],
    [2, ['top-rejects', 'nowhere'], 'flowlogs: nowhere does not exist\n  check the spelling\n'],
    [2, ['top-reject', s01], "flowlogs: unknown command 'top-reject'\n  did you mean top-rejects?\n"],
    [
      3,
      ['top-rejects'],
      'flowlogs: no AWS region is given\n  use --region, AWS_REGION, or a profile with a region; to ask about files, name them after the command\n',
    ],
    [2, ['top-rejects', '--out', 'no/where', s01], /^flowlogs: --out no\/where: the folder does not exist\n/],
    [
      2,
      ['top-rejects', '--temp-dir', 'none', s01],
      /^flowlogs: no temporary folder can be made in .*none \(ENOENT\)\n/,
    ],
    [6, ['top-accepts', '--strict', folder('P19-bad-numbers')], /^warning: 7 bad lines left out/],
    [6, ['top-accepts', folder('P09-truncated-gz')], /^warning: .*cut\.log\.gz: is cut short/],
  ])('exits with %d and says why: %j', async (code, args, said) => {
    const done = await flowlogs(args);
    expect(done.code).toBe(code);
    if (typeof said === 'string') expect(done.err).toBe(said);
    else expect(done.err).toMatch(said);
    if (code !== 6) expect(done.out).toBe('');
  });

  it('shows where an error came from only with --debug', async () => {
    expect((await flowlogs(['top-rejects', 'nowhere'])).err).not.toContain(' at ');
    expect((await flowlogs(['top-rejects', 'nowhere', '--debug'])).err).toMatch(/UsageError.*\n.* at /);
  });

  it('refuses an empty folder', async () => {
    const empty = mkdtempSync(join(root, 'empty-'));
    expect(await flowlogs(['inspect', empty])).toMatchObject({ code: 1, out: '' });
  });

  it('stops after --timeout with 5, and on a signal with 130, and leaves no temporary file', async () => {
    const temporary = mkdtempSync(join(root, 'tmp-'));
    const waiting = { stdin: 'open', temporary } as const;
    expect(await flowlogs(['top-rejects', '--timeout', '300ms', '-'], waiting)).toEqual({
      code: 5,
      out: '',
      err: 'flowlogs: not done after 0.3 s (--timeout)\n  give it more time, or ask about less: a shorter window, fewer files\n',
    });
    const out = mkdtempSync(join(root, 'out-'));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      const interrupted = await flowlogs(['top-rejects', '--out', join(out, 'x.csv'), '-'], {
        ...waiting,
        with: (child) => {
          const timer = setInterval(() => {
            if (readdirSync(temporary).length === 0) return;
            clearInterval(timer);
            child.kill(signal);
          }, 20);
        },
      });
      expect(interrupted).toEqual({ code: 130, out: '', err: 'flowlogs: interrupted\n' });
    }
    expect([...readdirSync(temporary), ...readdirSync(out)]).toEqual([]);
  });

  it('stops on a signal also when its reader has stopped to read', async () => {
    // Of some 600 kB a pipe holds 64.
    const stalled = await flowlogs(['sql', '-n', '0', '--csv', 'SELECT * FROM flow', folder('P09-truncated-gz')], {
      with: (child) => {
        child.stdout?.pause();
        setTimeout(() => child.kill('SIGINT'), 1000);
        child.on('exit', () => child.stdout?.resume());
      },
    });
    expect(stalled).toMatchObject({ code: 130, err: 'flowlogs: interrupted\n' });
  });

  it('takes a closed pipe for the end, not for an error', async () => {
    const closed = await flowlogs(['sql', '-n', '0', '--csv', 'SELECT * FROM flow', folder('P09-truncated-gz')], {
      with: (child) => child.stdout?.once('data', () => child.stdout?.destroy()),
    });
    expect(closed.code === 0 || closed.code === 6).toBe(true);
    expect(closed.err).not.toContain('flowlogs:');
    const help = await flowlogs(['--help'], { with: (child) => child.stdout?.destroy() });
    expect(help).toMatchObject({ code: 0, err: '' });
  });

  it.runIf(readdirSync('/dev').includes('full'))('fails when the disk is full', async () => {
    const full = await flowlogs(['top-rejects', '--csv', s01], { stdout: openSync('/dev/full', 'w') });
    expect(full).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^flowlogs: could not write stdout: no space left/),
    });
    expect(await flowlogs(['help', 'top'], { stdout: openSync('/dev/full', 'w') })).toEqual({
      ...{ code: 1, out: '', err: 'flowlogs: could not write stdout: no space left\n' },
    });
  });

  it('works in a folder that is no more there', async () => {
    const gone = mkdtempSync(join(root, 'gone-'));
    const shell = ['-c', 'rmdir "$PWD"; exec "$@"', 'sh', process.execPath, program, 'top-rejects', '--csv'];
    const ask = (path: string) => {
      mkdirSync(gone, { recursive: true });
      const { stdout, stderr } = spawnSync('sh', [...shell, path], {
        ...{ cwd: gone, encoding: 'utf8', env: { PATH: process.env.PATH ?? '' } },
      });
      return `${stdout}${stderr}`;
    };
    expect(ask(s01)).toBe(rejects + lost);
    expect(ask('a.log')).toBe('flowlogs: a.log does not exist\n  check the spelling\n');
  });

  it('takes names as they are, whatever characters they have', async () => {
    const named = mkdtempSync(join(root, 'names-'));
    const names = [
      '-n.log',
      'it\'s a "b".log',
      '[x]*{y}?.log',
      '日本.log',
      'new\nline.log',
      '$HOME;`id`.log',
      '\x1b[31m.log',
    ];
    for (const name of names) copyFileSync(join(s01, 'a.log'), join(named, name));
    const count = ['sql', '--csv', '--no-header', 'SELECT count(*) FROM flow'];
    expect((await flowlogs([...count, named])).out).toBe('14\n');
    expect((await flowlogs([...count, '--', ...names.map((name) => join(named, name))])).out).toBe('14\n');
    writeFileSync(join(named, 'bad\x1b[2J.log'), 'no log\n');
    const { err } = await flowlogs([...count, named]);
    expect(err).toContain('bad\\x1b[2J.log: is not a flow log');
    expect(err).not.toContain('\x1b');
  });

  it.runIf(canBeNobody())("says what another user's permissions keep from it, and needs none of a home", () => {
    const place = mkdtempSync(join(tmpdir(), 'cli-test-'));
    try {
      for (const name of ['logs', 'logs/shut', 'home']) mkdirSync(join(place, name));
      for (const name of ['a.log', 'secret.log', 'shut/b.log'])
        copyFileSync(join(s01, 'a.log'), join(place, 'logs', name));
      for (const name of ['logs/secret.log', 'logs/shut', 'home']) chmodSync(join(place, name), 0);
      for (const name of ['.', 'logs']) chmodSync(join(place, name), 0o777);
      const asked = spawnSync(process.execPath, [program, 'top-rejects', '--csv', 'logs'], {
        ...nobody,
        cwd: place,
        env: { HOME: join(place, 'home'), TMPDIR: place },
        encoding: 'utf8',
      });
      expect(asked).toMatchObject({ status: 6, stdout: rejects });
      expect(asked.stderr).toBe(
        `warning: logs/shut: cannot be looked into: EACCES\n  check its permissions\nwarning: logs/secret.log: cannot be read: EACCES\n  check its permissions\n${lost}`,
      );
    } finally {
      rmSync(place, { recursive: true });
    }
  });

  it('writes the same bytes whatever the order of the paths and the number of threads', async () => {
    const paths = ['P02-two-orders-one-folder', 'T01-midnight', 'S06-protocols', 'P16-over-2-53'].map(folder);
    const args = ['top', '--by', 'srcaddr,dstport,protocol', '-n', '0', '--json'];
    const one = await flowlogs([...args, '--workers', '1', ...paths]);
    const two = await flowlogs([...args, '--workers', '4', ...paths.toReversed()]);
    expect(two.out).toBe(one.out);
    expect(one.out.split('\n').length).toBeGreaterThan(8);
  });
});
