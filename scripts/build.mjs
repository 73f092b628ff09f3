// Bundles the program: the command line, split so that a command loads only what it needs, and the reader's worker as one
// file. Start-up time is the reason: reading some hundred small modules costs more than most questions.
import { spawnSync } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { beside } from './build-beside.mjs';
import { buildPage } from './build-page.mjs';

const options = {
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Where a package has both, its modules are the smaller and faster half.
  mainFields: ['module', 'main'],
  external: ['@duckdb/node-bindings'],
  // Some dependencies are CommonJS and call require() when they run.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
  },
  sourcemap: 'linked',
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'linked',
};

await rm('dist', { recursive: true, force: true });
// Every thread loads the worker, and starts sooner with one file than with a few that it shares with the command line.
await build({ ...options, entryPoints: { worker: 'src/logs/worker.ts' } });
await build({
  ...options,
  entryPoints: { cli: 'src/cli.ts' },
  splitting: true,
  plugins: [beside('src/commands/execute.ts')],
});

await buildPage('dist/dashboard.html');

// The list of commands is asked most: it is written now, by the program itself, so that nothing need be loaded for it.
const help = spawnSync(process.execPath, ['bin/flowlogs.js', '--help'], { encoding: 'utf8' });
if (help.status !== 0) throw new Error(help.stderr);
await writeFile('dist/help.txt', help.stdout);
