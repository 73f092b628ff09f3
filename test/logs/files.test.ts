import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { type FindOptions, findFiles } from '../../src/logs/files.ts';
import { temporaryFolder } from './reading.ts';

const top = temporaryFolder();
let trees = 0;

/** A folder with these files (`a/b.log`); each holds its own name. */
function tree(...paths: readonly string[]): string {
  trees += 1;
  const root = join(top, String(trees));
  mkdirSync(root);
  for (const path of paths) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), path);
  }
  return root;
}

const find = (cwd: string, paths: readonly string[], more: Partial<FindOptions> = {}) =>
  findFiles(paths, { cwd, window: {}, ...more });

async function names(cwd: string, paths: readonly string[], more: Partial<FindOptions> = {}): Promise<string[]> {
  return (await find(cwd, paths, more)).files.map(({ name, named }) => (named ? `${name} (named)` : name));
}

const refusal = (cwd: string, ...paths: readonly string[]): Promise<UsageError> =>
  find(cwd, paths).then(
    () => expect.unreachable(),
    (error) => error,
  );

describe('what is found', () => {
  test('files, and folders with all that is below them, by name', async () => {
    const root = tree('z.log', 'logs/b.log', 'logs/a/deep/c.log.gz', 'logs/B.txt');
    expect(await names(root, ['logs', 'z.log'])).toEqual([
      'logs/B.txt',
      'logs/a/deep/c.log.gz',
      'logs/b.log',
      'z.log (named)',
    ]);
    expect(await names(root, ['z.log', 'logs/'])).toEqual(await names(root, ['logs', 'z.log']));
    expect(await names(join(root, 'logs'), ['.'])).toEqual(['B.txt', 'a/deep/c.log.gz', 'b.log']);
    expect(await names(root, [join(root, 'z.log')])).toEqual([`${join(root, 'z.log')} (named)`]);
  });

  test('sizes and paths are those of the files', async () => {
    const root = tree('a/12345.log');
    expect((await find(root, ['a'])).files).toEqual([
      { name: 'a/12345.log', path: join(root, 'a/12345.log'), size: 11, named: false },
    ]);
  });

  test('hidden files and those that begin with _ are left alone in folders, and taken when named', async () => {
    const root = tree('l/.hidden', 'l/.git/config', 'l/_SUCCESS', 'l/_temporary/0/x', 'l/a_b.log');
    expect(await names(root, ['l'])).toEqual(['l/a_b.log']);
    expect(await names(root, ['l/_SUCCESS', 'l/.git'])).toEqual(['l/.git/config', 'l/_SUCCESS (named)']);
  });

  test('names are literal whatever characters they have', async () => {
    const odd = [
      '*.log',
      '[a-z].log',
      '{a,b}.log',
      "it's",
      'a"b',
      ' a b ',
      '-x',
      'дневник.log',
      'a\nb',
      '$(id)',
      '%s',
      '~',
    ];
    const root = tree(...odd, 'x.log', 'f/[1]/?.log');
    expect(await names(root, odd)).toEqual(odd.map((name) => `${name} (named)`).sort());
    expect(await names(root, ['f/[1]'])).toEqual(['f/[1]/?.log']);
    expect(await names(root, ['*.log'])).toEqual(['*.log (named)']);
  });

  test('a dash is standard input', async () => {
    const stdinFile = { name: '-', path: '/spooled', size: 5, named: true };
    const root = tree('a.log', '-');
    expect((await find(root, ['a.log', '-'], { stdinFile })).files[0]).toEqual(stdinFile);
    expect(await names(root, ['./-'])).toEqual(['./- (named)']);
  });
});

describe('a file is read once', () => {
  test('however often and by whatever way it is met', async () => {
    const root = tree('l/a.log', 'l/sub/b.log');
    symlinkSync('a.log', join(root, 'l/link.log'));
    linkSync(join(root, 'l/a.log'), join(root, 'l/twin.log'));
    symlinkSync('l', join(root, 'k'));
    const once = ['l/a.log', 'l/sub/b.log'];
    expect(await names(root, ['l', 'l/sub', './l', 'l'])).toHaveLength(2);
    expect(await names(root, ['l'])).toEqual(once);
    expect(await names(root, ['l', 'k'])).toEqual(await names(root, ['k', 'l']));
    expect(await names(root, ['l', 'l/a.log'])).toEqual(['l/a.log (named)', 'l/sub/b.log']);
  });

  test('two files with the same content are two', async () => {
    const root = tree('a.log', 'a (1).log');
    writeFileSync(join(root, 'a (1).log'), 'a.log');
    expect(await names(root, ['.'])).toEqual(['a (1).log', 'a.log']);
  });

  test('links that go round in a circle end', async () => {
    const root = tree('l/a.log');
    symlinkSync('..', join(root, 'l/up'));
    symlinkSync('me', join(root, 'l/me'));
    const { files, problems } = await find(root, ['l']);
    expect(files.map(({ name }) => name)).toEqual(['l/a.log']);
    expect(problems).toEqual([{ file: 'l/me', line: null, problem: 'is a link that leads nowhere' }]);
  });
});

