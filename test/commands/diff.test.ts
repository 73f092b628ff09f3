/** `diff` through the program. The clock of the tests stands at 2025-08-14T12:00Z. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Session } from '../../src/engines/duckdb/session.ts';
import { sql } from '../../src/sql.ts';
import { files, log, temporaryFolder, v2 } from '../engines/duckdb/logs.ts';
import { answered, type Outside, refusal, request } from './typing.ts';

type Given = Record<string, string | number>;

const seconds = (text: string) => Date.parse(`${text}Z`) / 1000;

/** A flow that starts then and takes a minute. */
function flow(start: string, given: Given = {}): Given {
  return { start: seconds(start), end: seconds(start) + 60, ...given };
}

const folderOf = (contents: Record<string, string | Uint8Array>) => {
  const [first] = files(contents);
  return first?.path.slice(0, first.path.length - first.name.length - 1) ?? '';
};
const folder = (...records: readonly Given[]) => folderOf({ 'a.log': log(records) });

const named = (srcaddr: string, start: string, given: Given = {}) => flow(start, { srcaddr, ...given });

/** Columns of an answer as rows of text. */
function cells(csv: string, ...names: readonly string[]): string[][] {
  const [header = [], ...rows] = csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  return rows.map((row) => names.map((name) => row[header.indexOf(name)] ?? '?'));
}

async function diff(words: string, ...logs: readonly string[]): Promise<Awaited<ReturnType<typeof answered>>> {
  return answered(['diff', ...words.split(' ').filter(Boolean), '--csv', ...logs]);
}

async function changes(words: string, ...logs: readonly string[]): Promise<string[][]> {
  return cells((await diff(words, ...logs)).out, 'srcaddr', 'change', 'flows_before', 'flows_now');
}

/** Around the start of 2025-08-13, a day ago, and of the day before. */
const edges = () =>
  folder(
    named('10.0.0.1', '2025-08-12T11:59:59'),
    named('10.0.0.2', '2025-08-12T12:00:00'),
    named('10.0.0.3', '2025-08-13T11:59:59'),
    named('10.0.0.4', '2025-08-13T12:00:00'),
    named('10.0.0.5', '2025-08-14T11:59:59'),
    named('10.0.0.6', '2025-08-14T12:00:00'),
  );

