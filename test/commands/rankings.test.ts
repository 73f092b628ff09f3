/** The rankings through the program, on logs whose sums are worked out by hand. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answered, refusal } from './typing.ts';

const cases = fileURLToPath(new URL('../fixtures/cases', import.meta.url));
const nat = join(cases, 'S04-nat-gateway/in');

/** Some columns of the rows, as text. */
async function rows(columns: string, ...args: string[]): Promise<string[][]> {
  const { out } = await answered([...args, '--json']);
  const objects = JSON.parse(out) as Record<string, unknown>[];
  return objects.map((object) => columns.split(' ').map((name) => String(object[name])));
}

let folder: string;
let log: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flowlogs-rankings-'));
  log = join(folder, 'a.log');
  const header =
    'version srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status vpc-id reject-reason';
  const record = (src: string, dst: string, bytes: number, start: number, action: string, reason: string) =>
    `8 ${src} ${dst} 40000 443 6 1 ${bytes} ${start} ${start + 30} ${action} OK vpc-1 ${reason}`;
  // 1755129600 is 2025-08-14T00:00:00Z; 1755129600000 is the same in milliseconds.
  const lines = [
    record('10.0.0.1', '10.0.0.129', 1, 1755129600, 'ACCEPT', '-'),
    record('10.0.0.200', '192.0.2.1', 2, 1755133199, 'ACCEPT', '-'),
    record('10.0.1.1', '192.0.2.1', 4, 1755133200, 'REJECT', '-'),
    record('2001:DB8:0:1::5', '2001:db8:0:1:0:0:0:6', 8, 1755133200000, 'REJECT', 'BPA'),
    record('2001:db8:0:2::5', 'fd00::1', 16, 1755215999, 'REJECT', 'BPA'),
    record('169.254.1.1', '100.64.0.1', 32, 1755216000, 'ACCEPT', '-'),
  ];
  await writeFile(log, [header, ...lines, ''].join('\n'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('times', () => {
  it('group by the hour and the day in which a record starts, in UTC, seconds and milliseconds alike', async () => {
    expect(await rows('hour bytes', 'top', '--by', 'hour', '-n', '0', log)).toEqual([
      ['2025-08-14T00:00:00Z', '3'],
      ['2025-08-14T01:00:00Z', '12'],
      ['2025-08-14T23:00:00Z', '16'],
      ['2025-08-15T00:00:00Z', '32'],
    ]);
    expect(await rows('day flows', 'top', '--by', 'day', log)).toEqual([
      ['2025-08-14T00:00:00Z', '5'],
      ['2025-08-15T00:00:00Z', '1'],
    ]);
  });

  it('go with any filter and window', async () => {
    expect(
      await rows('hour flows', 'top', '--by', 'hour', '--action', 'reject', '--until', '2025-08-14T02:00Z', log),
    ).toEqual([['2025-08-14T01:00:00Z', '2']]);
  });
});

describe('networks and scopes', () => {
  it('group addresses of both families, in any spelling', async () => {
    expect(await rows('srcnet/24 bytes', 'top', '--by', 'srcnet/24', '--sort', 'bytes', log)).toEqual([
      ['169.254.1.0/24', '32'],
      ['2001:db8:0:2::/64', '16'],
      ['2001:db8:0:1::/64', '8'],
      ['10.0.1.0/24', '4'],
      ['10.0.0.0/24', '3'],
    ]);
    expect(await rows('srcnet/25 bytes', 'top', '--by', 'srcnet/25', '--src', '10.0.0.0/8', log)).toEqual([
      ['10.0.0.0/25', '1'],
      ['10.0.0.128/25', '2'],
      ['10.0.1.0/25', '4'],
    ]);
    expect(await rows('srcnet/33 flows', 'top', '--by', 'srcnet/33', '--src', '2001:db8::/32', log)).toEqual([
      ['2001:db8::/33', '2'],
    ]);
  });

  it('tell private, public and other addresses apart', async () => {
    expect(await rows('srcscope dstscope bytes', 'top', '--by', 'srcscope,dstscope', '--sort', 'bytes', log)).toEqual([
      ['other', 'private', '32'],
      ['public', 'private', '16'],
      ['public', 'public', '8'],
      ['private', 'public', '6'],
      ['private', 'private', '1'],
    ]);
    expect(await rows('scope bytes', 'top', '--by', 'scope', '--sort', 'bytes', log)).toEqual([
      ['other', '32'],
      ['public', '30'],
      ['private', '1'],
    ]);
  });
});

describe('shares', () => {
  it('add up to the whole, most first', async () => {
    // Of 63 bytes: 32, 30, 1.
    expect(await rows('share cumulative_share', 'top', '--by', 'scope', '--sort', 'bytes', log)).toEqual(
      [
        [32 / 63, 32 / 63],
        [30 / 63, 62 / 63],
        [1 / 63, 1],
      ].map((row) => row.map(String)),
    );
  });

  it('are of all groups, also of those that the limit leaves out', async () => {
    expect(await rows('cumulative_share', 'top', '--by', 'scope', '--sort', 'bytes', '-n', '2', log)).toEqual(
      [[32 / 63], [62 / 63]].map((row) => row.map(String)),
    );
  });
});

describe('reject-reasons', () => {
  it('has a group for rejects without a reason', async () => {
    expect(await rows('reject_reason flows bytes', 'reject-reasons', log)).toEqual([
      ['BPA', '2', '24'],
      ['null', '1', '4'],
    ]);
  });

  it('names the version that brought the field where it is not recorded', async () => {
    await expect(answered(['reject-reasons', nat])).rejects.toMatchObject({
      message: 'reject-reason is not recorded in these logs',
      hint: expect.stringContaining('since version 8'),
    });
  });
});

describe('S04: behind a NAT gateway', () => {
  const talkers = ['top-talkers', '--addr', '203.0.113.5', nat];

  it('the addresses are those of the interfaces', async () => {
    expect(await rows('srcaddr bytes', 'top-sources', nat)).toEqual([
      ['10.0.1.5', '1400'],
      ['10.0.0.220', '1000'],
      ['203.0.113.5', '600'],
    ]);
  });

  it('or, at packet level, those of the packets', async () => {
    // Each way: at eni-0a1 and at eni-0a9 with the client's address, once more at eni-0a9 with the gateway's.
    expect(await rows('srcaddr dstaddr bytes', ...talkers, '--packet-level')).toEqual([
      ['10.0.1.5', '203.0.113.5', '1400'],
      ['10.0.0.220', '203.0.113.5', '700'],
      ['203.0.113.5', '10.0.1.5', '600'],
      ['203.0.113.5', '10.0.0.220', '300'],
    ]);
    expect(await rows('bytes', ...talkers, '--packet-level', '--src', '10.0.1.5')).toEqual([['1400']]);
  });

  it('filters look at the same addresses', async () => {
    expect(await rows('bytes', 'top-talkers', '--src', '10.0.1.5', '--dst', '203.0.113.5', nat)).toEqual([['700']]);
    expect(
      await rows('bytes', 'top-talkers', '--src', '10.0.1.5', '--dst', '203.0.113.5', '--packet-level', nat),
    ).toEqual([['1400']]);
  });

  it('logs without them are refused, and logs that have them in part are remarked on', async () => {
    await expect(answered(['top-talkers', '--packet-level', join(cases, 'S06-protocols/in')])).rejects.toMatchObject({
      message: '--packet-level needs pkt-srcaddr, which is not recorded in these logs',
    });
    const { err } = await answered(['top-talkers', '--packet-level', nat, join(cases, 'T05-range-inside-one-hour/in')]);
    expect(err).toContain(
      "pkt-srcaddr is not recorded in 6 of 12 records (1 file); the interface's own address stands for it there",
    );
  });

  it('--by of them says the same twice', async () => {
    expect(await refusal(['top', '--by', 'pkt_srcaddr', '--packet-level', 'x'])).toBe(
      '2: --by pkt_srcaddr and --packet-level say the same twice | with --packet-level, srcaddr is the address of the packets',
    );
  });
});
