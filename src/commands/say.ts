/** What is said on stderr once an answer is written: what could not be read, which window it was, how much to trust it. */
import type { Context } from '../context.ts';
import type { FoundFiles } from '../logs/files.ts';
import { trustLine, warnings } from '../output/trust.ts';
import type { Coverage } from '../result.ts';
import type { Window } from '../window.ts';
import type { OutputRequest } from './output-request.ts';
import type { FlowsRequest } from './requests.ts';

export interface Told {
  readonly coverage: Coverage;
  readonly rows: number;
  readonly found: FoundFiles;
  /** US dollars for a terabyte scanned; undefined on files. */
  readonly pricePerTb?: number | undefined;
  /** What else the command has to say. */
  readonly remark: string | undefined;
  /** The answer itself says what was read. */
  readonly tellsRead?: boolean;
}

/** Says it, in a fixed order; with `--quiet` nothing. */
export async function say(
  { coverage, rows, found, pricePerTb, remark, tellsRead = false }: Told,
  { flows, output }: { readonly flows: FlowsRequest; readonly output: OutputRequest },
  { stdout, stderr, now }: Context,
): Promise<void> {
  if (output.quiet) return;
  const { window, sayWindow } = flows;
  const saysWindow = sayWindow === 'always' || (sayWindow === 'person' && stderr.isTerminal);
  const lines = [
    ...warnings(coverage),
    ...(stderr.isTerminal ? (coverage.asides ?? []) : []).map((aside) => `note: ${aside}`),
    ...(saysWindow ? [`note: flows that started ${windowText(window)}`] : []),
    ...(rows === 0 ? whyEmpty(coverage, found.outside, flows) : []).map((note) => `note: ${note}`),
    ...(remark === undefined ? [] : [`note: ${remark}`]),
    ...(output.format === 'table' && output.out === undefined && stdout.isTerminal && !tellsRead
      ? [trustLine(coverage, { window, now: now(), ...(pricePerTb === undefined ? {} : { pricePerTb }) })]
      : []),
  ];
  for (const line of lines) stderr.stream.write(`${line}\n`);
}

/** Why there are no rows, if the engine has not said it already. */
function whyEmpty(
  { records, flows, notes }: Coverage,
  outside: number,
  { window, conditions }: FlowsRequest,
): readonly string[] {
  if (notes.some((note) => note.startsWith('no record'))) return [];
  // A question may have a condition of its own, which nobody typed.
  const filtered = conditions.some(({ option }) => option.startsWith('--'));
  const started = isOpen(window) ? '' : ` that started ${windowText(window)}`;
  if (records === 0 && outside > 0) return [`no rows: by their names, no files here hold flows${started}`];
  if (records === null) return [`no rows: no flow${started}${filtered ? ' passes the filters' : ' is there'}`];
  if (flows !== 0) return ['no rows'];
  if (filtered) return [`no rows: no flow${started} passes the filters`];
  return [`no rows: none of ${records?.toLocaleString('en-US')} records is such a flow${started}`];
}

function isOpen({ from, to }: Window): boolean {
  return from === undefined && to === undefined;
}

/** `from 2025-08-14 10:00Z and before 2025-08-15 10:00Z`; empty if all time is meant. */
export function windowText({ from, to }: Window): string {
  const parts = [...(from ? [`from ${minute(from)}`] : []), ...(to ? [`before ${minute(to)}`] : [])];
  return parts.join(' and ');
}

/** UTC, to the minute if it is one, else to the second. */
function minute(time: Date): string {
  const text = time
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, 'Z');
  return text.replace(/:00Z$/, 'Z');
}
