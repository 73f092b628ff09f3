import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../src/context.ts';
import { AnswerError, InterruptedError } from '../../src/errors.ts';
import { withNames } from '../../src/names/with-names.ts';
import { answered, refusal, request, testContext } from '../commands/typing.ts';

const root = mkdtempSync(join(tmpdir(), 'names-test-'));
afterAll(() => rmSync(root, { recursive: true }));
const outside = { cwd: root };

// 2025-08-14T10:00:00Z
const ten = 1755165600;

function write(name: string, text: string | Uint8Array): string {
  writeFileSync(join(root, name), text);
  return name;
}

beforeAll(() => {
  const record = (source: string, bytes: number) =>
    `2 111122223333 eni-0a1 ${source} 198.51.100.7 44000 22 6 1 ${bytes} ${ten} ${ten + 60} REJECT OK`;
  write(
    'a.log',
    `version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status
${record('10.0.0.1', 100)}
${record('10.0.0.1', 100)}
${record('2001:DB8:0::1', 300)}
`,
  );
  write('names.csv', 'address,name\n10.0.0.0/8,office\n2001:db8::1,"lab, ""B"""\n10.0.0.9,nobody\n');
  write('ids.tsv', 'eni-0a1\tnat gateway\n');
});

const options = ['--by', 'srcaddr,interface_id', '-n', '2', 'a.log'];
const names = ['--names', 'names.csv', '--names', 'ids.tsv'];

const named = async (format: string) => (await answered(['top', '-o', format, ...names, ...options], outside)).out;

/** The first columns of lines of delimited text. */
const first = (text: string, separator: string, count: number) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(separator).slice(0, count).join(separator));

describe('names stand beside addresses and ids', () => {
  it('in a table', async () => {
    const [head, , ...rows] = (await named('table')).trimEnd().split('\n');
    expect(head?.split(/ {2,}/).slice(0, 5)).toEqual([
      'srcaddr',
      'srcaddr_name',
      'interface_id',
      'interface_id_name',
      'flows',
    ]);
    expect(rows.map((row) => row.split(/ {2,}/).slice(0, 5))).toEqual([
      ['10.0.0.1', 'office', 'eni-0a1', 'nat gateway', '2'],
      ['2001:db8::1', 'lab, "B"', 'eni-0a1', 'nat gateway', '1'],
    ]);
  });

  it('in csv', async () => {
    expect(first(await named('csv'), ',', 5)).toEqual([
      'srcaddr,srcaddr_name,interface_id,interface_id_name,flows',
      '10.0.0.1,office,eni-0a1,nat gateway,2',
      // The comma in the name makes it one piece more.
      '2001:db8::1,"lab, ""B""",eni-0a1,nat gateway',
    ]);
  });

  it('in tsv', async () => {
    expect(first(await named('tsv'), '\t', 5)).toEqual([
      'srcaddr\tsrcaddr_name\tinterface_id\tinterface_id_name\tflows',
      '10.0.0.1\toffice\teni-0a1\tnat gateway\t2',
      '2001:db8::1\tlab, "B"\teni-0a1\tnat gateway\t1',
    ]);
  });

  it('in json and ndjson', async () => {
    const rows = [
      {
        srcaddr: '10.0.0.1',
        srcaddr_name: 'office',
        interface_id: 'eni-0a1',
        interface_id_name: 'nat gateway',
        flows: 2,
      },
      { srcaddr: '2001:db8::1', srcaddr_name: 'lab, "B"', interface_id: 'eni-0a1', interface_id_name: 'nat gateway' },
    ];
    expect(JSON.parse(await named('json'))).toMatchObject(rows);
    const lines = (await named('ndjson')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject(rows);
  });

  it('in markdown', async () => {
    const [head, , row] = (await named('markdown')).split('\n');
    expect(head).toMatch(/^\| srcaddr \| srcaddr_name \| interface_id \| interface_id_name \| flows \|/);
    expect(row).toMatch(/^\| 10.0.0.1 \| office \| eni-0a1 \| nat gateway \| 2 \|/);
  });

  it('of records and of what SQL asks for', async () => {
    const head = 'version,account_id,interface_id,srcaddr,srcaddr_name,dstaddr,dstaddr_name,srcport,';
    for (const command of [['search'], ['day', '2025-08-14']]) {
      const { out } = await answered([...command, '--csv', '--names', 'names.csv', 'a.log'], outside);
      const [names, row] = out.split('\n');
      expect(names?.startsWith(head)).toBe(true);
      expect(row?.startsWith('2,111122223333,eni-0a1,10.0.0.1,office,198.51.100.7,,44000,')).toBe(true);
    }
    const select = 'SELECT DISTINCT interface_id, srcaddr, srcaddr AS other FROM flow ORDER BY srcaddr LIMIT 1';
    const { out } = await answered(['sql', select, '--csv', ...names, 'a.log'], outside);
    expect(out).toBe(
      'interface_id,interface_id_name,srcaddr,srcaddr_name,other\neni-0a1,nat gateway,10.0.0.1,office,10.0.0.1\n',
    );
  });

  it('as columns also where there are no rows', async () => {
    const { out } = await answered(['top', '--src', '192.0.2.1', '--csv', ...names, ...options], outside);
    expect(first(out, ',', 4)).toEqual(['srcaddr,srcaddr_name,interface_id,interface_id_name']);
  });

  it('and change neither the rows nor the exit code', async () => {
    const { out, code } = await answered(['top', '--json', '--fail-over', '1', ...names, ...options], outside);
    const without = await answered(['top', '--json', '--fail-over', '1', ...options], outside);
    const plain = JSON.parse(out).map((row: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => !name.endsWith('_name'))),
    );
    expect([plain, code]).toEqual([JSON.parse(without.out), 7]);
    expect(without.code).toBe(7);
  });
});

