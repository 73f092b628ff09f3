/** What trend prints, on cases whose answers are worked out by hand in their expected.json. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { answered, refusal, request } from './typing.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cases = join(root, 'test/fixtures/cases');
const folder = (name: string) => join(cases, readdirSync(cases).find((one) => one.startsWith(name)) ?? name);
const logs = (name: string) => join(folder(name), 'in');
const expectedOf = (name: string) => JSON.parse(readFileSync(join(folder(name), 'expected.json'), 'utf8')).expected;

interface Bin {
  readonly time: string;
  readonly flows: number;
  readonly bytes: number;
}

async function bins(...args: string[]): Promise<readonly Bin[]> {
  return JSON.parse((await answered(['trend', ...args, '--json'])).out);
}

const lines = (text: string) => text.split('\n').slice(0, -1);

describe('T04: bins at their edges', () => {
  const { hourly_2024_03_31: day, hourly_all: all, daily_all: daily } = expectedOf('T04');

  it('have the records of their start and of the second before the next one', async () => {
    const rows = await bins('--date', '2024-03-31', logs('T04'));
    expect([rows.length, rows[0]?.time, rows.at(-1)?.time]).toEqual([day.rows, day.first, day.last]);
    const notZero = rows.filter(({ flows }) => flows > 0).map(({ time, ...numbers }) => [time, numbers]);
    expect(Object.fromEntries(notZero)).toEqual(day.not_zero);
    for (const row of rows.filter(({ flows }) => flows === 0)) {
      expect(Object.values(row).slice(1)).toEqual([0, 0, 0, 0, 0, 0]);
    }
  });

  it('go from the first flow to the last without a window', async () => {
    const rows = await bins(logs('T04'));
    expect([rows.length, rows[0]?.time, rows.at(-1)?.time]).toEqual([all.rows, all.first, all.last]);
    const days = await bins('--bin', '1d', logs('T04'));
    expect(Object.fromEntries(days.map(({ time, bytes }) => [time, bytes]))).toEqual(daily);
  });

  it('are those of UTC in a time zone that has 23 hours that day', () => {
    const { stdout } = spawnSync(
      process.execPath,
      [join(root, 'bin/flowlogs.js'), 'trend', '--date', '2024-03-31', '--json', logs('T04')],
      { encoding: 'utf8', env: { PATH: process.env.PATH, TZ: 'Europe/Berlin' } },
    );
    const rows: readonly Bin[] = JSON.parse(stdout);
    expect([rows.length, rows[0]?.time, rows.at(-1)?.time]).toEqual([day.rows, day.first, day.last]);
  });
});

describe('T05: a window inside one hour', () => {
  it('is in one bin of an hour, and in its own in shorter ones', async () => {
    const window = ['--since', '2024-08-08T00:10Z', '--until', '2024-08-08T00:30Z', logs('T05')];
    expect(await bins('--bin', '1h', ...window)).toMatchObject([{ time: '2024-08-08T00:00:00Z', flows: 2, bytes: 6 }]);
    expect((await bins('--bin', '5m', ...window)).map(({ time, bytes }) => [time.slice(11, 16), bytes])).toEqual([
      ['00:10', 2],
      ['00:15', 0],
      ['00:20', 4],
      ['00:25', 0],
    ]);
  });
});

describe('T06: a record of 1970 and one that lasts 47 years', () => {
  const expected = expectedOf('T06');

  it('are counted, and the bins between that are too many are left out and said', async () => {
    const { out, err } = await answered(['trend', '--json', logs('T06')]);
    const rows: readonly Bin[] = JSON.parse(out);
    expect(Object.fromEntries(rows.map(({ time, bytes }) => [time, bytes]))).toEqual(expected.hourly);
    const [first, second] = expected.hours_left_out.map((count: number) => count.toLocaleString('en-US'));
    expect(err).toBe(
      `note: no flows from 1970-01-01 01:00Z to 1990-08-08 10:00Z: these ${first} bins of 1h are left out, as are ${second} in 1 more such gap\n`,
    );
  });

  it('are counted in days', async () => {
    const { out, err } = await answered(['trend', '--bin', '1d', '--json', logs('T06')]);
    const rows: readonly Bin[] = JSON.parse(out);
    expect(rows).toHaveLength(expected.daily.rows);
    expect(rows.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(expected.daily.bytes);
    expect(err).toContain(`these ${expected.days_left_out[0].toLocaleString('en-US')} bins of 1d are left out\n`);
  });

  it('give all lines the same bins', async () => {
    const rows: readonly (Bin & { line: number; dstport: number })[] = JSON.parse(
      (await answered(['trend', '--by', 'dstport', '--json', logs('T06')])).out,
    );
    const times = Object.keys(expected.hourly);
    expect(rows.map(({ line, dstport, time }) => [line, dstport, time])).toEqual([
      ...times.map((time) => [1, 443, time]),
      ...times.map((time) => [2, 22, time]),
    ]);
    // 22 has the record of 2 bytes.
    expect(rows.filter(({ line }) => line === 2).map(({ bytes }) => bytes)).toEqual([0, 0, 2, 0, 0]);
  });
});

describe('lines', () => {
  it('add up to the whole in each bin, whatever they are by', async () => {
    const examples = ['--bin', '6h', '--date', '2025-08-14', join(root, 'examples')];
    const whole = await bins(...examples);
    for (const by of ['dstport', 'srcaddr,protocol', 'srcnet/24', 'service', 'action', 'tcp_flags']) {
      const rows = await bins('--by', by, '-n', '3', ...examples);
      const sums = whole.map(({ time }) => {
        const inBin = rows.filter((row) => row.time === time);
        return [inBin.reduce((sum, { flows }) => sum + flows, 0), inBin.reduce((sum, { bytes }) => sum + bytes, 0)];
      });
      expect(sums, by).toEqual(whole.map(({ flows, bytes }) => [flows, bytes]));
    }
  });

  it('are of the addresses of the packets at packet level', async () => {
    const rows = await answered(['trend', '--packet-level', '--by', 'srcaddr', '--csv', '--no-header', logs('S04')]);
    const plain = await answered(['trend', '--by', 'pkt_srcaddr', '--csv', '--no-header', logs('S04')]);
    expect(rows.out).toBe(plain.out);
    expect(lines(rows.out)).toHaveLength(3);
  });
});

describe('what is not recorded', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'trend-test-'));
  afterAll(() => rmSync(temporary, { recursive: true }));

  it('is missing, not 0: the action of a transit gateway', async () => {
    const file = join(temporary, 'tgw.log');
    const record = (start: number) =>
      `6 TransitGateway 111122223333 tgw-0a1 10.0.0.1 10.0.1.1 443 6 10 5 ${start} ${start + 60} OK`;
    const header =
      'version resource-type account-id tgw-id srcaddr dstaddr dstport protocol bytes packets start end log-status';
    writeFileSync(file, `${[header, record(1_755_165_600), record(1_755_172_800)].join('\n')}\n`);
    expect((await answered(['trend', '--csv', '--no-header', file])).out).toBe(
      '2025-08-14T10:00:00Z,1,,,10,,\n2025-08-14T11:00:00Z,0,,,0,,\n2025-08-14T12:00:00Z,1,,,10,,\n',
    );
    expect((await answered(['trend', file])).out).toContain('▒ action not recorded');
  });

  it('is refused where it is the time', async () => {
    await expect(answered(['trend', logs('P23')])).rejects.toMatchObject({
      message: 'start is not recorded in these logs',
      exitCode: 1,
    });
  });
});

describe('the length of a bin', () => {
  const bin = async (...args: string[]) => (await request(['trend', ...args, 'logs/'])).bin;

  it('is the shortest that makes 72 bins or fewer of the window, to now (noon of 2025-08-14) if that is open', async () => {
    expect(await bin()).toBe(3600);
    expect(await bin('--until', '2025-08-14')).toBe(3600);
    expect(await bin('--since', '6h')).toBe(300);
    expect(await bin('--since', '361m')).toBe(900);
    expect(await bin('--since', '18h')).toBe(900);
    expect(await bin('--date', '2025-08-14')).toBe(3600);
    expect(await bin('--since', '3d')).toBe(3600);
    expect(await bin('--since', '2025-08-01', '--until', '2025-08-05')).toBe(21_600);
    expect(await bin('--since', '18d')).toBe(21_600);
    expect(await bin('--since', '19d')).toBe(86_400);
  });

  it('is one of which a day has a whole number', async () => {
    expect(await bin('--bin', '1m')).toBe(60);
    expect(await bin('--bin', '90M')).toBe(5400);
    expect(await bin('--bin', '24h')).toBe(86_400);
    for (const wrong of ['7h', '0m', '2d', '25h', '30s', '1.5h', '-5m', 'hour']) {
      expect(await refusal(['trend', `--bin=${wrong}`, 'logs/'])).toBe(
        `2: --bin ${wrong} is not a span of which a day has a whole number | use 1m, 5m, 15m, 1h, 6h, 1d or another such span, a day at most`,
      );
    }
  });
});

describe('trend', () => {
  it('refuses what makes no lines', async () => {
    expect(await refusal(['trend', '--by', 'hour', 'logs/'])).toBe(
      '2: --by hour is a time, which a trend has already | say with --bin how long a bin is',
    );
    expect(await refusal(['trend', '--by', 'bytes', 'logs/'])).toContain('cannot be grouped by');
    expect(await refusal(['trend', '--by', 'pkt_dstaddr', '--packet-level', 'logs/'])).toContain(
      '--by pkt_dstaddr and --packet-level say the same twice',
    );
    expect(await refusal(['trend', '--by', 'dstport', '-n', '0', 'logs/'])).toContain('1 to 1000');
    expect(await refusal(['trend', '--measure', 'packets', 'logs/'])).toContain('use flows or bytes');
  });

  it('has no bins of the future', async () => {
    expect((await request(['trend', '--date', 'today', 'logs/'])).span).toEqual({
      from: new Date('2025-08-14T00:00Z'),
      to: new Date('2025-08-14T12:00Z'),
    });
  });

  it('compares the bin with most of its measure for an alarm', async () => {
    const code = async (...args: string[]) => (await answered(['trend', ...args, '--csv', logs('T04')])).code;
    expect([await code('--fail-over', '1'), await code('--fail-over', '2')]).toEqual([7, 0]);
    const bytes = ['--measure', 'bytes', '--fail-over'];
    expect([await code(...bytes, '127'), await code(...bytes, '128')]).toEqual([7, 0]);
    // The most that a bin has of rejected ones is 1.
    expect(await code('--action', 'reject', '--fail-over', '1')).toBe(0);
    expect(await code('--date', '2020-01-01', '--fail-if-empty')).toBe(7);
  });

  it('says that a table is long', async () => {
    const { err } = await answered(['trend', '--bin', '5m', logs('T04')]);
    // From 23:55 to 00:00 two days later: a day of 288 bins, one before and one after.
    expect(err).toBe('note: 290 rows of 5m; a longer --bin makes fewer\n');
    expect((await answered(['trend', '--bin', '5m', '--csv', logs('T04')])).err).toBe('');
  });

  it('shows the SQL of its own bins', async () => {
    const { out } = await answered(['trend', '--bin', '15m', '--show-sql', logs('T04')]);
    expect(out).toContain('900000');
    expect(out).toMatch(/GROUP BY "bin"\nORDER BY "time" NULLS LAST;\n$/);
  });

  it('draws for people only: bars, and what they mean', async () => {
    const { out } = await answered(['trend', '--bin', '1d', '--no-color', logs('T04')], { width: 72 });
    expect(lines(out)).toEqual([
      'time                  flows  accepted  rejected  bytes',
      '────────────────────  ─────  ────────  ────────  ─────  ────────────────',
      '2024-03-30 00:00:00Z      1         1         0    1 B  ███',
      '2024-03-31 00:00:00Z      6         4         2  126 B  ███████████░░░░░',
      '2024-04-01 00:00:00Z      1         0         1  128 B  ░░░',
      '',
      '█ accepted  ▃█▁      5 in all  0 to 4 in 1d',
      '░ rejected  ▁█▅      3 in all  0 to 2 in 1d',
      'bytes       ▂██  255 B in all  1 B to 128 B in 1d',
    ]);
    for (const format of ['csv', 'tsv', 'json', 'ndjson', 'markdown']) {
      expect((await answered(['trend', '-o', format, logs('T04')])).out).not.toMatch(/[█░▁]/);
    }
  });
});
