import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { commands } from '../src/commands/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

it('pages of questions, and answers in the story of the incidents, are what the program says', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/make-questions.mjs', '--check'], {
    cwd: root,
  });
  expect(`${stdout}${stderr}`).toBe('');
  expect(status).toBe(0);
}, 120_000);

it('every question has a page, and so has every page of several answers', () => {
  const pages = readdirSync(`${root}docs/questions`);
  const answers = commands.filter(({ asks, purpose }) => asks || purpose === 'On one page');
  expect(answers.map(({ name }) => `${name}.md`).filter((page) => !pages.includes(page))).toEqual([]);
});
