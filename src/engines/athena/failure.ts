/** What a failed call to AWS means to the user: which kind of trouble, and what mends it. */
import { AccessError, AnswerError, FlowlogsError } from '../../errors.ts';

export interface Caller {
  readonly profile: string | undefined;
  readonly region: string | undefined;
}

const throttled = new Set([
  'ThrottlingException',
  'Throttling',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'SlowDown',
]);
const expired = new Set(['ExpiredTokenException', 'ExpiredToken', 'RequestExpired', 'TokenRefreshRequired']);
const invalid = new Set([
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'InvalidAccessKeyId',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
  'IncompleteSignature',
  'MissingAuthenticationToken',
  'InvalidToken',
]);
const missing = new Set(['CredentialsProviderError', 'TokenProviderError', 'ProviderError']);
const denied = new Set(['AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation', 'AccessDeniedError']);
const network = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH']);

export function isThrottling(error: unknown): boolean {
  return throttled.has(nameOf(error));
}

/** Trouble of the moment: the same call may well succeed the next time. */
export function isTransient(error: unknown): boolean {
  const { $metadata, code } = error as { $metadata?: { httpStatusCode?: number }; code?: string };
  return ($metadata?.httpStatusCode ?? 0) >= 500 || nameOf(error) === 'TimeoutError' || network.has(code ?? '');
}

export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

/** The SDK's errors carry their request, headers with credentials and all: what is kept as a cause must not. */
export function withoutRequest(failure: unknown): Error {
  const { name, message, stack } = failure instanceof Error ? failure : new Error(String(failure));
  return Object.assign(new Error(message), { name, stack });
}

/** The error to report for a call of `action` (`athena:StartQueryExecution`). */
export function awsError(failure: unknown, action: string, caller: Caller): FlowlogsError {
  if (failure instanceof FlowlogsError) return failure;
  const error = withoutRequest(failure);
  const { name, message } = error;
  const access = accessError(name, message, action, caller, error);
  if (access) return access;
  if (name === 'TooManyRequestsException') {
    return new AnswerError(
      `Athena runs as many queries as this account may have at a time (${message})`,
      'wait until others have ended, or ask AWS for a higher limit',
      error,
    );
  }
  if (isThrottling(failure)) {
    return new AnswerError(`AWS refuses more calls for now (${action}: ${message})`, 'try again in a minute', error);
  }
  if (isTransient(failure)) {
    return new AnswerError(
      `AWS does not answer (${action}: ${message})`,
      `check the network and the region (${caller.region ?? 'not given'}), then try again`,
      error,
    );
  }
  return new AnswerError(`${action} failed: ${message}`, undefined, error);
}

function accessError(
  name: string,
  message: string,
  action: string,
  caller: Caller,
  cause: unknown,
): AccessError | undefined {
  const login = `run aws sso login${caller.profile ? ` --profile ${caller.profile}` : ''}, or renew the credentials`;
  if (/^Region is missing/.test(message)) {
    return new AccessError('no AWS region is given', 'use --region, AWS_REGION, or a profile with a region', cause);
  }
  // The SDK calls an SSO session that has run out a missing one; only its text tells.
  if (expired.has(name) || (missing.has(name) && /expired|aws sso login|refresh/i.test(message))) {
    return new AccessError(`the AWS credentials have expired (${action})`, login, cause);
  }
  if (missing.has(name) || /^Could not load credentials/.test(message)) {
    const whose = caller.profile ? `for the profile "${caller.profile}" (${message})` : '';
    return new AccessError(
      `there are no AWS credentials ${whose}`.trim(),
      'run aws configure sso or aws configure; name a profile with --profile or AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
      cause,
    );
  }
  if (invalid.has(name)) {
    return new AccessError(`AWS does not accept the credentials (${action}: ${message})`, login, cause);
  }
  return denied.has(name) ? deniedError(message, action, cause) : undefined;
}

/** A refusal that names the action; AWS's own name of it is in the message, as a rule. */
export function deniedError(message: string, action: string, cause?: unknown): AccessError {
  const refused = /not authorized to perform:? ([a-z0-9-]+:[A-Za-z]+)/.exec(message)?.[1] ?? action;
  const hint = /lake formation/i.test(message)
    ? 'let an administrator of Lake Formation grant SELECT and DESCRIBE on the table'
    : `allow ${refused} to this user or role; flowlogs iam-policy prints all that is needed`;
  return new AccessError(`AWS does not allow ${refused}: ${message}`, hint, cause);
}
