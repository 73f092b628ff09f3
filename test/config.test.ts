import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { allOptions } from '../src/options/index.ts';
import { refusal, request } from './commands/typing.ts';

const root = mkdtempSync(join(tmpdir(), 'config-test-'));
afterAll(() => rmSync(root, { recursive: true }));

let cwd = '';
let home = '';
beforeEach(() => {
  cwd = mkdtempSync(join(root, 'cwd-'));
  home = mkdtempSync(join(root, 'home-'));
});

function write(folder: string, name: string, content: unknown): string {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

async function limit(args: readonly string[], env: Record<string, string> = {}) {
  return ((await request(['top-rejects', ...args, 'logs'], { env, cwd, home })) as { ranking: { limit: number } })
    .ranking.limit;
}

async function output(args: readonly string[], env: Record<string, string> = {}) {
  const { output } = await request(['top-rejects', ...args, 'logs'], { env, cwd, home });
  return output as Record<string, unknown>;
}

describe('a setting comes from', () => {
  it('the command line, over the environment, over the file, over the default', async () => {
    expect(await limit([])).toBe(10);
    write(cwd, 'flowlogs.json', { limit: 3 });
    expect(await limit([])).toBe(3);
    expect(await limit([], { FLOWLOGS_LIMIT: '4' })).toBe(4);
    expect(await limit(['-n', '5'], { FLOWLOGS_LIMIT: '4' })).toBe(5);
  });

  it('the first file of: --config, FLOWLOGS_CONFIG, ./flowlogs.json, XDG_CONFIG_HOME, ~/.config; and no other', async () => {
    const xdg = join(home, 'xdg');
    const named = write(home, 'named.json', { limit: 1 });
    const fromEnv = write(home, 'env.json', { limit: 2 });
    write(cwd, 'flowlogs.json', { limit: 3 });
    write(xdg, 'flowlogs/config.json', { limit: 4 });
    write(home, '.config/flowlogs/config.json', { limit: 5, output: 'csv' });
    const env = { FLOWLOGS_CONFIG: fromEnv, XDG_CONFIG_HOME: xdg };
    expect(await limit(['--config', named], env)).toBe(1);
    expect(await limit([], env)).toBe(2);
    expect(await limit([], { XDG_CONFIG_HOME: xdg })).toBe(3);
    rmSync(join(cwd, 'flowlogs.json'));
    expect(await limit([], { XDG_CONFIG_HOME: xdg })).toBe(4);
    expect(await limit([])).toBe(5);
    expect(await output([], { XDG_CONFIG_HOME: xdg })).toMatchObject({ format: 'table' });
  });

  it('nowhere when there is no home and no file', async () => {
    expect(await request(['top-rejects', 'logs'], { cwd })).toMatchObject({ ranking: { limit: 10 } });
  });

  it('the environment in any form that the option takes, unless it is empty', async () => {
    const env = { FLOWLOGS_MAX_BAD: '5', FLOWLOGS_HEADER: 'false', FLOWLOGS_OUTPUT: '', FLOWLOGS_CSV_SAFE: '1' };
    expect(await output([], env)).toMatchObject({ maxBad: 5, header: false, format: 'table', csvSafe: true });
  });

  it('its own level only: what is typed replaces what says the same otherwise', async () => {
    write(cwd, 'flowlogs.json', { output: 'csv', strict: true, since: '24h' });
    expect(await output([])).toMatchObject({ format: 'csv', maxBad: 0 });
    expect(await output(['--json', '--max-bad', '9'])).toMatchObject({ format: 'json', maxBad: 9 });
    expect(await request(['search', '--date', '2025-08-01', 'logs'], { cwd, home })).toMatchObject({
      flows: { window: { from: new Date('2025-08-01T00:00:00Z'), to: new Date('2025-08-02T00:00:00Z') } },
    });
  });

  it('never hides: a window that is not typed is always said', async () => {
    expect(await request(['search', 'logs'], { env: { FLOWLOGS_SINCE: '2025-08-01' }, cwd })).toMatchObject({
      flows: { sayWindow: 'always' },
    });
  });

  it('never cuts an export: the limit of rankings is not that of records', async () => {
    write(cwd, 'flowlogs.json', { limit: 3 });
    expect(await request(['search', '--csv', 'logs'], { cwd })).toMatchObject({ limit: 0 });
  });
});

describe('a configuration is refused', () => {
  it.each([
    ['{"limt": 3}', '"limt" in FILE is no setting | did you mean limit?'],
    [
      '{"dst": "10.0.0.1"}',
      /^2: "dst" in FILE is no setting \| settings are since, until, packetLevel, dedupe, limit, .*output, .*timeout$/,
    ],
    ['{"constructor": 1}', /^2: "constructor" in FILE is no setting/],
    ['{"limit": "3"}', '"limit" in FILE is "3" | it must be a whole number'],
    ['{"limit": 3.5}', '"limit" in FILE is 3.5 | it must be a whole number'],
    ['{"strict": "yes"}', '"strict" in FILE is "yes" | it must be true or false'],
    ['{"output": ["csv"]}', '"output" in FILE is ["csv"] | it must be a text'],
    ['{"output": "xml"}', '"output" in FILE xml is not known | use table, csv, tsv, json, ndjson or markdown'],
    ['{"limit": -1}', '"limit" in FILE -1 is not a number that it can have | use a whole number, 0 or more'],
    ['[]', 'FILE does not hold a JSON object | write it as in {"output": "csv"}'],
    ['{', /^2: FILE is not JSON: .* \| mend it, or name another with --config$/],
  ])('%s', async (content, expected) => {
    const file = write(cwd, 'flowlogs.json', content);
    const said = (await refusal(['top-rejects', 'logs'], { cwd, home })).replaceAll(file, 'FILE');
    if (typeof expected === 'string') expect(said).toBe(`2: ${expected}`);
    else expect(said).toMatch(expected);
  });

  it('when the file named is not there, or is a folder', async () => {
    expect(await refusal(['top-rejects', '--config', 'none.json', 'logs'], { cwd })).toBe(
      `2: the configuration file ${join(cwd, 'none.json')} cannot be read (ENOENT) | mend or remove it, or name another with --config`,
    );
    expect(await refusal(['top-rejects', '--config', '.', 'logs'], { cwd })).toContain(
      `${cwd} cannot be read (EISDIR)`,
    );
  });

  it('with the name of the variable', async () => {
    expect(await refusal(['top-rejects', 'logs'], { cwd, env: { FLOWLOGS_LIMIT: 'x' } })).toBe(
      '2: FLOWLOGS_LIMIT x is not a number that it can have | use a whole number, 0 or more',
    );
    expect(await refusal(['top-rejects', 'logs'], { cwd, env: { FLOWLOGS_QUIET: 'maybe' } })).toBe(
      '2: FLOWLOGS_QUIET maybe is neither true nor false | use true or false',
    );
  });
});

describe('the schema', () => {
  it('has every setting, with its type and its choices', async () => {
    const properties = Object.fromEntries(
      Object.entries(allOptions as Record<string, { config?: string; choices?: readonly string[]; summary: string }>)
        .filter(([, { config }]) => config !== undefined)
        .map(([key, { config, choices, summary }]) => [
          key,
          { description: summary, type: config, ...(choices ? { enum: choices } : {}) },
        ]),
    );
    const schema = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: 'flowlogs configuration',
      description:
        'Settings of flowlogs: ./flowlogs.json, $XDG_CONFIG_HOME/flowlogs/config.json, or the file of --config.',
      type: 'object',
      properties: { $schema: { type: 'string' }, ...properties },
      additionalProperties: false,
    };
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('../schema/config.schema.json');
  });
});