describe('names are text from outside', () => {
  it('shown escaped to a terminal, unchanged to programs', async () => {
    const name = '=HYPERLINK("x")\u001b[31m|<b>\u202e';
    write('hostile.csv', `10.0.0.1,"${name.replaceAll('"', '""')}"\n`);
    const asked = (format: string, ...more: string[]) =>
      answered(['top', '-o', format, ...more, '--names', 'hostile.csv', ...options], outside).then(({ out }) => out);
    expect(await asked('table')).toContain('=HYPERLINK("x")\\x1b[31m|<b>\\u202e');
    expect(await asked('markdown')).toContain('=HYPERLINK("x")\\\\x1b\\[31m\\|\\<b>\\\\u202e');
    expect(JSON.parse(await asked('json'))[0].srcaddr_name).toBe(name);
    expect(await asked('csv', '--csv-safe')).toContain(`"'=HYPERLINK(""x"")`);
    expect((await asked('tsv')).split('\n')[1]?.split('\t')[1]).toBe(name);
  });
});

describe('a file of names is refused', () => {
  const mend =
    'mend the file, or put # before the line; lines are as in 10.0.0.0/8,office, with a name that has a comma in double quotes';
  it.each([
    ['bad.csv', '10.0.0.1,web\nlocalhost,me\n', '--names bad.csv:2 "localhost" is no address, CIDR block or id', mend],
    [
      'worse.csv',
      'x,y\n\nx,z\na',
      '--names worse.csv:1 "x" is no address, CIDR block or id (the first of 3 bad lines)',
      mend,
    ],
    ['none.csv', '# 10.0.0.1,web\n', '--names none.csv holds no names', mend],
    ['empty.csv', '', '--names empty.csv holds no names', mend],
    [
      'latin1.csv',
      Buffer.from('10.0.0.1,web\n10.0.0.2,Z\xfcrich\n', 'latin1'),
      '--names latin1.csv:2 is not UTF-8 text',
      'save it as UTF-8',
    ],
    [
      'utf16.csv',
      Buffer.from('\ufeff10.0.0.1,web\n', 'utf16le'),
      '--names utf16.csv:1 is not UTF-8 text',
      'save it as UTF-8',
    ],
    [
      'other.json',
      '{"prefixes": []}',
      '--names other.json holds no names',
      'take the file from https://ip-ranges.amazonaws.com/ip-ranges.json',
    ],
  ])('%s', async (file, text, message, hint) => {
    write(file, text);
    for (const command of [
      ['top', '--names', file, ...options],
      ['top', '--show-sql', '--names', file, ...options],
    ]) {
      await expect(answered(command, outside)).rejects.toMatchObject({ message, hint, exitCode: 2 });
    }
  });

  it('when it cannot be read, and says where it was named', async () => {
    await expect(answered(['top', '--names', 'ids.tsv,nowhere.csv', ...options], outside)).rejects.toMatchObject({
      message: '--names nowhere.csv cannot be read (ENOENT)',
      exitCode: 2,
    });
    const env = { FLOWLOGS_NAMES: 'nowhere.csv' };
    await expect(answered(['top', ...options], { ...outside, env })).rejects.toMatchObject({
      message: 'FLOWLOGS_NAMES nowhere.csv cannot be read (ENOENT)',
    });
  });

  it('and nothing is left of the answer', async () => {
    write('bad.csv', 'x,y\n');
    const out = join(root, 'answer.csv');
    await expect(answered(['top', '--csv', '--out', out, '--names', 'bad.csv', ...options], outside)).rejects.toThrow();
    await expect(answered(['search', '--csv', '--out', out, '--names', 'bad.csv', 'a.log'], outside)).rejects.toThrow();
    expect(() => rmSync(out)).toThrow('ENOENT');
  });
});

