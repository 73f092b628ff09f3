/** What was read for an answer, said on stderr: how much to trust it. */
import type { Coverage, Problem } from '../result.ts';
import type { Window } from '../window.ts';
import { visible } from './escape.ts';
import { counted, grouped, humanBytes } from './units.ts';
import { instant } from './values.ts';

export interface TrustContext {
  readonly window: Window;
  /** A time of its day is said without the day. */
  readonly now: Date;
  /** US dollars for a terabyte scanned; without it no cost is named. */
  readonly pricePerTb?: number;
}

/** How many files, lines and reasons are named before "and 3 more". */
const named = 3;

/**
 * One line: `1,204 flows of 48,211 records in 288 files · NODATA 12 · complete to 13:50Z`. What is zero or was not counted
 * is not mentioned.
 */
export function trustLine(coverage: Coverage, { window, now, pricePerTb }: TrustContext): string {
  const { nodata, skipdata, badLines, otherFiles, damagedFiles } = coverage;
  const parts = [
    read(coverage),
    nodata > 0 && `NODATA ${grouped(nodata)}`,
    skipdata > 0 && `SKIPDATA ${grouped(skipdata)} (records lost)`,
    badLines > 0 && `${counted(badLines, 'bad line')}, see flowlogs inspect`,
    otherFiles > 0 && counted(otherFiles, 'other file'),
    damagedFiles > 0 && counted(damagedFiles, 'damaged file'),
    completeTo(coverage, window, now),
    coverage.scannedBytes !== undefined && scanned(coverage.scannedBytes, pricePerTb),
  ];
  return parts.filter(Boolean).join(' · ');
}

function read({ flows, records, files }: Coverage): string {
  const counts = [
    flows === null ? undefined : counted(flows, 'flow'),
    records === null ? undefined : counted(records, 'record'),
  ].filter((count) => count !== undefined);
  return counts.length === 0 ? '' : counts.join(' of ') + (files === null ? '' : ` in ${counted(files, 'file')}`);
}

/** The end of the last record, or of the window if that is earlier; the day only if it is not today. */
function completeTo({ last }: Coverage, { to }: Window, now: Date): string {
  if (last === null) return '';
  const end = instant(new Date(Math.min(last * 1000, to?.getTime() ?? Number.POSITIVE_INFINITY)));
  const [day, time] = [end.slice(0, 10), `${end.slice(11, 16)}Z`];
  return `complete to ${instant(now).startsWith(day) ? time : `${day} ${time}`}`;
}

/** Amazon Athena pricing: at least 10 MB are charged for a query. */
const leastCharged = 10_000_000;

function scanned(bytes: bigint, pricePerTb: number | undefined): string {
  const amount = `scanned ${humanBytes(bytes)}`;
  if (pricePerTb === undefined) return amount;
  const dollars = (Math.max(Number(bytes), leastCharged) / 1e12) * pricePerTb;
  if (dollars < 0.001) return `${amount}, less than $0.001`;
  return `${amount}, about $${dollars < 0.1 ? dollars.toFixed(3) : dollars.toFixed(2)}`;
}

/**
 * What must be said even where no line of trust is shown: input that was left out or lost, and the notes of the engine.
 * Lines of stderr in order, control characters escaped.
 */
export function warnings(coverage: Coverage): string[] {
  const { skipdata, problems, notes } = coverage;
  const lines = [
    ...fileWarnings(problems.filter(({ line }) => line === null)),
    ...badLineWarnings(coverage),
    ...(skipdata > 0
      ? [`warning: SKIPDATA ${grouped(skipdata)}: AWS could not record some flows in these windows`]
      : []),
    ...notes.map((note) => `note: ${note}`),
  ];
  return lines.map(visible);
}

/** The reader's count of bad lines that it did not list; they are counted in `badLines` already. */
const unlisted = /^and \d+ more /;

/** A line for each reason, with the first files of it and what to do. What is particular to each of several files is left out. */
function fileWarnings(problems: readonly Problem[]): string[] {
  const reasons = new Map<string, Problem[]>();
  for (const problem of problems.filter((one) => !unlisted.test(one.problem))) {
    const [reason = ''] = problem.problem.split(':');
    const same = reasons.get(reason);
    if (same) same.push(problem);
    else reasons.set(reason, [problem]);
  }
  return [...reasons].flatMap(([reason, same]) => {
    const [first] = same;
    const what = same.length === 1 ? first?.problem : `each ${reason}`;
    return [`warning: ${firstFew(same)}: ${what}`, ...(first?.hint === undefined ? [] : [`  ${first.hint}`])];
  });
}

function firstFew(problems: readonly Problem[]): string {
  const files = problems.slice(0, named).map(({ file }) => file);
  const more = problems.length - named;
  return files.join(', ') + (more > 0 ? ` and ${grouped(more)} more` : '');
}

function badLineWarnings({ badLines, problems }: Coverage): string[] {
  if (badLines === 0) return [];
  const first = problems.flatMap(({ file, line, problem }) => (line === null ? [] : [`  ${file}:${line}: ${problem}`]));
  return [`warning: ${counted(badLines, 'bad line')} left out, see flowlogs inspect`, ...first.slice(0, named)];
}
