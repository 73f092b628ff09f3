/** An Athena workgroup, as far as it decides whether questions can be asked. Loads the SDK: to be imported when it is needed. */
import { type AthenaClient, GetWorkGroupCommand } from '@aws-sdk/client-athena';
import type { Call } from './glue.ts';

export interface WorkGroup {
  readonly name: string;
  readonly enabled: boolean;
  /** Where results go; undefined if the workgroup does not say. */
  readonly outputLocation: string | undefined;
  /** What clients say about the place does not count. */
  readonly enforced: boolean;
  /** Athena keeps the results itself. */
  readonly managed: boolean;
  /** Bytes above which a query is stopped. */
  readonly cutoff: number | undefined;
  readonly engine: string | undefined;
}

export async function readWorkGroup(client: AthenaClient, call: Call, name: string): Promise<WorkGroup> {
  const { WorkGroup: found } = await call('athena:GetWorkGroup', (signal) =>
    client.send(new GetWorkGroupCommand({ WorkGroup: name }), signal ? { abortSignal: signal } : {}),
  );
  const configuration = found?.Configuration;
  return {
    name,
    enabled: found?.State !== 'DISABLED',
    outputLocation: configuration?.ResultConfiguration?.OutputLocation || undefined,
    enforced: configuration?.EnforceWorkGroupConfiguration ?? false,
    managed: configuration?.ManagedQueryResultsConfiguration?.Enabled ?? false,
    cutoff: configuration?.BytesScannedCutoffPerQuery,
    engine: configuration?.EngineVersion?.EffectiveEngineVersion,
  };
}
