/** The program as it is installed: a process with arguments, streams and signals. */
import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

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
  const env = { PATH: process.env.PATH ?? '', TMPDIR: given.temporary ?? root, TZ: 'Pacific/Auckland' };
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

const rejects =
  'srcaddr,dstaddr,flows,packets,bytes,dstports,first_seen,last_seen,share\n10.0.0.5,198.51.100.7,1,10,20,1,2024-08-08T01:00:00Z,2024-08-08T01:01:00Z,1\n';
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
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const interrupted = await flowlogs(['top-rejects', '-'], {
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
    expect(readdirSync(temporary)).toEqual([]);
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
