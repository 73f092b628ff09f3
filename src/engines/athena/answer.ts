/** An answer of Athena: rows, what it took, and what must be said of it. */
import type { AthenaClient, QueryExecution } from '@aws-sdk/client-athena';
import { AnswerError } from '../../errors.ts';
import type { Column, Coverage, Result } from '../../result.ts';
import type { AthenaOptions } from './options.ts';
import { columnOf, openAnswer } from './pages.ts';
import { priceOf } from './price.ts';
import { workGroupOf } from './start.ts';

interface Statistics {
  readonly queryExecutionId: string;
  readonly scannedBytes: bigint;
  /** US dollars; nothing if an earlier answer was taken again. */
  readonly price: number;
  readonly engineMs: number;
  readonly queueMs: number;
  readonly reused: boolean;
  /** Where the results lie; undefined if the workgroup manages them. */
  readonly outputLocation: string | undefined;
}

export interface AthenaResult extends Result {
  readonly statistics: Statistics;
}

/** The answer of a query that SUCCEEDED. Without `columns` they are taken from the answer. */
export async function answerOf(
  athena: AthenaClient,
  execution: QueryExecution,
  options: AthenaOptions,
  notes: readonly string[],
  columns?: readonly Column[],
): Promise<AthenaResult> {
  const { infos, batches } = await openAnswer(athena, execution, options);
  if (columns && infos.length !== columns.length) {
    throw new AnswerError(`the answer has ${infos.length} columns, the question ${columns.length}`);
  }
  const named = columns ?? infos.map(columnOf);
  const statistics = statisticsOf(execution, options);
  const coverage = coverageOf(statistics, [...notes, ...reuseNotes(statistics), ...locationNotes(statistics, options)]);
  return { columns: named, batches: batches(named), coverage: () => coverage, statistics };
}

/** Answers to questions that were asked together: each has the coverage of all. */
export function together(results: readonly AthenaResult[]): readonly AthenaResult[] {
  const scannedBytes = results.reduce((sum, { statistics }) => sum + statistics.scannedBytes, 0n);
  const notes = [...new Set(results.flatMap((result) => result.coverage().notes))];
  return results.map((result) => {
    const withAll = (coverage: Coverage): Coverage => ({
      ...coverage,
      notes: [...new Set([...notes, ...coverage.notes])],
      scannedBytes: scannedBytes - result.statistics.scannedBytes + (coverage.scannedBytes ?? 0n),
    });
    const { fullCoverage } = result;
    return {
      ...result,
      coverage: () => withAll(result.coverage()),
      ...(fullCoverage && { fullCoverage: async (forPeople: boolean) => withAll(await fullCoverage(forPeople)) }),
    };
  });
}

function statisticsOf(execution: QueryExecution, { pricePerTb }: AthenaOptions): Statistics {
  const { Statistics: statistics } = execution;
  const scannedBytes = BigInt(statistics?.DataScannedInBytes ?? 0);
  const reused = statistics?.ResultReuseInformation?.ReusedPreviousResult ?? false;
  return {
    queryExecutionId: execution.QueryExecutionId ?? '',
    scannedBytes,
    price: reused ? 0 : priceOf(scannedBytes, pricePerTb),
    engineMs: statistics?.EngineExecutionTimeInMillis ?? 0,
    queueMs: statistics?.QueryQueueTimeInMillis ?? 0,
    reused,
    outputLocation: execution.ResultConfiguration?.OutputLocation,
  };
}

/** Whoever allows an answer of an hour ago wants to know when it is one. */
function reuseNotes({ reused }: Statistics): readonly string[] {
  return reused ? ['an earlier answer was taken again (--reuse-results); nothing was scanned'] : [];
}

/** A workgroup may enforce its own place, whatever the client asks for. */
function locationNotes({ outputLocation }: Statistics, options: AthenaOptions): readonly string[] {
  const wanted = options.outputLocation;
  if (!wanted || !outputLocation || outputLocation.startsWith(wanted)) return [];
  return [`the workgroup ${workGroupOf(options)} enforces its own place for results: ${outputLocation}, not ${wanted}`];
}

function coverageOf({ scannedBytes }: Statistics, notes: readonly string[]): Coverage {
  return {
    flows: null,
    records: null,
    files: null,
    otherFiles: 0,
    nodata: 0,
    skipdata: 0,
    badLines: 0,
    damagedFiles: 0,
    first: null,
    last: null,
    problems: [],
    notes,
    scannedBytes,
  };
}
