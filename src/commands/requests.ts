/** What the options of most commands ask for, checked together: which logs, and which flows. */
import { UsageError } from '../errors.ts';
import type { Condition } from '../filter.ts';
import { alarmOptions } from '../options/alarm.ts';
import { countingOptions } from '../options/counting.ts';
import { regionConditions } from '../options/filters.ts';
import { lakeOptions } from '../options/lake.ts';
import { namesOption } from '../options/names.ts';
import { outputOptions } from '../options/output.ts';
import { readingOptions } from '../options/reading.ts';
import { runningOptions, showSqlOption } from '../options/running.ts';
import { scanOptions } from '../options/scan.ts';
import { windowOptions } from '../options/window.ts';
import { parseWindow, type Window } from '../window.ts';
import type { AlarmRequest } from './alarm.ts';
import type { Given } from './command.ts';
import type { FilesRequest } from './files-source.ts';
import { checkPaths, type SourceRequest } from './open-source.ts';
import type { Preview } from './preview.ts';

/** Which flows of them. */
export interface FlowsRequest {
  readonly window: Window;
  readonly conditions: readonly Condition[];
  /** Addresses are those of the packets. */
  readonly packetLevel?: boolean;
  /** Each conversation counts at one vantage point. */
  readonly dedupe?: boolean;
  /** The window is said: to a person when it depends on the clock, always when the command line does not show it. */
  readonly sayWindow: 'never' | 'person' | 'always';
}

/** The options of every command that reads logs. */
export const readOptions = { ...outputOptions, ...readingOptions, ...runningOptions };

/** The options of every command that asks, wherever the logs are. */
export const sourceOptions = {
  ...lakeOptions,
  ...scanOptions,
  ...readOptions,
  ...namesOption,
  ...alarmOptions,
  ...showSqlOption,
};

/** … and about any time. */
export const flowOptions = { ...windowOptions, ...sourceOptions };

/** … and adds up what it finds. */
export const questionOptions = { ...flowOptions, ...countingOptions };

/** Files, for commands that know nothing else. Throws UsageError. */
export function filesRequest(paths: readonly string[], { values }: Given<typeof readOptions>): FilesRequest {
  if (paths.length === 0) {
    throw new UsageError('no paths given', 'name log files, a folder of them, or - for standard input');
  }
  checkPaths(paths);
  const { format, workers, memoryLimit, tempDir, quiet } = values;
  return { paths, format, workers, memoryLimit, tempDir, quiet };
}

/** Files if there are paths, else the table of the data lake. */
export function sourceRequest(paths: readonly string[], given: Given<typeof sourceOptions>): SourceRequest {
  if (paths.length > 0) return filesRequest(paths, given);
  const { region, profile, database, table, workGroup, outputLocation, catalog, quiet } = given.values;
  const { maxScan, pricePerTb, reuseResults } = given.values;
  const place = { region, profile, database, table, workGroup, outputLocation, catalog };
  return { ...place, maxScan, pricePerTb, reuseResults, quiet };
}

/** A data lake has no end: without a window, its last day is meant, and it is said. */
const lakeWindow = '24h';

export function flowsRequest(paths: readonly string[], given: Given<typeof flowOptions>): FlowsRequest {
  const { values, origins, now } = given;
  const said = (['since', 'until', 'date'] as const).filter((key) => values[key] !== undefined);
  if (paths.length === 0 && said.length === 0) {
    const window = parseWindow({ since: lakeWindow }, now);
    return { window, conditions: given.conditions, sayWindow: 'always' };
  }
  const typed = said.every((key) => origins.get(key) === `--${key}`);
  const relative = said.some((key) => !/^\d{4}-|^\d{9,}$/.test(values[key] ?? ''));
  return {
    window: parseWindow(values, now),
    conditions: conditionsOn(paths, given),
    sayWindow: !typed ? 'always' : relative ? 'person' : 'never',
  };
}

/** … and how they are counted. */
export function countedFlowsRequest(paths: readonly string[], given: Given<typeof questionOptions>): FlowsRequest {
  const { packetLevel, dedupe } = given.values;
  return { ...flowsRequest(paths, given), packetLevel, dedupe };
}

/** Files have no Region of their own: typed for them, `--region` chooses flows. */
export function conditionsOn(
  paths: readonly string[],
  { conditions, values, origins }: Given<typeof sourceOptions>,
): readonly Condition[] {
  if (paths.length === 0 || values.region === undefined || origins.get('region') !== '--region') return conditions;
  return [...conditions, ...regionConditions(values.region)];
}

export function previewRequest({ values }: Given<typeof sourceOptions>): Preview {
  return values.dryRun ? 'dry-run' : values.showSql ? 'sql' : undefined;
}

export function alarmRequest({ values: { failOver, failIfEmpty } }: Given<typeof alarmOptions>): AlarmRequest {
  return { failOver, failIfEmpty };
}
