/** Starts the test bed before the first test and stops it after the last; one that runs already is used and left alone. */
import { execFile, execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export default function setup(): () => Promise<void> {
  const wasRunning = status() === 'running';
  const exports = execFileSync(script('up'), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  for (const [, name = '', value = ''] of exports.matchAll(/^export (\w+)=(.*)$/gm)) process.env[name] = value;
  return async () => {
    // Trino takes seconds to stop, and the tests' processes want to be heard meanwhile.
    if (!wasRunning) await promisify(execFile)(script('down'));
  };
}

function status(): string {
  return execFileSync(script('up'), ['--status'], { encoding: 'utf8' }).trim();
}
