/** Flow logs in the bed's S3 for the tests of the set-up, small enough to add up by hand. */
import { answered } from '../commands/typing.ts';
import { type Place, put, v2 } from './bed.ts';

const account = '123456789012';
const region = 'ap-southeast-1';
/** 2025-08-14T00:00:00Z. */
const start = 1_755_129_600;

/** A record of version 2, `after` seconds after the start of 2025-08-14. */
function line(
  src: string,
  dst: string,
  port: number,
  packets: number,
  bytes: number,
  action: string,
  after: number,
): string {
  return `2 ${account} eni-0a1 ${src} ${dst} 40000 ${port} 6 ${packets} ${bytes} ${start + after} ${start + after + 60} ${action} OK`;
}

const nodata = `2 ${account} eni-0a1 - - - - - - - ${start + 60} ${start + 120} - NODATA`;

/** By day: 4 flows and a NODATA record, then one flow. */
export const records: Readonly<Record<string, readonly string[]>> = {
  '2025-08-14': [
    line('10.0.0.1', '10.0.0.2', 443, 10, 1000, 'ACCEPT', 0),
    line('10.0.0.1', '10.0.0.3', 443, 5, 500, 'ACCEPT', 60),
    line('203.0.113.9', '10.0.0.2', 22, 1, 40, 'REJECT', 120),
    line('203.0.113.9', '10.0.0.2', 22, 2, 80, 'REJECT', 180),
    nodata,
  ],
  '2025-08-15': [line('203.0.113.9', '10.0.0.4', 3389, 1, 60, 'REJECT', 86_400)],
};

interface Layout {
  readonly hive: boolean;
  readonly hourly: boolean;
}

export const layouts: Readonly<Record<string, Layout>> = {
  plain: { hive: false, hourly: false },
  'plain, hourly': { hive: false, hourly: true },
  'Hive-compatible': { hive: true, hourly: false },
  'Hive-compatible, hourly': { hive: true, hourly: true },
};

/** The folder of a day (or of its first hour), below `AWSLogs/`. */
function dayFolder(day: string, { hive, hourly }: Layout, of = { account, region }): string {
  const [year, month, date] = day.split('-');
  return hive
    ? `aws-account-id=${of.account}/aws-service=vpcflowlogs/aws-region=${of.region}/year=${year}/month=${month}/day=${date}/${hourly ? 'hour=00/' : ''}`
    : `${of.account}/vpcflowlogs/${of.region}/${year}/${month}/${date}/${hourly ? '00/' : ''}`;
}

/** Puts the records of both days below `prefix` + `AWSLogs/`. */
export async function putDays(place: Place, prefix: string, layout: Layout, of = { account, region }): Promise<void> {
  for (const [day, lines] of Object.entries(records)) {
    const name = `${of.account}_vpcflowlogs_${of.region}_fl-0a1_${day.replaceAll('-', '')}T0005Z_0a1.log.gz`;
    await put(place, `${prefix}AWSLogs/${dayFolder(day, layout, of)}${name}`, `${v2}\n${lines.join('\n')}\n`);
  }
}

/** Does what a command line asks for, on the place's database and with its own folder for results. */
export function run(place: Place, args: string): ReturnType<typeof answered> {
  const options = ['--database', place.database, '--output-location', `s3://${place.bucket}/results/`];
  return answered([...args.split(' '), ...options]);
}
