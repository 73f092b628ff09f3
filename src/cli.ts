/** The program: the process becomes a Context, a command line a task, an error one line and an exit code. Nothing else touches the process. */
import { existsSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { usesColor } from './color.ts';
import { type Context, helpWidth, type Terminal } from './context.ts';
import { type ExitCode, FlowlogsError, InterruptedError, TimeoutError } from './errors.ts';

/** Runs the command line of the process; the exit code it should end with. */
export async function run(process: NodeJS.Process): Promise<ExitCode> {
  const debug = process.argv.includes('--debug');
  // Node warns users of things that only its programmers can mend.
  if (!debug) process.removeAllListeners('warning');
  // Whoever reads may go away: no reason to fail. Answers notice it themselves (output/write.ts).
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const controller = stopOnSignals(process);
  const context = createContext(process, controller.signal);
  try {
    const args = process.argv.slice(2);
    const text = readyHelp(args, context.stdout) ?? readyVersion(args, context);
    const code = text === undefined ? await execute(args, context) : 0;
    if (text !== undefined) process.stdout.write(text);
    await written(process.stdout);
    return code;
  } catch (error) {
    const cause = context.signal.aborted ? context.signal.reason : error;
    const code = await report(cause, context, { debug, color: !process.argv.includes('--no-color') });
    // A reader that has stopped reading would keep a program alive that was told to stop.
    if (cause instanceof InterruptedError || cause instanceof TimeoutError) process.exit(code);
    return code;
  }
}

async function execute(args: readonly string[], context: Context): Promise<ExitCode> {
  return (await import('./commands/execute.ts')).execute(args, context);
}

/** Waits until everything is out. Help and the version were written without a look at what became of it. */
async function written(stdout: NodeJS.WriteStream): Promise<void> {
  const failed = await new Promise<(Error & { code?: string }) | null | undefined>((resolve) => {
    stdout.write('', (error) => resolve(stdout.errored ?? error));
  });
  if (!failed || failed.code === 'EPIPE' || failed.code === 'ERR_STREAM_DESTROYED') return;
  const { unwritable } = await import('./output/reason.ts');
  throw unwritable('stdout', failed);
}

/** The list of commands, written when the program was built: what is asked most needs nothing of the program. */
function readyHelp(args: readonly string[], { width = helpWidth }: Terminal): string | undefined {
  const page = new URL('./help.txt', import.meta.url);
  const asked = args.length === 0 || (args.length === 1 && ['--help', '-h', 'help'].includes(args[0] ?? ''));
  return asked && width >= helpWidth && existsSync(page) ? readFileSync(page, 'utf8') : undefined;
}

function readyVersion(args: readonly string[], { version }: Context): string | undefined {
  return args.length === 1 && ['--version', '-V'].includes(args[0] ?? '') ? `${version}\n` : undefined;
}

/** The first signal asks everything to stop and clean up; the second ends the process at once. SIGHUP: the terminal is gone. */
function stopOnSignals(process: NodeJS.Process): AbortController {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new InterruptedError());
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  return controller;
}

function createContext(process: NodeJS.Process, signal: AbortSignal): Context {
  const worker = new URL('./worker.js', import.meta.url);
  return {
    // Opened only by who reads it.
    get stdin() {
      return process.stdin;
    },
    stdout: terminal(process.stdout),
    stderr: terminal(process.stderr),
    env: process.env,
    cwd: workingFolder(process),
    home: home(),
    version: version(),
    now: () => new Date(),
    signal,
    temporaryFolder: tmpdir(),
    workerFile: existsSync(worker) ? worker : undefined,
  };
}

function terminal(stream: NodeJS.WriteStream): Terminal {
  return { stream, isTerminal: stream.isTTY === true, width: stream.isTTY ? stream.columns : undefined };
}

/** Somebody may have removed it: then what is named from it does not exist, and all else works. */
function workingFolder(process: NodeJS.Process): string {
  try {
    return process.cwd();
  } catch {
    return process.env.PWD ?? '/';
  }
}

/** A container's user may have no home, nor a name. */
function home(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}

function version(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}

async function report(
  cause: unknown,
  { stderr, env }: Context,
  { debug, color }: { readonly debug: boolean; readonly color: boolean },
): Promise<ExitCode> {
  const { errorText } = await import('./output/error.ts');
  stderr.stream.write(`${errorText(cause, { debug, color: usesColor(color, stderr.isTerminal, env) })}\n`);
  return cause instanceof FlowlogsError ? cause.exitCode : 1;
}
