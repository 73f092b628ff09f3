/** Starts the test bed before the first test and stops it after the last; one that runs already is used and left alone. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export default function setup(): () => void {
  const wasRunning = status() === 'running';
  const exports = execFileSync(script('up'), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  for (const [, name = '', value = ''] of exports.matchAll(/^export (\w+)=(.*)$/gm)) process.env[name] = value;
  return () => {
    if (!wasRunning) execFileSync(script('down'), { stdio: 'inherit' });
  };
}

function status(): string {
  return execFileSync(script('up'), ['--status'], { encoding: 'utf8' }).trim();
}
