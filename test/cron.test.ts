/** The recipes of docs/cron.md, as cron would run them: nothing in the environment but a PATH. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'flowlogs-cron-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

const program = `exec '${process.execPath}' '${join(root, 'bin/flowlogs.js')}' "$@"`;
/** They write down what they are given, and what they read. */
const recorder = (name: string) => `{ echo "$@"; cat; } >> '${at(`${name}.txt`)}'`;
mkdirSync(at('bin'));
const commands = { flowlogs: program, mail: recorder('mail'), logger: recorder('logger'), aws: recorder('aws') };
for (const [name, text] of Object.entries(commands)) {
  writeFileSync(at(`bin/${name}`), `#!/bin/sh\n${text}\n`);
  chmodSync(at(`bin/${name}`), 0o755);
}

beforeEach(() => {
  for (const name of readdirSync(folder)) if (name !== 'bin') rmSync(at(name), { recursive: true });
  mkdirSync(at('reports'));
});

const [files = '', athena = ''] = readFileSync(join(root, 'docs/cron.md'), 'utf8')
  .split(/^## /m)
  .filter((part) => /^(Files|Athena)\n/.test(part));
const recipesOf = (part: string) =>
  [...part.matchAll(/^```cron\n([\s\S]*?)^```/gm)].flatMap(([, body = '']) =>
    [...body.matchAll(/^(?:\S+ ){5}(.*)$/gm)].map(([, line = '']) => line),
  );
const script = /^```sh\n(flowlogs[\s\S]*?)^```/m.exec(readFileSync(join(root, 'docs/cron.md'), 'utf8'))?.[1] ?? '';

/** The recipe that has those words. */
function recipe(words: string): string {
  const [found, ...others] = recipesOf(files).filter((line) => line.includes(words));
  if (found === undefined || others.length > 0) throw new Error(`not one recipe with ${words}`);
  return found;
}

/** Runs a line as cron does. The example logs are of one day, so that is what `yesterday` and the last hours mean. */
function cron(line: string, day = '2025-08-14') {
  const text = line
    .replaceAll('\\%', '%')
    .replace(/(flowlogs day|--date) yesterday/g, `$1 ${day}`)
    .replace(/--since \d+[mhd]( --until \d+m)?/g, `--date ${day}`)
    .replaceAll(' /tmp/', ` ${folder}/`)
    .replaceAll(' /reports/', ` ${at('reports')}/`)
    .replaceAll(/ \/logs(?=[ /]|$)/gm, ` ${join(root, 'examples')}`);
  const path = `PATH=${at('bin')}:/usr/bin:/bin`;
  const noLogin = [
    'AWS_EC2_METADATA_DISABLED=true',
    'AWS_CONFIG_FILE=/dev/null',
    'AWS_SHARED_CREDENTIALS_FILE=/dev/null',
  ];
  const { status, stdout, stderr } = spawnSync('env', ['-i', path, ...noLogin, '/bin/sh', '-c', text], {
    cwd: '/',
    encoding: 'utf8',
    input: '',
  });
  return { status, stdout, stderr };
}

const lost = 'warning: SKIPDATA 4: AWS could not record some flows in these windows\n';
const read = (name: string) => readFileSync(at(name), 'utf8');

describe('the recipes for files', () => {
  it('are seven', () => {
    expect(recipesOf(files)).toHaveLength(7);
  });

  it('write a report of yesterday, named after it', () => {
    expect(cron(recipe('rejects-$(date'))).toEqual({ status: 0, stdout: '', stderr: lost });
    const [name = ''] = readdirSync(at('reports'));
    expect(name).toMatch(/^rejects-\d{4}-\d\d-\d\d\.csv$/);
    expect(read(`reports/${name}`)).toMatch(/^srcaddr,dstaddr,flows,.*\n10\.0\.2\.15,10\.0\.3\.20,2\d\d,/);
  });

  it('mail the table when something is rejected too often, and only then', () => {
    expect(cron(recipe('--fail-over'))).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(existsSync(at('mail.txt'))).toBe(false);
    expect(cron(recipe('--fail-over').replace('1000', '200'))).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(read('mail.txt')).toMatch(
      /^-s flowlogs: exit code 7 ops@example\.com\nsrcaddr +dstaddr [\s\S]*\n10\.0\.2\.15 /,
    );
  });

  it('mail when there are no logs of yesterday, and only then', () => {
    expect(cron(recipe('--fail-if-empty'))).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(existsSync(at('mail.txt'))).toBe(false);
    expect(cron(recipe('--fail-if-empty'), '2025-08-20').status).toBe(0);
    expect(read('mail.txt')).toBe('-s no flow logs of yesterday ops@example.com\nexit code 7\n');
  });

  it('hand rejected flows to the journal, an object a line', () => {
    expect(cron(recipe('logger'))).toEqual({ status: 0, stdout: '', stderr: '' });
    const [given, ...lines] = read('logger.txt').trimEnd().split('\n');
    expect(given).toBe('-t flowlogs');
    const actions = lines.map((line) => (JSON.parse(line) as { action: string }).action);
    expect([new Set(actions), actions.length > 900]).toEqual([new Set(['REJECT']), true]);
  });

  it.runIf(existsSync('/usr/bin/flock'))('do not run two at a time', () => {
    const line = recipe('flock');
    const held = `exec 9>${at('flowlogs.lock')}; flock 9; ${line} 9>&-`;
    expect(cron(held)).toEqual({ status: 75, stdout: '', stderr: '' });
    expect(readdirSync(at('reports'))).toEqual([]);
    expect(cron(line)).toEqual({ status: 0, stdout: '', stderr: lost });
    expect(readdirSync(at('reports'))).toEqual(['accepts.csv']);
  });

  it('bound time and memory', () => {
    expect(cron(recipe('--timeout 1h'))).toEqual({ status: 0, stdout: '', stderr: lost });
    expect(read('reports/week.csv').split('\n').length).toBeGreaterThan(500);
  });

  it('fetch the logs from S3 first', () => {
    expect(cron(recipe('aws s3 sync'))).toEqual({ status: 0, stdout: '', stderr: lost });
    expect(read('aws.txt')).toMatch(/^s3 sync --only-show-errors s3:\/\/my-flow-logs\/AWSLogs\/ /);
    expect(readdirSync(at('reports'))).toEqual(['rejects.csv']);
  });

  it('tell exit codes apart', () => {
    expect(cron(script)).toEqual({ status: 0, stdout: '', stderr: lost });
    const loud = cron(script.replace('--fail-over 1000', '--fail-over 200'));
    expect(loud).toEqual({ status: 0, stdout: 'more than 1000 rejects between two hosts\n', stderr: lost });
    expect(cron(script.replace('--csv', '--cvs')).status).toBe(1);
  });
});

describe('the recipes for Athena', () => {
  it('are understood, and want credentials', () => {
    const lines = recipesOf(athena);
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      const { status, stdout, stderr } = cron(`AWS_REGION=eu-west-1 ${line}`);
      const mails = line.includes('mail');
      expect([status, stdout, existsSync(at('mail.txt'))], line).toEqual([mails ? 0 : 3, '', mails]);
      if (!mails) expect(stderr).toMatch(/^flowlogs: there are no AWS credentials\n {2}run aws configure/);
    }
    expect(readdirSync(at('reports'))).toEqual([]);
  });
});