describe('two times', () => {
  it('are now, by --since, and as long before', async () => {
    const rows = await changes('--since 24h --by srcaddr', edges());
    expect(rows).toEqual([
      ['10.0.0.2', 'gone', '1', '0'],
      ['10.0.0.3', 'gone', '1', '0'],
      ['10.0.0.4', 'new', '0', '1'],
      ['10.0.0.5', 'new', '0', '1'],
    ]);
    expect(await changes('--since 24h --against 24h --by srcaddr', edges())).toEqual(rows);
    expect(await changes('--since 24h --against 2d..1d --by srcaddr', edges())).toEqual(rows);
  });

  it('may have a gap, whose records are on neither side', async () => {
    const logs = folder(
      named('10.0.0.1', '2025-08-06T23:59:59'),
      named('10.0.0.2', '2025-08-07T00:00:00'),
      named('10.0.0.3', '2025-08-07T23:59:59'),
      named('10.0.0.4', '2025-08-08T00:00:00'),
      named('10.0.0.5', '2025-08-12T23:59:59'),
      named('10.0.0.6', '2025-08-13T00:00:00'),
      named('10.0.0.7', '2025-08-13T23:59:59'),
      named('10.0.0.8', '2025-08-14T00:00:00'),
    );
    const rows = [
      ['10.0.0.2', 'gone', '1', '0'],
      ['10.0.0.3', 'gone', '1', '0'],
      ['10.0.0.6', 'new', '0', '1'],
      ['10.0.0.7', 'new', '0', '1'],
    ];
    expect(await changes('--date yesterday --against 2025-08-07 --by srcaddr', logs)).toEqual(rows);
    expect(await changes('--date yesterday --against 2025-08-07..2025-08-08 --by srcaddr', logs)).toEqual(rows);
    // The other way round, what was new is gone.
    expect(await changes('--date 2025-08-07 --against yesterday --by srcaddr', logs)).toEqual(
      rows.map(([srcaddr, change, before, now]) => [srcaddr, change === 'new' ? 'gone' : 'new', now, before]),
    );
  });

  it('are told to the millisecond where logs have them', async () => {
    const ms = (source: string, start: string) => ({
      srcaddr: source,
      start: Date.parse(start),
      end: Date.parse(start),
    });
    const logs = folder(
      ms('10.0.0.1', '2025-08-06T23:59:59.999Z'),
      ms('10.0.0.2', '2025-08-07T23:59:59.999Z'),
      ms('10.0.0.3', '2025-08-08T00:00:00.000Z'),
      ms('10.0.0.4', '2025-08-13T23:59:59.999Z'),
      ms('10.0.0.5', '2025-08-14T00:00:00.000Z'),
      ms('10.0.0.6', '2025-08-14T11:59:59.999Z'),
    );
    expect(await changes('--date today --against 2025-08-07 --by srcaddr --min 0', logs)).toEqual([
      // 1 in 12 hours against 1 in 24.
      ['10.0.0.5', 'new', '0', '1'],
      ['10.0.0.6', 'new', '0', '1'],
      ['10.0.0.2', 'gone', '1', '0'],
    ]);
  });

  it('of different lengths are compared by their rates', async () => {
    const hourly = (source: string, start: string, count: number) =>
      Array.from({ length: count }, (_, i) =>
        flow(new Date(Date.parse(`${start}Z`) + i * 3_600_000).toISOString().slice(0, 19), { srcaddr: source }),
      );
    // In 7 days 168 flows, in the 6 hours 6: the same. 10 in 7 days would be 0.36 in 6 hours, against 2: 5.6 times as many.
    const logs = folder(
      ...hourly('10.0.0.1', '2025-08-07T06:00:00', 174),
      ...hourly('10.0.0.2', '2025-08-08T00:00:00', 10),
      ...hourly('10.0.0.2', '2025-08-14T08:00:00', 2),
      // Once in 7 days: that it is not there in 6 hours is no news.
      named('10.0.0.3', '2025-08-09T00:00:00'),
    );
    const { out, err } = await diff('--since 6h --against 7d --by srcaddr', logs);
    expect(cells(out, 'srcaddr', 'change', 'flows_before', 'flows_now', 'factor')).toEqual([
      ['10.0.0.2', 'up', '10', '2', String((2 * 28) / 10)],
    ]);
    expect(err).toBe('');
    expect(await changes('--since 6h --against 7d --by srcaddr --min 0', logs)).toHaveLength(2);
  });

  it('are the last day and the day before it in a data lake, unless said otherwise', async () => {
    const { flows } = await request(['diff']);
    expect(flows).toMatchObject({
      window: { from: new Date('2025-08-12T12:00:00Z'), to: new Date('2025-08-14T12:00:00Z') },
      conditions: [],
    });
  });

  it('leave files alone that only hold what lies between them', async () => {
    const at = (day: string) =>
      `AWSLogs/111122223333/vpcflowlogs/us-east-1/2025/08/${day}/111122223333_vpcflowlogs_us-east-1_fl-0a1_202508${day}T1000Z_a.log`;
    const days = ['01', '02', '05', '08', '09', '10'];
    const logs = files(
      Object.fromEntries(
        days.map((day) => [at(day), log([named(`10.0.0.${Number(day)}`, `2025-08-${day}T09:59:00`)])]),
      ),
    );
    const root = logs[0]?.path.split('/AWSLogs')[0] ?? '';
    const { out } = await answered(
      ['diff', '--date', '2025-08-09', '--against', '2025-08-01', '--by', 'srcaddr', root],
      { width: 200 },
    );
    expect(out.split('\n')).toHaveLength(5);
    // Those of 08-01 and 08-09, and of the days after them, into which late records fall.
    const { err } = await answered(['diff', '--date', '2025-08-09', '--against', '2025-08-01', root], { width: 200 });
    expect(err).toContain('2 flows of 4 records in 4 files');
  });
});

