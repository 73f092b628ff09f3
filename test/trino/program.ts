/** The program as it is installed: a process that is told of the bed, and of nothing else on this machine. */
import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Place } from './bed.ts';

const program = fileURLToPath(new URL('../../bin/flowlogs.js', import.meta.url));

export interface Done {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Started {
  /** Beside what tells of the bed; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** What to do with the process once it runs. */
  with?(child: ChildProcess): unknown;
}

const told = ['PATH', 'AWS_ENDPOINT_URL', 'AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];

function environment(place: Place, more: Started['env']): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(told.map((name) => [name, process.env[name]])),
    ...{ AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null', AWS_EC2_METADATA_DISABLED: 'true' },
    ...{ FLOWLOGS_DATABASE: place.database, FLOWLOGS_OUTPUT_LOCATION: `s3://${place.bucket}/results/` },
    TZ: 'Pacific/Auckland',
    ...more,
  };
}

/** Runs it on the place's database, which has a folder for results. Logs of files are named from `cwd`. */
export function flowlogs(place: Place, args: readonly string[], given: Started = {}): Promise<Done> {
  return run(process.execPath, [program, ...args], place, given);
}

/** Runs it on a terminal, which shows both streams as one. */
export function flowlogsOnTerminal(place: Place, args: readonly string[]): Promise<Done> {
  const spawned = 'import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))';
  return run('python3', ['-c', spawned, process.execPath, program, ...args], place, { env: { TERM: 'dumb' } });
}

function run(file: string, args: readonly string[], place: Place, given: Started): Promise<Done> {
  const child = spawn(file, args, {
    env: environment(place, given.env),
    cwd: given.cwd ?? tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (data) => {
    said.out += data;
  });
  child.stderr.on('data', (data) => {
    said.err += data;
  });
  given.with?.(child);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...said }));
  });
}
