/** What commands print, on small logs whose answers are plain to see. */
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answered } from './typing.ts';

const header =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
const record = (source: string, port: number, bytes: number, start: number, action = 'REJECT') =>
  `2 111122223333 eni-0a1 ${source} 198.51.100.7 44000 ${port} 6 1 ${bytes} ${start} ${start + 60} ${action} OK`;

const root = mkdtempSync(join(tmpdir(), 'answers-test-'));
afterAll(() => rmSync(root, { recursive: true }));
const log = join(root, 'a.log');

// 2025-08-14T10:00:00Z
const ten = 1755165600;

beforeAll(() => {
  const lines = [
    header,
    record('10.0.0.2', 22, 100, ten + 60),
    record('10.0.0.1', 22, 200, ten),
    record('10.0.0.1', 23, 300, ten + 120),
    record('10.0.0.3', 443, 5_000_000, ten, 'ACCEPT'),
    `2 111122223333 eni-0a1 - - - - - - - ${ten} ${ten + 60} - NODATA`,
    'not a record',
  ];
  writeFileSync(log, `${lines.join('\n')}\n`);
});

const lines = (text: string) => text.split('\n').slice(0, -1);

describe('a ranking', () => {
  it('is a table for people, and what was left out is said', async () => {
    const { out, err, code } = await answered(['top-rejects', log]);
    expect(lines(out)).toEqual([
      'srcaddr   dstaddr       flows  packets  bytes  dstports  first_seen            last_seen              share  cumulative_share',
      '────────  ────────────  ─────  ───────  ─────  ────────  ────────────────────  ────────────────────  ──────  ────────────────',
      '10.0.0.1  198.51.100.7      2        2  500 B         2  2025-08-14 10:00:00Z  2025-08-14 10:03:00Z  66.7 %            66.7 %',
      '10.0.0.2  198.51.100.7      1        1  100 B         1  2025-08-14 10:01:00Z  2025-08-14 10:02:00Z  33.3 %           100.0 %',
    ]);
    expect(err).toBe(`warning: 1 bad line left out, see flowlogs inspect\n  ${log}:7: has 3 fields instead of 14\n`);
    expect(code).toBe(0);
  });

  it('says on a terminal how much to trust it', async () => {
    const { err } = await answered(['top-accepts', log, '--no-color'], { width: 120, cwd: root });
    expect(lines(err).at(-1)).toBe(
      '1 flow of 5 records in 1 file · NODATA 1 · 1 bad line, see flowlogs inspect · complete to 10:03Z',
    );
  });

  it('goes to a file, whole', async () => {
    const file = join(root, 'answer.csv');
    const { out, code } = await answered(['top', '--by', 'dstport', '-n', '1', '--csv', '--out', file, log]);
    expect([out, code]).toEqual(['', 0]);
    expect(readFileSync(file, 'utf8')).toBe(
      'dstport,flows,packets,bytes,first_seen,last_seen,share,cumulative_share\n22,2,2,300,2025-08-14T10:00:00Z,2025-08-14T10:02:00Z,0.5,0.5\n',
    );
    expect(readdirSync(root).sort()).toEqual(['a.log', 'answer.csv']);
  });

  it('shows its SQL instead, word for word', async () => {
    const { out } = await answered(['top-accepts', '--show-sql', '--src', '10.0.0.0/8', log]);
    expect(out).toContain('FROM flow\n  WHERE action = \'ACCEPT\'\n  GROUP BY "srcaddr"\n');
    expect(out).toContain('WITH flow AS (');
  });

  it('exits with 6 when there are more bad lines than allowed', async () => {
    expect((await answered(['top-rejects', '--strict', log])).code).toBe(6);
    expect((await answered(['top-rejects', '--max-bad', '1', log])).code).toBe(0);
  });
});

describe('search and day', () => {
  it('show records in the order of time, fields raw as logged', async () => {
    const { out } = await answered(['search', '--csv', '--action', 'reject', log]);
    expect(lines(out).map((line) => line.split(',').slice(3, 13).join(' '))).toEqual([
      'srcaddr dstaddr srcport dstport protocol packets bytes start end action',
      `10.0.0.1 198.51.100.7 44000 22 6 1 200 ${ten} ${ten + 60} REJECT`,
      `10.0.0.2 198.51.100.7 44000 22 6 1 100 ${ten + 60} ${ten + 120} REJECT`,
      `10.0.0.1 198.51.100.7 44000 23 6 1 300 ${ten + 120} ${ten + 180} REJECT`,
    ]);
  });

  it('show times and names to people, and say what a table does not show', async () => {
    const { out, err } = await answered(['day', '2025-08-14', '-n', '1', log]);
    expect(lines(out)).toHaveLength(3);
    expect(lines(out)[2]).toContain('22 ssh');
    expect(lines(out)[2]).toContain('2025-08-14 10:00:00Z');
    expect(err).toContain('note: 4 flows in all, the first 1 shown; --limit 0 shows all\n');
  });

  it('say of a day without records what the logs cover', async () => {
    const { out, err, code } = await answered(['day', '2025-08-13', '--csv', log]);
    expect(lines(out)).toEqual([header.replaceAll(' ', ',').replaceAll('-', '_')]);
    expect(err).toContain('the logs cover 2025-08-14T10:00Z to 2025-08-14T10:03Z');
    expect(code).toBe(0);
  });
});