describe('two sets of paths', () => {
  const yesterdays = () =>
    folder(named('10.0.0.1', '2025-08-13T10:00:00'), named('2001:db8::1', '2025-08-13T10:00:00'));
  const todays = () =>
    folder(
      named('10.0.0.1', '2025-08-14T10:00:00', { action: 'REJECT' }),
      named('10.0.0.1', '2025-08-14T10:01:00'),
      named('2001:db8::2', '2025-08-14T10:01:00'),
    );

  it('are told apart, whatever times they are of', async () => {
    const [yesterday, today] = [yesterdays(), todays()];
    expect(await changes(`--by srcaddr --against-paths ${yesterday}`, today)).toEqual([
      ['10.0.0.1', 'up', '1', '2'],
      ['2001:db8::1', 'gone', '1', '0'],
      ['2001:db8::2', 'new', '0', '1'],
    ]);
    expect(await changes(`--by srcaddr --action accept --against-paths ${yesterday}`, today)).toHaveLength(2);
    expect(await changes(`--by srcaddr --date 2025-08-14 --against-paths ${yesterday}`, today)).toEqual([
      ['10.0.0.1', 'new', '0', '2'],
      ['2001:db8::2', 'new', '0', '1'],
    ]);
  });

  it('may share files, and are no different then', async () => {
    const today = todays();
    const { out, err } = await diff(`--by srcaddr,hour --min-factor 1 --against-paths ${today}`, today);
    expect(out.split('\n')).toHaveLength(2);
    expect(err).toBe('note: no record is of a group that changed enough: --min-factor 1, --min 1\n');
  });

  it('may be several paths, whatever field of theirs is called as the two are', async () => {
    const [yesterday, today] = [yesterdays(), todays()];
    const before = folderOf({
      'b.log': log([named('10.0.0.1', '2025-08-13T11:00:00', { side: 'now' })], `${v2} side`),
    });
    expect(
      await changes(`--by srcaddr --against-paths ${yesterday} --against-paths ${before} --min-factor 1`, today),
    ).toEqual([
      ['2001:db8::1', 'gone', '1', '0'],
      ['2001:db8::2', 'new', '0', '1'],
    ]);
  });

  it('may be Parquet, and texts of the two are not mixed up', async () => {
    const path = join(temporaryFolder(), 'before.parquet');
    const session = await Session.open({ temporaryFolder: temporaryFolder(), tables: 'memory' });
    await session.run(sql`COPY (SELECT '10.0.0.1' AS srcaddr, 'eni-0b2' AS interface_id, 1::BIGINT AS packets, 5::BIGINT AS bytes,
      ${seconds('2025-08-13T10:00')}::BIGINT AS "start", ${seconds('2025-08-13T10:01')}::BIGINT AS "end") TO ${path} (FORMAT parquet)`);
    await session.close();
    const both = folder(named('10.0.0.9', '2025-08-13T10:00:00', { 'interface-id': 'eni-0c3' }));
    const { out } = await diff(`--by interface_id --against-paths ${path} --against-paths ${both}`, todays());
    expect(cells(out, 'interface_id', 'change', 'flows_before', 'flows_now', 'bytes_before', 'bytes_now')).toEqual([
      ['eni-0a1', 'new', '0', '3', '0', '2520'],
      ['eni-0b2', 'gone', '1', '0', '5', '0'],
      ['eni-0c3', 'gone', '1', '0', '840', '0'],
    ]);
  });

  it('are in the SQL that is shown', async () => {
    const { out } = await answered(['diff', '--show-sql', '--against-paths', yesterdays(), todays()]);
    expect(out.match(/'(now|before)' AS "side"/g)).toEqual([`'now' AS "side"`, `'before' AS "side"`]);
  });
});

