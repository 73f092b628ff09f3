// What the program knows of itself, as data: its sources are TypeScript, which Node 20 does not read, so they are bundled.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const contents = `
  export { commands } from './src/commands/index.ts';
  export { neededFields } from './src/commands/needed-fields.ts';
  export { topics } from './src/commands/topics/index.ts';
  export { configurable } from './src/config.ts';
  export { headings } from './src/option.ts';
  export { allOptions } from './src/options/index.ts';
  export { purposes } from './src/purpose.ts';
`;

/** The modules above. Commands are loaded: `commands` have their options, examples and so on. */
export async function program() {
  const folder = await mkdtemp(join(tmpdir(), 'flowlogs-man-'));
  try {
    const outfile = join(folder, 'program.mjs');
    await build({
      stdin: { contents, resolveDir: fileURLToPath(new URL('../..', import.meta.url)), loader: 'ts' },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      external: ['@duckdb/node-bindings'],
      banner: {
        js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
      },
      logLevel: 'error',
    });
    const { commands, topics, ...rest } = await import(pathToFileURL(outfile).href);
    return {
      ...rest,
      commands: await Promise.all(commands.map(async (listed) => ({ ...listed, ...(await listed.load()) }))),
      topics: await Promise.all(topics.map(async (topic) => ({ ...topic, ...(await topic.load()) }))),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
