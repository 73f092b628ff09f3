/** The start of a query: once, with a place for its results. */
import { randomUUID } from 'node:crypto';
import { type AthenaClient, StartQueryExecutionCommand, type StartQueryExecutionInput } from '@aws-sdk/client-athena';
import { AnswerError, FlowlogsError } from '../../errors.ts';
import { caller } from './calls.ts';
import { deniedError, withoutRequest } from './failure.ts';
import type { AthenaOptions } from './options.ts';

const action = 'athena:StartQueryExecution';

export interface Started {
  readonly id: string;
  /** What must be said about how it was started. */
  readonly notes: readonly string[];
}

/** Starts the query, once however often the call has to be made: its token stays the same. An abort does not end the call. */
export async function startQuery(athena: AthenaClient, text: string, options: AthenaOptions): Promise<Started> {
  const start = async (location: string | undefined): Promise<string> => {
    const input = startInput(text, location, options);
    const call = caller({ ...options, signal: undefined }, ['InvalidRequestException']);
    return (await call(action, () => athena.send(new StartQueryExecutionCommand(input)))).QueryExecutionId ?? '';
  };
  try {
    return { id: await start(options.outputLocation), notes: [] };
  } catch (error) {
    if (options.outputLocation === undefined || !/managed/i.test(messageOf(error))) throw refusal(error, options);
  }
  const note = `the workgroup ${workGroupOf(options)} manages its results itself; ${options.outputLocation} was not used`;
  try {
    return { id: await start(undefined), notes: [note] };
  } catch (error) {
    throw refusal(error, options);
  }
}

function startInput(text: string, location: string | undefined, options: AthenaOptions): StartQueryExecutionInput {
  const { catalog, database, workGroup, reuseResultsMinutes: minutes } = options;
  return {
    QueryString: text,
    ClientRequestToken: randomUUID(),
    QueryExecutionContext: { Database: database, ...(catalog ? { Catalog: catalog } : {}) },
    ...(workGroup ? { WorkGroup: workGroup } : {}),
    ...(location ? { ResultConfiguration: { OutputLocation: location } } : {}),
    ...(minutes
      ? { ResultReuseConfiguration: { ResultReuseByAgeConfiguration: { Enabled: true, MaxAgeInMinutes: minutes } } }
      : {}),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error && !(error instanceof FlowlogsError) ? error.message : '';
}

/** The workgroup's name, for messages. */
export function workGroupOf({ workGroup }: AthenaOptions): string {
  return workGroup ?? 'primary';
}

function refusal(failure: unknown, options: AthenaOptions): FlowlogsError {
  if (failure instanceof FlowlogsError) return failure;
  const error = withoutRequest(failure);
  const { message } = error;
  if (/insufficient permissions/i.test(message)) return deniedError(message, action, error);
  if (/no output location/i.test(message)) {
    return new AnswerError(
      `the workgroup ${workGroupOf(options)} has no place for the results of a query`,
      'give --output-location s3://bucket/prefix/, set it in the workgroup, or let the workgroup manage its results',
      error,
    );
  }
  if (/output (bucket|location)|S3 path/i.test(message)) {
    const place = options.outputLocation ?? `the place that the workgroup ${workGroupOf(options)} names`;
    return new AnswerError(
      `Athena cannot put its results into ${place}: ${message}`,
      'name an existing bucket of this region with --output-location',
      error,
    );
  }
  const hint = /workgroup/i.test(message) ? 'check --work-group' : undefined;
  return new AnswerError(`Athena refuses the query: ${message}`, hint, error);
}
