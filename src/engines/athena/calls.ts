/** Calls to AWS that last through throttling and trouble of the moment, beyond what the SDK itself tries. */
import { setTimeout as delay } from 'node:timers/promises';
import { FlowlogsError, InterruptedError } from '../../errors.ts';
import { awsError, isThrottling, isTransient } from './failure.ts';
import type { AthenaOptions } from './options.ts';

/** Makes a call; `action` names it as IAM does. The signal it is given ends it. */
export type Call = <T>(action: string, send: (signal: AbortSignal | undefined) => Promise<T>) => Promise<T>;

/** Rounds after the first, each of which is three tries of the SDK. */
const rounds = { throttled: 8, transient: 1 };
const longestPause = 20_000;

/** Calls that end with `options.signal`. `expected` errors (by name) are handed on as they are. */
export function caller(options: AthenaOptions, expected: readonly string[] = []): Call {
  const { signal } = options;
  return async (action, send) => {
    const left = { ...rounds };
    for (let pause = 1000; ; pause = Math.min(2 * pause, longestPause)) {
      throwIfAborted(signal);
      try {
        return await send(signal);
      } catch (error) {
        throwIfAborted(signal);
        if (error instanceof Error && expected.includes(error.name)) throw error;
        const again = isThrottling(error) ? left.throttled-- : isTransient(error) ? left.transient-- : 0;
        if (again <= 0) throw awsError(error, action, { profile: options.profile, region: options.region });
      }
      await pauseFor(pause, options, signal);
    }
  };
}

/** Sleeps about so long: between three quarters and five quarters. An abort ends it. */
export async function pauseFor(ms: number, options: AthenaOptions, signal: AbortSignal | undefined): Promise<void> {
  const { sleep = rest, jitter = Math.random } = options;
  await sleep(ms * (0.75 + 0.5 * jitter()), signal);
  throwIfAborted(signal);
}

async function rest(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await delay(ms, undefined, signal ? { signal } : {}).catch(() => {});
}

export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw signal.reason instanceof FlowlogsError ? signal.reason : new InterruptedError();
}
