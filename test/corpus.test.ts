/** Real logs of many makers, kept outside the repository: what is in each is known from its expected.json. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answered } from './commands/typing.ts';

const root = join(import.meta.dirname, '..');
const corpus = join(root, '../shared/corpus');
const program = join(root, 'bin/flowlogs.js');

interface Expected {
  /** The field list of files without a header line; `header`, or null for a container that names its fields. */
  readonly format: string | null;
  readonly numbers: Readonly<Record<string, number | null>>;
}

interface Inspected extends Readonly<Record<string, unknown>> {
  readonly formats: readonly { readonly fields: readonly string[] }[];
}

const index = join(corpus, 'expected.json');
const known: Record<string, Expected> = existsSync(index) ? JSON.parse(readFileSync(index, 'utf8')) : {};
const names = Object.keys(known);

/** In no documented order: refused without --format. */
const needsFormat = (name: string) => /^(10|40|41|58|68)-/.test(name);
/** Not one record can be read. */
const unreadable = (name: string) => /^(11|26|65|79)-/.test(name);

/** The names of expected.json for those of an inspection. */
const renamed: Record<string, string> = { bad: 'bad_lines' };

function numbersOf(report: Inspected, wanted: Expected['numbers']): Record<string, unknown> {
  const fields = new Set(report.formats.flatMap((format) => format.fields));
  const values = Object.keys(wanted).map((key): [string, unknown] => {
    if (key === 'columns') return [key, fields.size === 0 ? wanted.columns : fields.size];
    // Of records that are no traffic too: no command adds those up.
    return key === 'bytes_any_status' ? [key, wanted[key]] : [key, report[renamed[key] ?? key]];
  });
  return Object.fromEntries(values);
}

describe.skipIf(names.length === 0)('a file of the corpus', () => {
  it.each(names)('%s: inspect gives the numbers that are known of it', async (name) => {
    const { format, numbers } = known[name] as Expected;
    const given = needsFormat(name) ? ['--format', format ?? ''] : [];
    const { out, code } = await answered(['inspect', '--json', join(corpus, 'files', name), ...given]);
    expect(numbersOf(JSON.parse(out), numbers)).toEqual(numbers);
    expect(code).toBe(unreadable(name) ? 1 : 0);
  });

  it.each(names.filter(needsFormat))('%s: without --format no total comes out', async (name) => {
    const path = join(corpus, 'files', name);
    const { out, code } = await answered(['inspect', '--json', path]);
    expect(JSON.parse(out)).toMatchObject({ records: 0, bytes: null, ok: null });
    expect(code).toBe(1);
    await expect(answered(['top', '--by', 'srcaddr', path])).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining(name),
      hint: expect.stringContaining('--format "<field list>"'),
    });
  });

  it.each(names.filter(unreadable))('%s: a question is refused with file and reason', async (name) => {
    const asked = answered(['top', '--by', 'srcaddr', join(corpus, 'files', name)]);
    await expect(asked).rejects.toMatchObject({ exitCode: 1, message: expect.stringMatching(`${name}:\\d+: `) });
  });

  it('all together are the sum of what can be read, the others named, with exit code 6', () => {
    const { stdout, status } = spawnSync(process.execPath, [program, 'inspect', '--json', join(corpus, 'files')], {
      encoding: 'utf8',
    });
    const readable = names.filter((name) => !needsFormat(name));
    const sum = (key: string) => readable.reduce((total, name) => total + (known[name]?.numbers[key] ?? 0), 0);
    const { problems, ...report } = JSON.parse(stdout);
    for (const key of ['records', 'ok', 'nodata', 'skipdata', 'accept', 'reject', 'bytes', 'packets', 'headers']) {
      expect(`${key} ${report[key]}`).toBe(`${key} ${sum(key)}`);
    }
    const named = problems.map(({ file }: { file: string }) => file.slice(file.lastIndexOf('/') + 1));
    expect(named).toEqual(expect.arrayContaining(names.filter((name) => needsFormat(name) || unreadable(name))));
    expect(status).toBe(6);
  });
});
