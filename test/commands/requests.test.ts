import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outputFormats } from '../../src/options/output.ts';
import { formats } from '../../src/output/formats.ts';
import { printed, refusal, request } from './typing.ts';

const at = (text: string) => new Date(text);

describe('a command line becomes a request', () => {
  it('of a ranking, with the defaults of its question', async () => {
    const { question, ...rest } = await request(['top-rejects', 'a.log', 'b.log']);
    expect(question).toMatchObject({ rows: 'grouped' });
    expect(rest).toEqual({
      source: {
        paths: ['a.log', 'b.log'],
        format: undefined,
        workers: undefined,
        memoryLimit: undefined,
        tempDir: undefined,
        quiet: false,
      },
      flows: { window: {}, conditions: [], packetLevel: false, dedupe: false, sayWindow: 'never' },
      output: {
        format: 'table',
        out: undefined,
        header: true,
        bytes: 'human',
        color: true,
        csvSafe: false,
        quiet: false,
        maxBad: Number.POSITIVE_INFINITY,
      },
      alarm: { failOver: undefined, failIfEmpty: false },
      ranking: { by: ['srcaddr', 'dstaddr'], sort: 'flows', limit: 10 },
      preview: undefined,
      queryExecutionId: undefined,
    });
    expect(await request(['top-accepts', 'logs'])).toMatchObject({
      ranking: { by: ['srcaddr'], sort: 'bytes', limit: 10 },
    });
  });

  it.each([
    ['top --by DSTPORT,vpc-id -n 0 --sort packets', { by: ['dstport', 'vpc_id'], sort: 'packets', limit: 0 }],
    ['top --by sourceaddress --limit=3', { by: ['srcaddr'], sort: 'flows', limit: 3 }],
    ['top-rejects --sort Bytes -n5', { by: ['srcaddr', 'dstaddr'], sort: 'bytes', limit: 5 }],
  ])('of a ranking: %s', async (line, ranking) => {
    expect(await request([...line.split(' '), 'logs'])).toMatchObject({ ranking });
  });

  it.each([
    ['--since 24h', { from: at('2025-08-13T12:00:00Z') }, 'person'],
    ['--until 2025-08-14T10:00Z', { to: at('2025-08-14T10:00:00Z') }, 'never'],
    [
      '--since 1755129600 --until 1755133200',
      { from: at('2025-08-14T00:00:00Z'), to: at('2025-08-14T01:00:00Z') },
      'never',
    ],
    ['--date yesterday', { from: at('2025-08-13T00:00:00Z'), to: at('2025-08-14T00:00:00Z') }, 'person'],
    ['--date 2025-08-01', { from: at('2025-08-01T00:00:00Z'), to: at('2025-08-02T00:00:00Z') }, 'never'],
  ])('with a window: %s', async (line, window, sayWindow) => {
    expect(await request(['search', ...line.split(' '), 'logs'])).toMatchObject({ flows: { window, sayWindow } });
  });

  it.each([
    ['--csv', { format: 'csv' }],
    ['--json', { format: 'json' }],
    ['--json --output json', { format: 'json' }],
    ['-o NDJSON --no-header --csv-safe -q', { format: 'ndjson', header: false, csvSafe: true, quiet: true }],
    ['--out x.csv --bytes raw --no-color', { out: 'x.csv', bytes: 'raw', color: false }],
    ['--strict', { maxBad: 0 }],
    ['--strict --max-bad 0', { maxBad: 0 }],
    ['--max-bad 7', { maxBad: 7 }],
  ])('with output: %s', async (line, output) => {
    expect(await request(['top-rejects', ...line.split(' '), 'logs'])).toMatchObject({ output });
  });

  it('with a way of reading', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as AWS writes it
    const format = 'version ${account-id} interface_id,srcaddr';
    const line = ['inspect', '--format', format, '--workers', '3', '--memory-limit', '1GiB', '--temp-dir', '/t', '-'];
    expect(await request(line)).toMatchObject({
      source: {
        paths: ['-'],
        format: ['version', 'account_id', 'interface_id', 'srcaddr'],
        workers: 3,
        memoryLimit: 1073741824n,
        tempDir: '/t',
      },
    });
  });

  it('of one day', async () => {
    expect(await request(['day', '2025-08-01', 'logs'])).toMatchObject({
      source: { paths: ['logs'] },
      flows: { window: { from: at('2025-08-01T00:00:00Z'), to: at('2025-08-02T00:00:00Z') }, sayWindow: 'never' },
      limit: 100,
    });
    expect(await request(['day', 'today', '--csv', 'logs'])).toMatchObject({
      flows: { window: { from: at('2025-08-14T00:00:00Z') }, sayWindow: 'person' },
      limit: 0,
    });
  });

  it.each([
    [['search', 'logs'], 100],
    [['search', '--json', 'logs'], 0],
    [['search', '-n', '7', 'logs'], 7],
    [['search', '-n', '0', 'logs'], 0],
    [['search', '-n', '7', '--csv', 'logs'], 7],
  ])('that cuts records only in tables, unless told: %j', async (line, limit) => {
    expect(await request(line)).toMatchObject({ limit });
  });

  it('of SQL, from the line or a file', async () => {
    expect(await request(['sql', 'SELECT 1', 'a.log'])).toMatchObject({
      query: { text: 'SELECT 1' },
      source: { paths: ['a.log'] },
    });
    expect(await request(['sql', '-f', 'q.sql', 'a.log', 'b.log'])).toMatchObject({
      query: { file: 'q.sql' },
      source: { paths: ['a.log', 'b.log'] },
    });
  });

  it('takes paths literally, after -- even with a dash before them', async () => {
    const paths = ['*[]{}\'".log', 'two words', '-dash.log', 'ünï.log'];
    expect(await request(['inspect', '--', ...paths])).toMatchObject({ source: { paths } });
  });
});