describe('sql', () => {
  it('asks anything of flow, from a file too', async () => {
    const file = join(root, 'q.sql');
    writeFileSync(file, 'SELECT action, sum(bytes) AS bytes FROM flow GROUP BY action ORDER BY action');
    const { out } = await answered(['sql', '-f', file, '--csv', log]);
    rmSync(file);
    expect(out).toBe('action,bytes\nACCEPT,5000000\nREJECT,600\n');
  });

  it('shows as many rows as asked for and counts them all', async () => {
    const { out, err } = await answered([
      'sql',
      'SELECT bytes FROM flow ORDER BY bytes',
      '-n',
      '2',
      '--no-header',
      log,
    ]);
    expect(lines(out).map((line) => line.trim())).toEqual(['100 B', '200 B']);
    expect(err).toContain('note: 4 rows in all, the first 2 shown; --limit 0 shows all\n');
  });

  it('sees only what passes the filters', async () => {
    const { out } = await answered(['sql', 'SELECT count(*) AS n FROM flow', '--dst-port', '22', '--csv', log]);
    expect(out).toBe('n\n2\n');
  });
});

describe('a question that needs more memory than it may use', () => {
  it('says what to do', async () => {
    await expect(answered(['top-rejects', '--memory-limit', '1', log])).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringMatching(/^the question needs more memory than it may use: /),
      hint: expect.stringContaining('raise --memory-limit'),
    });
  });
});

describe('inspect', () => {
  it('shows formats, totals and problems to people', async () => {
    const { out, code } = await answered(['inspect', log]);
    expect(out.split('\n\n').map((part) => part.split('\n')[0])).toEqual([
      'text: 5 records in 1 file',
      'files         1',
      `${log}:7: has 3 fields instead of 14`,
    ]);
    expect(lines(out)[1]).toBe(
      '  version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status',
    );
    expect(out).toContain('bytes         5.0 MB\n');
    expect(out).toContain('first start   2025-08-14 10:00:00Z\n');
    expect(code).toBe(0);
  });

  it('has a row for each file in csv', async () => {
    const { out } = await answered(['inspect', '--csv', log]);
    expect(lines(out)).toEqual([
      'file,container,other,damaged,lines,headers,records,bad_lines,ok,nodata,skipdata,accept,reject,bytes,packets,first,last,problem',
      `${log},text,false,false,7,1,5,1,4,1,0,1,3,5000600,4,${ten},${ten + 180},line 7: has 3 fields instead of 14`,
    ]);
  });

  it('has a row also for what could not be followed to a file', async () => {
    const folder = join(root, 'links');
    mkdirSync(folder);
    copyFileSync(log, join(folder, 'a.log'));
    symlinkSync('nowhere', join(folder, 'link'));
    const { out, code } = await answered(['inspect', '--csv', '--no-header', folder]);
    expect(lines(out)[0]).toBe(`${join(folder, 'link')}${','.repeat(17)}is a link that leads nowhere`);
    expect(lines(out)).toHaveLength(2);
    expect(code).toBe(6);
  });
});

describe('fields', () => {
  it('are a dictionary, and with logs a count of the files that have each', async () => {
    const alone = lines((await answered(['fields', '--csv'])).out);
    expect(alone[0]).toBe('field,type,since,meaning');
    expect(alone).toContain('dstport,integer,2,destination port');
    const counted = lines((await answered(['fields', '--csv', log])).out);
    expect(counted).toContain('dstport,integer,2,destination port,1');
    expect(counted).toContain('vpc_id,text,3,VPC of the interface,0');
  });
});

describe('config', () => {
  it('prints every setting, its value and where it comes from', async () => {
    const outside = { env: { FLOWLOGS_TIMEOUT: '90s' }, cwd: root };
    const { out } = await answered(['config', '--json', '-n', '5'], outside);
    expect(JSON.parse(out)).toEqual(
      expect.arrayContaining([
        { setting: 'limit', value: 5, from: '--limit' },
        { setting: 'timeout', value: '90s', from: 'FLOWLOGS_TIMEOUT' },
        { setting: 'header', value: true, from: 'default' },
        { setting: 'since', value: null, from: 'default' },
      ]),
    );
  });
});