describe('a group', () => {
  it('is unless said otherwise a source, a destination and the service of both directions', async () => {
    const client = (port: number, start: string) =>
      named('10.0.0.1', start, { dstaddr: '10.0.0.2', srcport: port, dstport: 443 });
    const server = (port: number, start: string) =>
      named('10.0.0.2', start, { dstaddr: '10.0.0.1', srcport: 443, dstport: port });
    const logs = folder(
      client(40_001, '2025-08-13T13:00:00'),
      server(40_001, '2025-08-13T13:00:00'),
      client(50_002, '2025-08-14T10:00:00'),
      server(50_002, '2025-08-14T10:00:00'),
      named('10.0.0.1', '2025-08-14T10:00:00', { dstaddr: '10.0.0.2', srcport: 50_003, dstport: 22 }),
    );
    const { out } = await diff('--since 12h', logs);
    expect(cells(out, 'srcaddr', 'dstaddr', 'service', 'change')).toEqual([['10.0.0.1', '10.0.0.2', '22/tcp', 'new']]);
  });

  it('is of the packets with --packet-level', async () => {
    const fields = `${v2} pkt-srcaddr pkt-dstaddr`;
    const packets = { 'pkt-srcaddr': '10.9.9.9', 'pkt-dstaddr': '198.51.100.7' };
    const logs = folderOf({ 'a.log': log([flow('2025-08-14T11:00:00', packets)], fields) });
    expect(await changes('--since 12h --by srcaddr --packet-level', logs)).toEqual([['10.9.9.9', 'new', '0', '1']]);
  });
});

describe('what must be said', () => {
  const told = async (words: string, logs: string, outside: Outside = {}) =>
    (await answered(['diff', ...words.split(' '), '--by', 'srcaddr', '--csv', logs], outside)).err;

  it('is that a side has no flows, which is more often a wrong time than news', async () => {
    const logs = folder(named('10.0.0.1', '2025-08-14T01:00:00'));
    expect(await told('--date today --against 2025-08-07', logs)).toBe(
      'note: no flows before (that started from 2025-08-07 00:00Z and before 2025-08-08 00:00Z): everything is new\n',
    );
    expect(await told('--date yesterday --against today', logs)).toBe(
      'note: no flows now (that started from 2025-08-13 00:00Z and before 2025-08-14 00:00Z): everything is gone\n',
    );
    expect(await told(`--against-paths ${logs} --action reject`, logs)).toContain(
      'no rows: no flow passes the filters',
    );
    const rejected = folder(named('10.0.0.1', '2025-08-14T01:00:00', { action: 'REJECT' }));
    expect(await told(`--against-paths ${logs} --action reject`, rejected)).toBe(
      'note: no flows before: everything is new\n',
    );
  });

  it('is that flows of a side are of a part of its time only', async () => {
    // 6 hours and a minute of the day before; the whole of the 12 hours now.
    const logs = folder(
      named('10.0.0.1', '2025-08-13T06:00:00'),
      named('10.0.0.1', '2025-08-13T12:00:00'),
      named('10.0.0.2', '2025-08-14T00:00:00'),
      named('10.0.0.2', '2025-08-14T11:59:00'),
    );
    const note =
      'note: all flows before are from 2025-08-13 06:00Z and before 2025-08-13 12:01Z, 6 h of 1 d: if logs are missing, factors are wrong\n';
    expect(await told('--since 12h --against 24h', logs)).toBe(note);
    // Of today only what has passed.
    expect(await told('--date today --against yesterday', logs)).toBe(note);
  });

  it('is which times they are, to a person', async () => {
    expect(await told('--since 24h --against 7d', edges(), { width: 100 })).toContain(
      'note: now are flows that started from 2025-08-13 12:00Z and before 2025-08-14 12:00Z (1 d), before from 2025-08-06 12:00Z and before 2025-08-13 12:00Z (7 d); ranks and factors are per equal time, sums as counted\n',
    );
  });

  it('is that sets of paths are of different lengths', async () => {
    const short = folder(named('10.0.0.1', '2025-08-14T01:00:00'));
    expect(await told(`--against-paths ${edges()}`, short)).toBe(
      'note: flows now span 1 min, those before 2 d: the sums of paths are compared as they are\n',
    );
  });
});