describe('a command line is refused before anything is read', () => {
  const whole = 'use a whole number, 0 or more';
  it.each([
    ['inspect', '2: no paths given | name log files, a folder of them, or - for standard input'],
    ['top-rejects s3://b/p', '2: not built yet: reading s3://b/p directly | copy it first: aws s3 sync s3://b/p logs'],
    ['top-rejects -n -1 logs', `2: --limit -1 is not a number that it can have | ${whole}`],
    ['top-rejects --limit x logs', `2: --limit x is not a number that it can have | ${whole}`],
    ['top-rejects --max-bad 1.5 logs', `2: --max-bad 1.5 is not a number that it can have | ${whole}`],
    ['top-rejects --workers 0 logs', '2: --workers 0 is not a number that it can have | use a whole number, 1 to 256'],
    ['top-rejects --timeout soon logs', '2: --timeout soon is not a time to wait | use 90s, 5m or 1h'],
    ['top-rejects --sort count logs', '2: --sort count is not known | use flows, packets or bytes'],
    ['top-rejects -o xml logs', '2: --output xml is not known | use table, csv, tsv, json, ndjson or markdown'],
    ['top-rejects --csv --json logs', '2: --csv and --json contradict each other | an answer has one format'],
    [
      'top-rejects --json --output csv logs',
      '2: --output csv and --json contradict each other | an answer has one format',
    ],
    [
      'top-rejects --bytes human --csv logs',
      '2: --bytes human and csv contradict each other | bytes are shortened for people only: in table and markdown',
    ],
    [
      'top-rejects --strict --max-bad 5 logs',
      '2: --strict and --max-bad 5 contradict each other | --strict is --max-bad 0',
    ],
    [
      'top-rejects --action accept logs',
      '2: top-rejects is about flows with action REJECT, and --action asks for others | leave out --action, or use flowlogs top --by',
    ],
    [
      'top-accepts --action !accept logs',
      '2: top-accepts is about flows with action ACCEPT, and --action asks for others | leave out --action, or use flowlogs top --by',
    ],
    [
      'top-rejects --date today --since 1h logs',
      '2: --date today and --since 1h contradict each other | give either a day or a start and an end',
    ],
    ['top logs', '2: top does not say what to group by | add --by, such as flowlogs top --by dstport'],
    ['top --by srcadr logs', '2: --by srcadr is no field of flow logs | did you mean srcaddr?'],
    ['top --by srcaddr,,dstaddr logs', '2: --by (nothing) is no field of flow logs | flowlogs fields lists them all'],
    ['top --by srcaddr,SrcAddr logs', '2: --by names srcaddr twice | name each field once'],
    [
      'top --by bytes logs',
      '2: --by bytes cannot be grouped by: it is a measure, which is added up | use fields such as srcaddr, dstport or vpc_id; see flowlogs fields',
    ],
    ['inspect --format srcaddr,dstadr logs', '2: --format dstadr is no field of flow logs | did you mean dstaddr?'],
    [
      'day logs',
      '2: day logs is not a day | the day comes first: flowlogs day 2025-08-14 logs/; or today, yesterday (UTC)',
    ],
    [
      'day 2025-02-30 logs',
      '2: day 2025-02-30 is not a day | the day comes first: flowlogs day 2025-08-14 logs/; or today, yesterday (UTC)',
    ],
    ['day', "2: missing required argument 'day' | flowlogs help day says how it is used"],
    ['sql', '2: no SQL given | flowlogs sql "SELECT … FROM flow" logs/, or -f file.sql logs/'],
    ['sql -f - -', '2: -f - and - both read standard input | give the SQL as an argument, or the log as a file'],
    ['top-reject logs', "2: unknown command 'top-reject' | did you mean top-rejects?"],
    ['frobnicate', "2: unknown command 'frobnicate' | flowlogs help lists the commands"],
    ['top-rejects --limt 5 logs', "2: unknown option '--limt' | did you mean --limit?"],
    ['top-rejects --frobnicate', "2: unknown option '--frobnicate' | flowlogs help top-rejects says how it is used"],
    ['day today --since 1h logs', "2: unknown option '--since' | flowlogs help day says how it is used"],
    [
      '--csv top-rejects logs',
      "2: unknown option '--csv' | options come after the command: flowlogs top-rejects --csv",
    ],
    [
      'top-rejects --since',
      "2: option '--since <time>' argument missing | flowlogs help top-rejects says how it is used",
    ],
    [
      'config extra',
      "2: too many arguments for 'config'. Expected 0 arguments but got 1. | flowlogs help config says how it is used",
    ],
    ['help top-acepts', '2: help has nothing on top-acepts | did you mean top-accepts?'],
  ])('%s', async (line, expected) => {
    expect(await refusal(line.split(' '))).toBe(expected);
  });

  it('a path in place of the command', async () => {
    expect(await refusal(['src'], { cwd: process.cwd() })).toBe(
      "2: unknown command 'src' | a path comes after the question: flowlogs top-rejects src",
    );
  });

  it('what begins with - and is no option', async () => {
    expect(await refusal(['sql', "-- all 'of' them\nSELECT 1", 'logs'])).toBe(
      `2: unknown option '-- all 'of' them…' | put -- before what begins with - and is no option: flowlogs sql -- "…"`,
    );
    const cwd = mkdtempSync(join(tmpdir(), 'requests-test-'));
    try {
      writeFileSync(join(cwd, '-x.log'), '');
      expect(await refusal(['inspect', '-x.log'], { cwd })).toBe(
        "2: unknown option '-x.log' | put -- before what begins with - and is no option: flowlogs inspect -- -x.log",
      );
    } finally {
      rmSync(cwd, { recursive: true });
    }
  });

  it('SQL after the paths', async () => {
    expect(await refusal(['sql', 'logs', 'SELECT 1 FROM flow'])).toBe(
      '2: logs stands where the SQL belongs | the SQL comes first, the paths follow',
    );
  });
});

describe('fields to group by', () => {
  it('may have blanks or commas between them, and come in several parts', async () => {
    const by = ['srcaddr', 'dstaddr', 'dstport'];
    for (const typed of [
      ['--by', 'srcaddr,dstaddr,dstport'],
      ['--by', ' srcaddr dstaddr , dstport '],
      ['--by', 'srcaddr', '--by', 'dstaddr,dstport'],
    ]) {
      expect(await request(['top', ...typed, 'logs'])).toMatchObject({ ranking: { by } });
    }
  });
});

describe('the program', () => {
  it('prints the version', async () => {
    expect(await printed(['--version'])).toBe('1.2.3\n');
  });

  it('names the formats that there are', () => {
    expect([...outputFormats].sort()).toEqual(Object.keys(formats).sort());
  });
});