describe('what cannot be found', () => {
  test('is named, with exit code 2', async () => {
    const error = await refusal(tree(), 'missing.log');
    expect(error).toBeInstanceOf(UsageError);
    expect([error.message, error.exitCode]).toEqual(['missing.log does not exist', 2]);
    expect((await refusal(tree(), 'logs/*.gz')).hint).toContain('shell');
    expect((await refusal(tree('a'), 'a/b')).message).toBe('a/b does not exist');
    expect((await refusal(tree(), 'a\0b')).message).toContain('cannot be read');
  });

  test('whose name is not UTF-8 is told so', async () => {
    const root = tree('l/a.log');
    // Node hands on no bytes of names: a shell makes one.
    execFileSync('sh', ['-c', 'cp l/a.log "$(printf "l/b\\377.log")"'], { cwd: root });
    const { files, problems } = await find(root, ['l']);
    expect(files.map(({ name }) => name)).toEqual(['l/a.log']);
    expect(problems).toEqual([
      {
        file: 'l/b\ufffd.log',
        line: null,
        problem: 'cannot be read: ENOENT',
        hint: 'its name is not UTF-8: rename it',
      },
    ]);
    expect((await refusal(root, 'l/b\ufffd.log')).hint).toBe('its name is not UTF-8: rename it');
  });

  test.skipIf(process.getuid?.() === 0)(
    'a folder that may not be looked into is refused if it was named, else told',
    async () => {
      const root = tree('l/a.log', 'l/secret/b.log');
      chmodSync(join(root, 'l/secret'), 0);
      const { files, problems } = await find(root, ['l']);
      expect([files.length, problems[0]?.file]).toEqual([1, 'l/secret']);
      expect((await refusal(root, 'l/secret')).message).toContain('l/secret cannot be looked into: EACCES');
    },
  );

  test('a pipe is spooled if there is a place for it, left alone in a folder, and else refused', async () => {
    const root = tree('l/a.log');
    execFileSync('sh', ['-c', 'mkfifo "$0"', join(root, 'l/pipe')]);
    expect(await names(root, ['l'])).toEqual(['l/a.log']);
    expect((await refusal(root, 'l/pipe')).message).toBe('l/pipe is neither a file nor a folder');
    const found = find(root, ['l/pipe'], { pipeFolder: root });
    await writeFile(join(root, 'l/pipe'), 'from the pipe');
    expect((await found).files).toMatchObject([{ name: 'l/pipe', size: 13, named: true }]);
  });
});

describe('with a window', () => {
  const dated = (day: string, minute = '0000') =>
    `AWSLogs/1/vpcflowlogs/us-east-1/2024/08/${day}/1_vpcflowlogs_us-east-1_fl-0a1_202408${day}T${minute}Z_x.log.gz`;
  const window = { from: new Date('2024-08-08T00:10Z'), to: new Date('2024-08-08T00:30Z') };

  test('folders and files that cannot hold a record of it are left out and counted', async () => {
    const root = tree(
      ...['06', '07', '08', '09', '10', '11'].map((day) => dated(day)),
      dated('08', '0005'),
      dated('08', '0010'),
      'a.log',
    );
    const { files, outside } = await find(root, ['.'], { window });
    expect(files.map(({ name }) => name)).toEqual([dated('08', '0010'), dated('09'), 'a.log']);
    // The folders of four days, and the two files of the 8th that end before 00:10.
    expect(outside).toBe(6);
  });

  test('a file that was named is read all the same', async () => {
    const root = tree(dated('01'));
    expect(await names(root, [dated('01')], { window })).toEqual([`${dated('01')} (named)`]);
  });
});

test('an abort ends the search', async () => {
  const signal = AbortSignal.abort(new Error('stop'));
  await expect(find(tree('l/a.log'), ['l'], { signal })).rejects.toThrow('stop');
});