describe('an alarm', () => {
  it('is for more changes than that, shown or not', async () => {
    expect((await diff('--since 24h --by srcaddr -n 1 --fail-over 3', edges())).code).toBe(7);
    expect((await diff('--since 24h --by srcaddr -n 1 --fail-over 4', edges())).code).toBe(0);
    expect((await diff('--since 24h --by protocol --fail-over 0', edges())).code).toBe(0);
    expect((await diff('--since 24h --by protocol --fail-if-empty', edges())).code).toBe(7);
  });
});

describe('a command line', () => {
  it('is refused if it does not say what is compared', async () => {
    expect(await refusal(['diff', 'logs/'])).toBe(
      '2: diff does not know which time is now | add --since 24h, or --date; what is before, --against says',
    );
    expect(await refusal(['diff', '--until', '2025-08-14', 'logs/'])).toContain('does not know which time is now');
    expect(await refusal(['diff', '--since', '2026-01-01', 'logs/'])).toContain('is not before now');
  });

  it.each([
    ['soon', '--against soon is not a time to compare with | use 7d'],
    ['2025-08-14T10:00Z', '--against 2025-08-14T10:00Z is not a time to compare with'],
    ['2025-02-30', '--against 2025-02-30 is not a day'],
    ['1d..soon', '--against soon is not a time'],
    ['1d..2d..3d', '--against 1d..2d..3d is not a time to compare with'],
    ['7d..8d', '--against 7d..8d is empty'],
    ['0d', '--against 0d is empty'],
    ['2d..6h', 'the times to compare overlap'],
    ['today', 'the times to compare overlap'],
  ])('is refused with --against %s', async (against, message) => {
    expect(await refusal(['diff', '--since', '24h', '--against', against, 'logs/'])).toContain(message);
  });

  it('is refused where its parts contradict each other', async () => {
    const logs = ['--against-paths', 'a/'];
    expect(await refusal(['diff', ...logs])).toContain('compares files with files, and no paths say which are now');
    expect(await refusal(['diff', ...logs, '--against', '7d', 'b/'])).toContain('contradict each other');
    expect(await refusal(['diff', '--against-paths', '-', '-'])).toContain('both standard input');
    expect(await refusal(['diff', '--against-paths', 's3://a/b', 'b/'])).toContain('s3://a/b');
    expect(await refusal(['diff', '--against-paths', ',', 'b/'])).toContain('names no path');
    expect(await refusal(['diff', '--since', '1h', '--by', 'hour', 'b/'])).toContain('each hour is in one of them');
    expect(await refusal(['diff', '--since', '1h', '--by', 'pkt_srcaddr', '--packet-level', 'b/'])).toContain('twice');
    expect(await refusal(['diff', '--since', '1h', '--min-factor', '0.5', 'b/'])).toContain('is not a factor');
    expect(await refusal(['diff', '--since', '1h', '--min', '1e3', 'b/'])).toContain('is not a size');
    expect(await refusal(['diff', '--since', '1h', '--min', '10PiB', 'b/']).catch(String)).toContain('accepted');
    expect(await refusal(['diff', '--since', '1h', '--min', '9999PiB', 'b/'])).toContain('more than can be counted');
  });

  it('names a path that is not there', async () => {
    await expect(diff('--against-paths /nowhere/at-all', edges())).rejects.toThrow('/nowhere/at-all does not exist');
    const empty = temporaryFolder();
    await expect(diff(`--against-paths ${empty}`, edges())).rejects.toThrow(`there is no file in ${empty}`);
  });
});
