/** Where a setting comes from: the command line over `FLOWLOGS_*` over a configuration file over defaults. */
import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UsageError } from './errors.ts';
import { longFlag, type Options, type Values } from './option.ts';
import { didYouMean } from './suggest.ts';

/** Texts of one place, by option key, and how messages call them. */
export interface Layer {
  readonly texts: ReadonlyMap<string, string>;
  origin(key: string): string;
}

export interface Settled<O extends Options> {
  readonly values: Values<O>;
  /** `--limit`, `FLOWLOGS_LIMIT`, `"limit" in /etc/flowlogs.json`; keys that have their default are not in it. */
  readonly origins: ReadonlyMap<string, string>;
  /** The texts that the values were made of, of the same keys. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The value of every option: from the first layer that has it. Throws UsageError on a text that is not understood. */
export function settle<O extends Options>(options: O, layers: readonly Layer[]): Settled<O> {
  const values: Record<string, unknown> = {};
  const origins = new Map<string, string>();
  const texts = new Map<string, string>();
  const hidden = new Set<string>();
  for (const layer of layers) {
    const mine = [...layer.texts.keys()].filter((key) => key in options && !origins.has(key) && !hidden.has(key));
    for (const key of mine) {
      const text = layer.texts.get(key) ?? '';
      origins.set(key, layer.origin(key));
      texts.set(key, text);
      values[key] = options[key]?.parse(text, layer.origin(key));
    }
    for (const key of mine) for (const other of options[key]?.instead ?? []) hidden.add(other);
  }
  for (const [key, { fallback }] of Object.entries(options)) if (!origins.has(key)) values[key] = fallback;
  return { values: values as Values<O>, origins, texts };
}

/** What was typed. */
export function flagLayer(texts: ReadonlyMap<string, string>, options: Options): Layer {
  return { texts, origin: (key) => longFlag(options[key] ?? { flags: `--${key}` }) };
}

/** `FLOWLOGS_MAX_BAD` and its like; one that is empty counts as not set. */
export function environmentLayer(env: Readonly<Record<string, string | undefined>>, options: Options): Layer {
  const origin = (key: string) => `FLOWLOGS_${key.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
  const set = configurable(options).flatMap((key): [string, string][] => {
    const text = env[origin(key)];
    return text === undefined || text === '' ? [] : [[key, text]];
  });
  return { texts: new Map(set), origin };
}

export interface Places {
  /** The file that the user named. */
  readonly named: string | undefined;
  readonly cwd: string;
  readonly home: string | undefined;
  readonly xdgConfigHome: string | undefined;
}

/** The first configuration file found, checked against all settings that there are; what `options` takes of it. */
export async function fileLayer(places: Places, known: Options, options: Options): Promise<Layer> {
  const { named, cwd, home, xdgConfigHome } = places;
  const folder = xdgConfigHome || (home === undefined ? undefined : join(home, '.config'));
  const usual = [
    join(cwd, 'flowlogs.json'),
    ...(folder === undefined ? [] : [join(folder, 'flowlogs', 'config.json')]),
  ];
  for (const file of named === undefined ? usual : [resolve(cwd, named)]) {
    const text = await readIfThere(file, named !== undefined);
    if (text === undefined) continue;
    const all = parseConfig(text, file, known);
    const taken = configurable(options).flatMap((key): [string, string][] => {
      const value = all.get(key);
      return value === undefined ? [] : [[key, value]];
    });
    return { texts: new Map(taken), origin: (key) => `"${key}" in ${file}` };
  }
  return { texts: new Map(), origin: (key) => key };
}

async function readIfThere(file: string, needed: boolean): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    // Whoever runs as another user may have the home of the first in the environment, and cannot look into it.
    const unseen = code === 'EACCES' && (await stat(file).catch(() => undefined)) === undefined;
    if (!needed && (code === 'ENOENT' || code === 'ENOTDIR' || unseen)) return undefined;
    throw new UsageError(
      `the configuration file ${file} cannot be read (${code})`,
      'mend or remove it, or name another with --config',
      error,
    );
  }
}

const kinds = { string: 'a text', integer: 'a whole number', boolean: 'true or false' } as const;

function parseConfig(text: string, file: string, options: Options): Map<string, string> {
  const found = parseObject(text, file);
  const known = configurable(options);
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(found)) {
    if (key === '$schema') continue;
    if (!known.includes(key)) {
      throw new UsageError(
        `"${key}" in ${file} is no setting`,
        didYouMean(key, known, `settings are ${known.join(', ')}`),
      );
    }
    const wanted = options[key]?.config;
    const right = wanted === 'integer' ? Number.isSafeInteger(value) : typeof value === wanted;
    if (!right)
      throw new UsageError(
        `"${key}" in ${file} is ${JSON.stringify(value)}`,
        `it must be ${kinds[wanted ?? 'string']}`,
      );
    texts.set(key, String(value));
  }
  return texts;
}

function parseObject(text: string, file: string): object {
  let found: unknown;
  try {
    found = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageError(
      `${file} is not JSON: ${(error as Error).message}`,
      'mend it, or name another with --config',
      error,
    );
  }
  if (typeof found !== 'object' || found === null || Array.isArray(found)) {
    throw new UsageError(`${file} does not hold a JSON object`, 'write it as in {"output": "csv"}');
  }
  return found;
}

/** The keys that a file or the environment may set. */
export function configurable(options: Options): string[] {
  return Object.keys(options).filter((key) => options[key]?.config !== undefined);
}