describe('names are read while the question runs', () => {
  const { context } = testContext(outside);
  /** Done only when it is told to stop. */
  const untilStopped = ({ signal }: Context) =>
    new Promise<void>((_, stopped) => signal.addEventListener('abort', () => stopped(new Error('stopped'))));

  it('and a bad file stops it: nobody waits for an answer that then is refused', async () => {
    write('bad.csv', 'x,y\n');
    await expect(withNames({ files: ['bad.csv'], origin: '--names' }, context, untilStopped)).rejects.toMatchObject({
      message: '--names bad.csv:1 "x" is no address, CIDR block or id',
    });
  });

  it('and are no longer read when it is interrupted', async () => {
    const controller = new AbortController();
    const interruptible = { ...context, signal: controller.signal };
    const done = withNames({ files: ['names.csv'], origin: '--names' }, interruptible, untilStopped);
    controller.abort(new InterruptedError());
    await expect(done).rejects.toThrow('interrupted');
  });

  it('and what goes wrong otherwise is said as it is', async () => {
    const failing = async () => {
      throw new AnswerError('no such table');
    };
    await expect(withNames({ files: ['names.csv'], origin: '--names' }, context, failing)).rejects.toThrow(
      'no such table',
    );
  });
});

describe('--names', () => {
  it('may be given again, as a list, and in the configuration', async () => {
    const files = (args: readonly string[], more = {}) =>
      request(['top', '--by', 'srcaddr', ...args, 'logs'], { ...outside, ...more }).then(
        ({ output }) => (output as { names: unknown }).names,
      );
    expect(await files([])).toBe(undefined);
    expect(await files(['--names', 'a.csv,b.csv', '--names', 'c.json'])).toEqual({
      files: ['a.csv', 'b.csv', 'c.json'],
      origin: '--names',
    });
    writeFileSync(join(root, 'flowlogs.json'), '{"names": "a.csv, b.csv"}');
    expect(await files([])).toEqual({ files: ['a.csv', 'b.csv'], origin: `"names" in ${join(root, 'flowlogs.json')}` });
    rmSync(join(root, 'flowlogs.json'));
  });

  it.each([
    ['a.csv,', '2: --names a.csv, lacks a file | use --names hosts.csv or --names a.csv,b.csv'],
    ['-', '2: --names - is standard input, from which only logs are read | put the names into a file'],
  ])('is refused as %j', async (text, said) => {
    expect(await refusal(['top', '--by', 'srcaddr', '--names', text, 'logs'])).toBe(said);
  });
});
