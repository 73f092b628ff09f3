/** Command lines of help, taken as a shell would take them. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const logs = fileURLToPath(new URL('../../examples', import.meta.url));

/** A folder in which examples can be tried: the example logs are `logs/`, and `report.sql` is there. */
export function exampleFolder(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'flowlogs-help-'));
  cpSync(logs, join(folder, 'logs'), { recursive: true });
  writeFileSync(join(folder, 'report.sql'), 'SELECT count(*) AS records FROM flow\n');
  // Prints what it was given, and does nothing.
  writeFileSync(join(folder, 'flowlogs'), `#!/bin/sh\nfor one in "$@"; do printf '%s\\0' "$one" >&3; done\n`);
  chmodSync(join(folder, 'flowlogs'), 0o755);
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** The arguments that flowlogs gets from a command line. */
export function argumentsOf(line: string, folder: string): string[] {
  const { output, status } = spawnSync('/bin/sh', ['-c', line], {
    env: { PATH: folder, HOME: folder },
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  if (status !== 0) throw new Error(`${line}: ${output[2]}`);
  return (output[3] ?? '').split('\0').slice(0, -1);
}
