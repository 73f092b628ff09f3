import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../src', import.meta.url));
const read = (file: string) => readFileSync(join(root, file), 'utf8');

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && statSync(join(root, file)).isFile())
  .sort();

/** The room of a file: its folder (`engines/duckdb` and its like count as one), or `vocabulary` for the files beside cli.ts. */
function room(file: string): string {
  if (file === 'cli.ts') return 'cli';
  const folder = dirname(file);
  if (folder === '.') return 'vocabulary';
  return file === 'engines/engine.ts' ? 'engines' : folder;
}

/** Who may import whom. What is not here is not allowed; a room may always import itself. */
const allowed: Record<string, readonly string[]> = {
  cli: ['commands', 'output', 'vocabulary', 'engines'],
  commands: [
    'commands/topics',
    'completion',
    'options',
    'queries',
    'queries/views',
    'engines',
    'engines/duckdb',
    'engines/athena',
    'catalog',
    'catalog/doctor',
    'dashboard',
    'logs',
    'names',
    'output',
    'vocabulary',
  ],
  'commands/topics': ['options', 'vocabulary'],
  completion: [],
  // One page for the browser: what it is asked for and given, and its own program.
  dashboard: ['queries', 'vocabulary'],
  'dashboard/page': ['dashboard', 'output', 'vocabulary'],
  options: ['vocabulary'],
  queries: ['options', 'vocabulary'],
  'queries/views': ['vocabulary'],
  engines: ['vocabulary'],
  'engines/duckdb': ['engines', 'logs', 'vocabulary'],
  'engines/athena': ['engines', 'catalog', 'vocabulary'],
  catalog: ['logs', 'vocabulary'],
  'catalog/doctor': ['catalog', 'logs', 'vocabulary'],
  logs: ['vocabulary'],
  names: ['vocabulary'],
  output: ['vocabulary'],
  vocabulary: [],
};

/** Matches static and dynamic imports of files of this project, and `new URL('./x', import.meta.url)`. */
const importing = /(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g;

function importsOf(file: string): string[] {
  return [...read(file).matchAll(importing)].map((match) =>
    relative(root, resolve(root, dirname(file), match[1] ?? '')),
  );
}

describe('the house', () => {
  it('has only rooms that the plan knows', () => {
    expect([...new Set(sources.map(room))].filter((name) => !(name in allowed))).toEqual([]);
  });

  it('lets each room import only the rooms below it', () => {
    const wrong = sources.flatMap((file) =>
      importsOf(file)
        .filter((target) => room(target) !== room(file) && !allowed[room(file)]?.includes(room(target)))
        .map((target) => `${file} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('has no circle of imports', () => {
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]) => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      if (done.has(file) || path.includes(file)) return;
      for (const target of importsOf(file)) if (sources.includes(target)) visit(target, [...path, file]);
      done.add(file);
    };
    for (const file of sources) visit(file, []);
    expect(circles).toEqual([]);
  });

  it('touches the process in cli.ts only', () => {
    const touching = sources.filter(
      (file) => file !== 'cli.ts' && /\bprocess\.|\bconsole\./.test(withoutComments(read(file))),
    );
    expect(touching).toEqual([]);
  });

  it('writes SQL from values only through the tag', () => {
    const making = sources.filter((file) => file !== 'sql.ts' && /\bSql\.of\b/.test(read(file)));
    expect(making).toEqual([]);
  });

  it('keeps files short enough for one idea', () => {
    const long = sources.filter((file) => file !== 'flow.ts' && read(file).split('\n').length > 200);
    expect(long).toEqual([]);
  });

  it('has no rooms without a meaning', () => {
    expect(sources.filter((file) => /(^|\/)(utils?|helpers?|common|misc|shared)(\/|\.ts$)/.test(file))).toEqual([]);
  });
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
}
