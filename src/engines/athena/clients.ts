/** The SDK's clients, and how they are set up. */
import { AthenaClient } from '@aws-sdk/client-athena';
import { GlueClient } from '@aws-sdk/client-glue';
import type { AthenaOptions } from './options.ts';

/** One answer takes Athena a second at most, as a rule. */
const usualAnswerTimeout = 20_000;

/** What the SDK says to programmers is not for users. */
const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/** The configuration of every client: credentials by the SDK's own chain, a limit on each answer, no talk. */
export function clientConfig({ region, profile, answerTimeoutMs = usualAnswerTimeout }: AthenaOptions) {
  return {
    ...(region ? { region } : {}),
    ...(profile ? { profile } : {}),
    logger: silent,
    requestHandler: {
      connectionTimeout: Math.min(answerTimeoutMs, 10_000),
      requestTimeout: answerTimeoutMs,
      throwOnRequestTimeout: true,
      socketTimeout: answerTimeoutMs,
    },
  };
}

export interface Clients {
  readonly athena: AthenaClient;
  readonly glue: GlueClient;
}

export function openClients(options: AthenaOptions): Clients {
  const config = clientConfig(options);
  return { athena: new AthenaClient(config), glue: new GlueClient(config) };
}
