/** What is compared with what: two times of the same logs, or two sets of logs. */
import { derivedNamed } from '../derived.ts';
import { UsageError } from '../errors.ts';
import type { diffOptions } from '../options/diff.ts';
import type { Sides } from '../queries/diff-sides.ts';
import type { Given } from './command.ts';
import { gapConditions, sidesOf, windowOf } from './diff-windows.ts';
import { checkPaths, type SourceRequest } from './open-source.ts';
import { countedFlowsRequest, type FlowsRequest, type questionOptions, sourceRequest } from './requests.ts';

export interface Comparison {
  readonly sides: Sides;
  readonly flows: FlowsRequest;
  readonly source: SourceRequest;
}

type DiffGiven = Given<typeof diffOptions & typeof questionOptions>;

/** Throws UsageError. */
export function comparisonOf(given: DiffGiven, by: readonly string[]): Comparison {
  return given.values.againstPaths === undefined ? ofTimes(given, by) : ofPaths(given, given.values.againstPaths);
}

function ofTimes(given: DiffGiven, by: readonly string[]): Comparison {
  checkGroups(by);
  const flows = countedFlowsRequest(given.args, given);
  const sides = sidesOf(flows.window, given.values.against, given.now);
  const window = windowOf(sides);
  const conditions = [...flows.conditions, ...gapConditions(window)];
  return { sides, flows: { ...flows, window, conditions }, source: sourceRequest(given.args, given) };
}

/** What is grouped by time is on one side only. */
function checkGroups(by: readonly string[]): void {
  const time = by.find((name) => derivedNamed(name)?.of.includes('start'));
  if (time === undefined) return;
  throw new UsageError(
    `--by ${time} and two times to compare contradict each other: each ${time} is in one of them`,
    'leave it out, or compare two sets of paths: --against-paths',
  );
}

function ofPaths(given: DiffGiven, before: readonly string[]): Comparison {
  const { args, values } = given;
  if (values.against !== undefined) {
    throw new UsageError(
      `--against ${values.against} and --against-paths ${before.join(',')} contradict each other`,
      'compare two times of the same logs, or two sets of logs',
    );
  }
  if (args.length === 0) {
    throw new UsageError(
      `--against-paths ${before.join(',')} compares files with files, and no paths say which are now`,
      'name files or a folder; of a data lake, compare two times: --since 24h --against 7d',
    );
  }
  if (before.includes('-') && args.includes('-')) {
    throw new UsageError('--against-paths - and - are both standard input', 'give one of the two as a file');
  }
  checkPaths(before);
  const source = { ...sourceRequest(args, given), before };
  return { sides: { apart: 'paths' }, flows: countedFlowsRequest(args, given), source };
}
