/** Types command lines at the program: what they become, or how they are refused. Nothing is read but the configuration. */
import { tmpdir } from 'node:os';
import { PassThrough } from 'node:stream';
import { CommanderError } from 'commander';
import type { Task } from '../../src/commands/command.ts';
import { createProgram } from '../../src/commands/program.ts';
import { commandLineError } from '../../src/commands/typo.ts';
import type { Context } from '../../src/context.ts';
import { FlowlogsError } from '../../src/errors.ts';

/** Noon of a day, so that relative windows have known ends. */
const now = new Date('2025-08-14T12:00:00Z');

export interface Outside {
  readonly env?: Record<string, string>;
  readonly cwd?: string;
  readonly home?: string;
  readonly width?: number;
}

export function testContext({ env = {}, cwd = '/nowhere', home, width }: Outside = {}) {
  // Large enough that no answer of a test waits for its reader.
  const stdout = new PassThrough({ highWaterMark: 2 ** 28 });
  const stderr = new PassThrough();
  const context: Context = {
    stdin: new PassThrough(),
    stdout: { stream: stdout, isTerminal: width !== undefined, width },
    stderr: { stream: stderr, isTerminal: width !== undefined, width },
    env,
    cwd,
    home,
    version: '1.2.3',
    now: () => now,
    signal: new AbortController().signal,
    temporaryFolder: '/nowhere',
    workerFile: undefined,
  };
  const taken = (stream: PassThrough) => String(stream.read() ?? '');
  return { context, out: () => taken(stdout), err: () => taken(stderr) };
}

/** The task that a command line becomes. */
async function task(args: readonly string[], outside: Outside = {}): Promise<Task> {
  let found: Task | undefined;
  const { context } = testContext(outside);
  const program = createProgram(context, async (understood) => {
    found = understood;
  });
  await program.parseAsync(args, { from: 'user' });
  if (!found) throw new Error(`no task: ${args.join(' ')}`);
  return found;
}

/** Its request, as far as a test wants to look into it. */
export async function request(args: readonly string[], outside: Outside = {}): Promise<Record<string, unknown>> {
  return (await task(args, outside)).request as Record<string, unknown>;
}

/** Message, hint and exit code of a command line that is refused before anything is read. */
export async function refusal(args: readonly string[], outside: Outside = {}): Promise<string> {
  try {
    await task(args, outside);
  } catch (caught) {
    const error =
      caught instanceof CommanderError ? await commandLineError(caught, args, outside.cwd ?? '/nowhere') : caught;
    if (!(error instanceof FlowlogsError)) throw error;
    return `${error.exitCode}: ${error.message} | ${error.hint ?? ''}`;
  }
  throw new Error(`accepted: ${args.join(' ')}`);
}

/** Does what a command line asks for, reading real files; errors are thrown. */
export async function answered(args: readonly string[], outside: Outside = {}) {
  const { run } = await task(args, outside);
  const { context, out, err } = testContext({ cwd: process.cwd(), ...outside });
  const code = await run({ ...context, temporaryFolder: tmpdir() });
  return { code, out: out(), err: err() };
}

/** What a command line prints that needs no task: help, the version. */
export async function printed(args: readonly string[], outside: Outside = {}): Promise<string> {
  const { context, out } = testContext(outside);
  const program = createProgram(context, async () => {});
  await program.parseAsync(args, { from: 'user' }).catch((error: unknown) => {
    if (!(error instanceof CommanderError) || error.exitCode !== 0) throw error;
  });
  return out();
}
