/** From a bucket of logs to answers: one `setup`, then questions with no option but the database. */
import { beforeAll, describe, expect, it } from 'vitest';
import { humanBytes } from '../../src/output/units.ts';
import { control, makePlace, type Place, put, v2 } from './bed.ts';
import { flowlogs, flowlogsOnTerminal } from './program.ts';
import { rowsOn } from './statement.ts';

const account = '123456789012';
const region = 'ap-southeast-1';
/** 2022-05-04T00:00:00Z. */
const midnight = 1_651_622_400;
/** The logs of today are made today: half an hour ago, to the second. */
const recently = Math.floor(Date.now() / 1000) - 1800;

function flow(src: string, dst: string, port: number, sums: string, start: number, action: string): string {
  return `2 ${account} eni-0a1 ${src} ${dst} 40000 ${port} 6 ${sums} ${start} ${start + 60} ${action} OK`;
}
const silent = (start: number, status: string) =>
  `2 ${account} eni-0a1 - - - - - - - ${start} ${start + 60} - ${status}`;

const dayBefore = flow('203.0.113.9', '10.0.0.3', 23, '1 60', midnight - 30, 'REJECT');
const ofTheDay = [
  flow('10.0.0.1', '10.0.0.2', 443, '10 1000', midnight, 'ACCEPT'),
  flow('2001:db8::1', '2001:DB8:0:0:0:0:0:2', 443, '5 500', midnight + 60, 'ACCEPT'),
  flow('203.0.113.9', '10.0.0.2', 22, '1 40', midnight + 120, 'REJECT'),
  flow('203.0.113.9', '10.0.0.2', 22, '2 80', midnight + 180, 'REJECT'),
];
const deliveredNextDay = flow('203.0.113.9', '10.0.0.4', 3389, '1 60', midnight + 86_370, 'REJECT');
const nextDay = flow('10.0.0.1', '10.0.0.2', 443, '7 700', midnight + 86_460, 'ACCEPT');

/** By folder. */
const days: Readonly<Record<string, readonly string[]>> = {
  '2022/05/03': [silent(midnight - 3600, 'NODATA')],
  '2022/05/04': [dayBefore, ...ofTheDay, silent(midnight + 300, 'NODATA'), silent(midnight + 360, 'SKIPDATA')],
  '2022/05/05': [deliveredNextDay, nextDay],
  '2022/05/06': Array.from({ length: 9 }, (_, i) => silent(midnight + 172_800 + 60 * i, 'NODATA')),
};
const recent = [
  flow('198.51.100.7', '10.0.0.2', 25, '3 180', recently, 'REJECT'),
  flow('198.51.100.7', '10.0.0.2', 25, '1 40', recently + 1, 'REJECT'),
  flow('10.0.0.9', '10.0.0.2', 443, '20 2000', recently, 'ACCEPT'),
];
const moreThanADayAgo = flow('198.51.100.7', '10.0.0.2', 25, '1 99', recently - 25 * 3600, 'REJECT');

const rfc3339 = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000', '');
const dayOf = (seconds: number) => rfc3339(seconds).slice(0, 10).replaceAll('-', '/');

let place: Place;
let registered: Place;
const sizes = new Map<string, number>();

async function deliver(day: string, records: readonly string[], name = 'a'): Promise<void> {
  const key = `AWSLogs/${account}/vpcflowlogs/${region}/${day}/${name}.log.gz`;
  sizes.set(day, await put(place, key, `${[v2, ...records].join('\n')}\n`));
}

beforeAll(async () => {
  place = await makePlace('questions');
  registered = { ...place, database: `${place.database}_r` };
  for (const [day, records] of Object.entries(days)) await deliver(day, records);
  await deliver(dayOf(recently + 60), recent, 'recent');
  await deliver(dayOf(recently - 25 * 3600 + 60), [moreThanADayAgo], 'earlier');
});

/** Standard output of a command that must succeed. */
async function answer(where: Place, ...args: readonly string[]): Promise<string> {
  const { code, out, err } = await flowlogs(where, args);
  expect([code, err.replaceAll(/^note: .*\n/gm, '')]).toEqual([0, '']);
  return out;
}

/** Some columns of an answer in CSV, as rows of text. */
function columnsOf(csv: string, ...names: readonly string[]): string[][] {
  const [header = [], ...rows] = csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  return rows.map((row) => names.map((name) => row[header.indexOf(name)] ?? ''));
}

