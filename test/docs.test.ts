/** Every command line in the documents is one that the program understands. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { request } from './commands/typing.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const documents = [
  'README.md',
  ...['docs', 'docs/questions'].flatMap((room) =>
    readdirSync(join(root, room))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${room}/${name}`),
  ),
];

/** A shell finds there nothing but a `flowlogs` that writes down what it was given, and others that do nothing. */
const folder = mkdtempSync(join(tmpdir(), 'flowlogs-docs-'));
for (const name of ['flowlogs', 'aws', 'jq', 'mail', 'logger', 'date', 'flock']) {
  const given = name === 'flowlogs' ? `for one in "$@"; do printf '%s\\0' "$one" >&3; done; printf '\\n' >&3` : '';
  // What locks runs the rest of its line.
  const rest = name === 'flock' ? 'while [ "$1" != flowlogs ]; do shift; done; exec "$@"' : '';
  writeFileSync(join(folder, name), `#!/bin/sh\n${given}${rest}\nexit 0\n`);
  chmodSync(join(folder, name), 0o755);
}
afterAll(() => rmSync(folder, { recursive: true }));

/** The lines of a document that are typed into a shell, or that cron gives to one. */
function linesOf(document: string): string[] {
  const text = readFileSync(join(root, document), 'utf8');
  const blocks = [...text.matchAll(/^```(console|cron|sh)\n([\s\S]*?)^```/gm)];
  return blocks.flatMap(([, kind, body = '']) =>
    kind === 'sh'
      ? [body]
      : body
          .split('\n')
          .flatMap((line) => (/^(?:\$|\S+(?: \S+){4}) +(.*flowlogs .*)$/.exec(line)?.[1] ?? []) as string[]),
  );
}

/** What `flowlogs` is given by a line. */
function argumentsOf(line: string): string[][] {
  const shell = ['-c', line.replaceAll('/tmp/', `${folder}/`).replaceAll('\\%', '%')];
  const { output } = spawnSync('/bin/sh', shell, {
    env: { PATH: folder },
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  return (output[3] ?? '')
    .split('\n')
    .slice(0, -1)
    .map((one) => one.split('\0').slice(0, -1));
}

describe.each(documents)('%s', (document) => {
  const lines = linesOf(document).flatMap((line) => argumentsOf(line).map((args) => [args.join(' '), args] as const));

  it.runIf(lines.length > 0).each(lines)('flowlogs %s', async (_, args) => {
    if (args[0] === 'help' || args.length === 0) return;
    expect(await request(args, { cwd: root })).toBeDefined();
  });

  const text = readFileSync(join(root, document), 'utf8');

  it('shows settings that there are', async () => {
    for (const [, body = ''] of text.matchAll(/^```json\n([\s\S]*?)^```/gm)) {
      writeFileSync(join(folder, 'flowlogs.json'), body);
      expect(await request(['top-rejects'], { cwd: folder })).toBeDefined();
    }
  });

  it('names only files that are there', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target = '']) => target);
    const base = new URL(document, new URL('..', import.meta.url));
    for (const target of links) expect(() => readFileSync(new URL(target, base)), target).not.toThrow();
  });
});
