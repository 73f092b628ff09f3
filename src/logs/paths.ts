/**
 * What the paths and names that AWS gives to flow logs say of the time of their records. Pure: paths of folders and
 * S3 keys alike, with `/` between their parts.
 *
 * Source: Amazon VPC user guide, "Publish flow logs to Amazon S3": folders `vpcflowlogs/<region>/<year>/<month>/<day>/[<hour>/]`
 * or `aws-service=vpcflowlogs/aws-region=<region>/year=…/month=…/day=…/[hour=…/]`; a file named `…_20180620T1620Z_…`
 * holds records whose end is in the five minutes from 16:20.
 */
import type { Window } from '../window.ts';

/** Milliseconds since the epoch, half open. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const day = 86_400_000;
const fiveMinutes = 300_000;

const plain = /(?:^|\/)vpcflowlogs\/[^/=]+\/(\d{4})(?:\/(\d\d))?(?:\/(\d\d))?(?:\/(\d\d))?(?=\/|$)/;
const hive =
  /(?:^|\/)aws-service=vpcflowlogs\/aws-region=[^/]+\/year=(\d{4})(?:\/month=(\d\d?))?(?:\/day=(\d\d?))?(?:\/hour=(\d\d?))?(?=\/|$)/;
const stamp = /_vpcflowlogs_[^/]*_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_[^/]*$/;

/** The year, month, day or hour that a path lies in; undefined if it is not under a dated folder of AWS's. */
export function folderSpan(path: string): Span | undefined {
  const match = plain.exec(path) ?? hive.exec(path);
  if (!match) return undefined;
  const parts = match
    .slice(1)
    .filter((part) => part !== undefined)
    .map(Number);
  return spanOf(parts);
}

/** The five minutes in which the records of a file end; undefined if its name does not say so. */
export function fileSpan(path: string): Span | undefined {
  const match = stamp.exec(path);
  const from = match && spanOf(match.slice(1, 5).map(Number))?.from;
  if (!match || from === null || from === undefined) return undefined;
  const stamped = from + Number(match[5]) * 60_000;
  return { from: stamped, to: stamped + fiveMinutes };
}

/**
 * Whether a file or folder at this path may hold a record that starts inside the window. Records lie where they end,
 * which is after their start, and are delivered late: so the day after the window is looked into, and its last day as a whole.
 */
export function mayHold(path: string, window: Window): boolean {
  return [folderSpan(path), fileSpan(path)].every((span) => span === undefined || meetsPart(span, window));
}

function meetsPart(span: Span, { gap, ...window }: Window): boolean {
  return gap
    ? meets(span, { ...window, to: gap.from }) || meets(span, { ...window, from: gap.to })
    : meets(span, window);
}

function meets(span: Span, { from, to }: Window): boolean {
  if (from && span.to <= from.getTime()) return false;
  return !to || span.from < Math.ceil(to.getTime() / day) * day + day;
}

/** The span of a year, month, day or hour; undefined if the calendar does not have it. */
function spanOf(parts: readonly number[]): Span | undefined {
  const [year = 0, month = 1, date = 1, hour = 0] = parts;
  const from = Date.UTC(year, month - 1, date, hour);
  const exists = new Date(from).getUTCMonth() === month - 1 && new Date(from).getUTCDate() === date && hour < 24;
  if (!exists) return undefined;
  const next = [year, month - 1, date, hour].map((part, index) => (index === parts.length - 1 ? part + 1 : part));
  return { from, to: Date.UTC(...(next as [number, number, number, number])) };
}