describe('a bucket that was set up with one command', () => {
  beforeAll(async () => {
    const out = await answer(place, 'setup', '--location', `s3://${place.bucket}/`, '--csv', '--no-header');
    expect(out.split('\n').map((line) => line.split(',')[1])).toEqual([
      ...Array(6).fill('created'),
      'answered',
      undefined,
    ]);
  });

  it('tells what it has done when a later step fails', async () => {
    const other = { ...place, database: `${place.database}_failed` };
    await control({ fail_next: 'INTERNAL_ERROR: no' });
    const { code, out, err } = await flowlogs(other, ['setup', '--location', `s3://${place.bucket}/`]);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^table flowlogs_ap_southeast_1: created\nflowlogs: .*INTERNAL_ERROR: no/);
  });

  it('tells what was rejected in the last day, and what was accepted', async () => {
    const { code, out, err } = await flowlogs(place, ['top-rejects', '--csv']);
    expect([code, err]).toEqual([0, expect.stringMatching(/^note: flows that started from .*Z\n$/)]);
    expect(out).toBe(
      `srcaddr,dstaddr,flows,packets,bytes,dstports,first_seen,last_seen,share,cumulative_share\n198.51.100.7,10.0.0.2,2,4,220,1,${rfc3339(recently)},${rfc3339(recently + 61)},1,1\n`,
    );
    expect(await answer(place, 'top-accepts', '--csv')).toBe(
      `srcaddr,bytes,packets,flows,first_seen,last_seen,share,cumulative_share\n10.0.0.9,2000,20,1,${rfc3339(recently)},${rfc3339(recently + 60)},1,1\n`,
    );
  });

  it('shows the log of a day, with what was delivered after midnight, and without what is no traffic', async () => {
    const lines = (await answer(place, 'day', '2022-05-04', '--csv')).trimEnd().split('\n');
    expect(lines[0]).toBe(v2.replaceAll(' ', ',').replaceAll('-', '_'));
    expect(lines.slice(1)).toEqual([...ofTheDay, deliveredNextDay].map((line) => line.replaceAll(' ', ',')));
  });

  it('reads the objects of a day and of the next for it, and says so before and after', async () => {
    const bytes = (sizes.get('2022/05/04') ?? 0) + (sizes.get('2022/05/05') ?? 0);
    const planned = await answer(place, 'top-rejects', '--date', '2022-05-04', '--dry-run');
    expect(planned).toContain(`-- would scan 2 partitions, 2 objects, ${bytes} B, at most $0.0001\n`);
    const { code, out } = await flowlogsOnTerminal(place, ['top-rejects', '--date', '2022-05-04']);
    expect(code).toBe(0);
    // Once for the answer, and once to look for copies, of which a person is told.
    expect(out).toContain(`scanned ${humanBytes(BigInt(2 * bytes))}, less than $0.001`);
  });
});

describe('the statements of the mission, typed by hand on our table', () => {
  const table = 'flowlogs_ap_southeast_1';
  const reject = `SELECT srcaddr, dstaddr, COUNT(*) AS reject_count, SUM(bytes) AS total_reject_bytes FROM ${table} WHERE action = 'REJECT' GROUP BY srcaddr, dstaddr ORDER BY reject_count DESC, dstaddr`;
  const accept = `SELECT srcaddr, SUM(bytes) AS total_bytes, COUNT(*) AS connection_attempts FROM ${table} WHERE action = 'ACCEPT' GROUP BY srcaddr ORDER BY total_bytes DESC`;
  const rejects = [
    ['198.51.100.7', '10.0.0.2', '3', '319'],
    ['203.0.113.9', '10.0.0.2', '2', '120'],
    ['203.0.113.9', '10.0.0.3', '1', '60'],
    ['203.0.113.9', '10.0.0.4', '1', '60'],
  ];
  const accepts = [
    ['10.0.0.9', '2000', '1'],
    ['10.0.0.1', '1700', '2'],
    ['2001:db8::1', '500', '1'],
  ];

  // Those ask about all days that there are; of a projection that would be each since the first.
  beforeAll(async () => {
    await answer(registered, 'setup', '--location', `s3://${place.bucket}/`, '--partitioning', 'registered');
  });

  it('count and sum up what top-rejects and top-accepts do', async () => {
    expect(await rowsOn(registered, reject)).toEqual(rejects);
    expect(await rowsOn(registered, accept)).toEqual(accepts);
    const always = ['--since', '2022-01-01', '--csv', '-n', '0'];
    const ours = await answer(registered, 'top-rejects', ...always);
    expect(columnsOf(ours, 'srcaddr', 'dstaddr', 'flows', 'bytes')).toEqual(rejects);
    expect(columnsOf(await answer(registered, 'top-accepts', ...always), 'srcaddr', 'bytes', 'flows')).toEqual(accepts);
  });

  it('make views of the same names that tell the same as ours', async () => {
    const read = async () => [
      await rowsOn(registered, 'SELECT * FROM vpc_reject_traffic ORDER BY reject_count DESC, dstaddr'),
      await rowsOn(registered, 'SELECT * FROM vpc_accept_traffic ORDER BY total_bytes DESC'),
    ];
    expect(await read()).toEqual([rejects, accepts]);
    await rowsOn(registered, `CREATE OR REPLACE VIEW vpc_reject_traffic AS ${reject};`);
    await rowsOn(registered, `CREATE OR REPLACE VIEW vpc_accept_traffic AS ${accept};`);
    expect(await read()).toEqual([rejects, accepts]);
  });

  it('show every record of the folder of a day, of which those of the day are in ours', async () => {
    const rows = await rowsOn(
      registered,
      `SELECT * FROM ${table} WHERE year = '2022' AND month = '05' AND date = '04' ORDER BY start`,
    );
    const texts = rows.map((row) =>
      row
        .slice(0, 14)
        .map((cell) => cell ?? '-')
        .join(' '),
    );
    expect(texts).toEqual(days['2022/05/04']);
    const ours = (await answer(registered, 'day', '2022-05-04', '--csv', '--no-header')).replaceAll(',', ' ').trimEnd();
    expect(ours.split('\n')).toEqual([...texts.slice(1, 5), deliveredNextDay]);
  });
});
