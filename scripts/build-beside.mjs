// Keeps what most commands need in one file. esbuild makes a file of the modules that the same dynamic imports reach: with
// many commands, each of which needs its own part of what all have in common, that is a great many small files, and to
// open them takes longer than to read all of them at once.
import { relative, resolve, sep } from 'node:path';

/**
 * An esbuild plugin: whatever is imported dynamically loads `core`, a file named from here, and its static imports beside
 * it. They are there already.
 */
export function beside(core) {
  return {
    name: 'beside',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.{1,2}\// }, ({ kind, path, resolveDir, namespace }) => {
        // What a package imports is its own.
        if (kind !== 'dynamic-import' || namespace !== 'file' || resolveDir.split(sep).includes('node_modules')) return;
        return { path: fromHere(resolve(resolveDir, path)), namespace: 'beside' };
      });
      onLoad({ filter: /./, namespace: 'beside' }, ({ path }) => ({
        contents: `import './${core}'; export * from './${path}';`,
        resolveDir: process.cwd(),
      }));
    },
  };
}

/** The same on each machine, as it is part of what is built. */
function fromHere(path) {
  return relative('.', path).replaceAll(sep, '/');
}
