import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

it('shows the commands, the exit codes and the first answer as the program gives them', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/make-readme.mjs', '--check'], { cwd: root });
  expect(`${stdout}${stderr}`).toBe('');
  expect(status).toBe(0);
});
