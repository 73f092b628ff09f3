/** Runs a command and says how long it took, and how much memory its largest process had. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// On Node 20 this variable alone adds 60 ms to every start. The C locale makes sort compare bytes, as the others do.
const { NODE_EXTRA_CA_CERTS: _, ...inherited } = process.env;
const env = { ...inherited, LC_ALL: 'C', NO_COLOR: '1' };

const timeProgram = '/usr/bin/time';
const hasTime = spawnSync(timeProgram, ['-f', '%M', 'true']).status === 0;

export const isInstalled = (program) => spawnSync('sh', ['-c', 'command -v "$0"', program]).status === 0;

/** What a command prints. Throws with its complaint if it fails. */
export function outputOf([program, ...args]) {
  const { status, stdout, stderr } = spawnSync(program, args, { env, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${program} ${args.slice(0, 3).join(' ')} … failed (${status}): ${stderr}`);
  return stdout;
}

/**
 * `seconds`: wall time; `cpu`: seconds of all cores; `peak`: bytes. What the system does not tell is undefined.
 */
export async function measure(command) {
  const folder = mkdtempSync(join(tmpdir(), 'flowlogs-bench-'));
  const report = join(folder, 'resources');
  const [program, ...args] = hasTime ? [timeProgram, '-f', '%M %U %S', '-o', report, ...command] : command;
  try {
    const begin = performance.now();
    const child = spawn(program, args, { env, stdio: 'ignore' });
    const watch = hasTime ? undefined : watchPeak(child.pid);
    const code = await new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
    const seconds = (performance.now() - begin) / 1000;
    if (code !== 0) throw new Error(`${command.slice(0, 4).join(' ')} … ended with ${code}`);
    if (watch) return { seconds, cpu: undefined, peak: watch() };
    const [kilobytes, user, system] = readFileSync(report, 'utf8').trim().split(' ').map(Number);
    return { seconds, cpu: user + system, peak: kilobytes * 1024 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Looks at the child's high-water mark now and then; what it says last counts. */
function watchPeak(pid) {
  let peak;
  const look = () => {
    try {
      peak = 1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) || peak;
    } catch {
      // It has ended, or the system has no /proc.
    }
  };
  const timer = setInterval(look, 10);
  return () => {
    clearInterval(timer);
    return peak;
  };
}
