/** What the options of most commands ask for, checked together: which logs, which flows, and how the answer is given. */
import { UsageError } from '../errors.ts';
import type { Condition } from '../filter.ts';
import { alarmOptions } from '../options/alarm.ts';
import type { OutputFormat } from '../options/output.ts';
import { outputOptions } from '../options/output.ts';
import { readingOptions } from '../options/reading.ts';
import { runningOptions } from '../options/running.ts';
import { windowOptions } from '../options/window.ts';
import { parseWindow, type Window } from '../window.ts';
import type { AlarmRequest } from './alarm.ts';
import type { Given } from './command.ts';
import { checkPaths, type SourceRequest } from './source.ts';

/** Which flows of them. */
export interface FlowsRequest {
  readonly window: Window;
  readonly conditions: readonly Condition[];
  /** The window is said: to a person when it depends on the clock, always when the command line does not show it. */
  readonly sayWindow: 'never' | 'person' | 'always';
}

/** How the answer is given. */
export interface OutputRequest {
  readonly format: OutputFormat;
  readonly out: string | undefined;
  readonly header: boolean;
  readonly bytes: 'human' | 'raw';
  readonly color: boolean;
  readonly csvSafe: boolean;
  readonly quiet: boolean;
  /** Bad lines above which the exit code is 6. */
  readonly maxBad: number;
}

/** The options of every command that reads logs. */
export const readOptions = { ...outputOptions, ...readingOptions, ...runningOptions };

/** The options of every command that asks about flows. */
export const flowOptions = { ...windowOptions, ...readOptions, ...alarmOptions };

export function sourceRequest(paths: readonly string[], { values }: Given<typeof readOptions>): SourceRequest {
  checkPaths(paths);
  const { format, workers, memoryLimit, tempDir, quiet } = values;
  return { paths, format, workers, memoryLimit, tempDir, quiet };
}

export function flowsRequest({ values, origins, conditions, now }: Given<typeof windowOptions>): FlowsRequest {
  const said = (['since', 'until', 'date'] as const).filter((key) => values[key] !== undefined);
  const typed = said.every((key) => origins.get(key) === `--${key}`);
  const relative = said.some((key) => !/^\d{4}-|^\d{9,}$/.test(values[key] ?? ''));
  return {
    window: parseWindow(values, now),
    conditions,
    sayWindow: !typed ? 'always' : relative ? 'person' : 'never',
  };
}

/** Commands that read no log have no bad lines. */
type OutputGiven = Pick<Given<typeof outputOptions>, 'values' | 'origins'> & {
  readonly values: { readonly strict?: boolean; readonly maxBad?: number | undefined };
};

export function alarmRequest({ values: { failOver, failIfEmpty } }: Given<typeof alarmOptions>): AlarmRequest {
  return { failOver, failIfEmpty };
}

export function outputRequest({ values, origins }: OutputGiven): OutputRequest {
  const { out, header, bytes, color, csvSafe, quiet } = values;
  const format = outputFormat(values, origins);
  if (bytes === 'human' && origins.get('bytes') === '--bytes' && format !== 'table' && format !== 'markdown') {
    throw new UsageError(
      `--bytes human and ${format} contradict each other`,
      'bytes are shortened for people only: in table and markdown',
    );
  }
  return { format, out, header, bytes, color, csvSafe, quiet, maxBad: badLinesAllowed(values) };
}

function outputFormat(
  { output, csv, json }: { output: OutputFormat; csv: boolean; json: boolean },
  origins: ReadonlyMap<string, string>,
): OutputFormat {
  const said = [
    ...(origins.has('output') ? [[`${origins.get('output')} ${output}`, output] as const] : []),
    ...(csv ? [['--csv', 'csv'] as const] : []),
    ...(json ? [['--json', 'json'] as const] : []),
  ];
  const [first, ...others] = said;
  const other = others.find(([, format]) => format !== first?.[1]);
  if (first && other) {
    throw new UsageError(`${first[0]} and ${other[0]} contradict each other`, 'an answer has one format');
  }
  return first?.[1] ?? output;
}

function badLinesAllowed({ strict = false, maxBad }: OutputGiven['values']): number {
  if (strict && maxBad !== undefined && maxBad > 0) {
    throw new UsageError(`--strict and --max-bad ${maxBad} contradict each other`, '--strict is --max-bad 0');
  }
  return strict ? 0 : (maxBad ?? Number.POSITIVE_INFINITY);
}
