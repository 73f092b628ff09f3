/** What is said on stderr once an answer is written: what could not be read, which window it was, how much to trust it. */
import type { Context } from '../context.ts';
import type { FoundFiles } from '../logs/files.ts';
import type { Coverage } from '../result.ts';
import type { Window } from '../window.ts';
import type { FlowsRequest, OutputRequest } from './requests.ts';

export interface Told {
  readonly coverage: Coverage;
  readonly rows: number;
  readonly found: FoundFiles;
  /** What else the command has to say. */
  readonly remark: string | undefined;
}

/** Says it, in a fixed order; with `--quiet` nothing. */
export async function say(
  { coverage, rows, found, remark }: Told,
  { flows, output }: { readonly flows: FlowsRequest; readonly output: OutputRequest },
  { stdout, stderr }: Context,
): Promise<void> {
  if (output.quiet) return;
  const { trustLine, warnings } = await import('../output/trust.ts');
  const { window, sayWindow } = flows;
  const saysWindow = sayWindow === 'always' || (sayWindow === 'person' && stderr.isTerminal);
  const lines = [
    ...warnings(coverage),
    ...(saysWindow ? [`note: flows that started ${windowText(window)}`] : []),
    ...(rows === 0 ? [`note: ${whyEmpty(coverage, found.outside, flows)}`] : []),
    ...(remark === undefined ? [] : [`note: ${remark}`]),
    ...(output.format === 'table' && output.out === undefined && stdout.isTerminal
      ? [trustLine(coverage, { window })]
      : []),
  ];
  for (const line of lines) stderr.stream.write(`${line}\n`);
}

/** Why there are no rows, as far as the records tell. */
function whyEmpty(
  { records, flows, first, last }: Coverage,
  outside: number,
  { window, conditions }: FlowsRequest,
): string {
  if (records === 0 && outside > 0) {
    return `no rows: no file can hold flows that started ${windowText(window)} (${outside} named for other times)`;
  }
  if (records === 0) return 'no rows: the logs hold no records';
  if (flows !== 0) return 'no rows';
  if (isOpen(window) && conditions.length > 0) return 'no rows: no flow passes the filters';
  if (isOpen(window)) return `no rows: none of ${records?.toLocaleString('en-US')} records is such a flow`;
  const filtered = conditions.length > 0 ? ' and passes the filters' : '';
  const covered = first === null || last === null ? '' : `; the logs cover ${moment(first)} to ${moment(last)}`;
  return `no rows: no flow started ${windowText(window)}${filtered}${covered}`;
}

function isOpen({ from, to }: Window): boolean {
  return from === undefined && to === undefined;
}

/** `from 2025-08-14 10:00Z to 2025-08-15 10:00Z`. */
function windowText({ from, to }: Window): string {
  const parts = [...(from ? [`from ${minute(from)}`] : []), ...(to ? [`before ${minute(to)}`] : [])];
  return parts.join(' and ');
}

function moment(seconds: number): string {
  return minute(new Date(seconds * 1000));
}

/** UTC, to the minute if it is one, else to the second. */
function minute(time: Date): string {
  const text = time
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z');
  return text.replace(/:00Z$/, 'Z');
}
