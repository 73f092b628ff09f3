// Bundles the program: two entry points (the command line and the reader's worker), split so that a command loads only
// what it needs. Start-up time is the reason: reading some hundred small modules costs more than most questions.
import { rm } from 'node:fs/promises';
import { build } from 'esbuild';

await rm('dist', { recursive: true, force: true });
await build({
  entryPoints: { cli: 'src/cli.ts', worker: 'src/logs/worker.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
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
  legalComments: 'linked',
});
