/** What the environment says of AWS, where the SDK for JavaScript does not say it, or does not look. */
import type { Context } from '../context.ts';

interface Place {
  readonly profile: string | undefined;
  readonly region: string | undefined;
}

/** The profile by its name, for hints; AWS_DEFAULT_REGION, which the AWS CLI reads and the SDK does not. */
export function withEnvironment<R extends Place>(request: R, { env }: Context): R {
  return {
    ...request,
    profile: request.profile ?? (env.AWS_PROFILE || undefined),
    region: request.region ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION || undefined),
  };
}
