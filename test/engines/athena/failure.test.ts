import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { awsError } from '../../../src/engines/athena/failure.ts';
import { cancelledQuery, failedQuery } from '../../../src/engines/athena/reason.ts';
import { userError } from '../../../src/engines/athena/statement.ts';

const failed = (name: string, message: string, more: object = {}) => Object.assign(new Error(message), { name }, more);
const seen = (error: Error, profile?: string) =>
  awsError(error, 'athena:GetQueryExecution', { profile, region: 'eu-west-1' });

describe('a failed call to AWS', () => {
  it.each([
    [
      'expired',
      failed('ExpiredTokenException', 'The security token included in the request is expired'),
      /have expired/,
      /^run aws sso login, or/,
    ],
    [
      'an SSO session that is over',
      failed(
        'CredentialsProviderError',
        'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login',
      ),
      /have expired/,
      /aws sso login/,
    ],
    [
      'missing',
      failed('CredentialsProviderError', 'Could not load credentials from any providers'),
      /^there are no AWS credentials$/,
      /--profile or AWS_PROFILE/,
    ],
    [
      'unknown to AWS',
      failed('UnrecognizedClientException', 'The security token included in the request is invalid.'),
      /does not accept the credentials/,
      /sso login/,
    ],
    ['no region', failed('Error', 'Region is missing'), /no AWS region/, /--region, AWS_REGION/],
  ])('tells credentials: %s', (_, error, message, hint) => {
    expect(seen(error)).toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
  });

  it('names the profile, in the message and in the command that mends it', () => {
    expect(seen(failed('ExpiredToken', 'expired'), 'audit').hint).toContain('aws sso login --profile audit');
    expect(seen(failed('CredentialsProviderError', 'Could not resolve'), 'audit').message).toContain(
      'the profile "audit"',
    );
  });

  it('names the action that is denied, in the words of AWS if it has any', () => {
    const message =
      'User: arn:aws:sts::1:assumed-role/cron/x is not authorized to perform: glue:GetTable on resource: arn:aws:glue:…';
    expect(seen(failed('AccessDeniedException', message))).toMatchObject({
      exitCode: 3,
      message: `AWS does not allow glue:GetTable: ${message}`,
      hint: 'allow glue:GetTable to this user or role; flowlogs iam-policy prints all that is needed',
    });
    expect(seen(failed('AccessDenied', 'Access Denied')).message).toContain('athena:GetQueryExecution');
    expect(seen(failed('AccessDeniedException', 'Insufficient Lake Formation permission(s) on x')).hint).toContain(
      'Lake Formation',
    );
  });

  it('keeps nothing of the request, whose headers hold credentials', () => {
    const error = failed('AccessDeniedException', 'no', {
      $response: { headers: { authorization: 'Credential=AKIA/secret' } },
    });
    expect(inspect(seen(error), { depth: 20, showHidden: true })).not.toMatch(/AKIA/);
  });

  it.each([
    ['throttling', failed('ThrottlingException', 'Rate exceeded'), /refuses more calls/],
    ['too many queries', failed('TooManyRequestsException', 'limit'), /as many queries as this account may have/],
    [
      'an internal error',
      failed('InternalServerException', 'x', { $metadata: { httpStatusCode: 500 } }),
      /does not answer/,
    ],
    ['no network', failed('Error', 'getaddrinfo ENOTFOUND x', { code: 'ENOTFOUND' }), /does not answer/],
    ['anything else', failed('InvalidRequestException', 'odd'), /^athena:GetQueryExecution failed: odd$/],
  ])('is exit code 1 for %s', (_, error, message) => {
    expect(seen(error)).toMatchObject({ exitCode: 1, message: expect.stringMatching(message) });
  });
});

describe('a query that ended without an answer', () => {
  it.each([
    ['HIVE_CURSOR_ERROR: Failed to read file at s3://b/x.gz: Unexpected end of ZLIB input stream', /damaged/],
    [
      'HIVE_CANNOT_OPEN_SPLIT: Please reduce your request rate. (Service: Amazon S3; Status Code: 503; Error Code: SlowDown)',
      /S3 is too busy/,
    ],
    ["HIVE_BAD_DATA: Field bytes's type INT32 in parquet file is incompatible", /flowlogs doctor/],
    ['HIVE_PARTITION_SCHEMA_MISMATCH: There is a mismatch', /InheritFromTable/],
    ['HIVE_FILESYSTEM_ERROR: Failed to list directory: s3://gone/', /not there/],
    ["VIEW_IS_STALE: line 1:15: View 'x' is stale or in invalid state", /setup-views/],
    ['INVALID_COLUMN_PROPERTY: Injected projection requires single predicate', /--account-id/],
    ['TABLE_NOT_FOUND: line 1:15: Table x does not exist', /--table/],
    ['Query exhausted resources at this scale factor', /shorter window/],
    ['Query timeout', /shorter window/],
    ['GENERIC_INTERNAL_ERROR: null', /ask again/],
  ])('says what to do: %s', (reason, hint) => {
    expect(failedQuery(reason, 'id-1')).toMatchObject({
      exitCode: 1,
      message: `the query failed: ${reason} (id-1)`,
      hint: expect.stringMatching(hint),
    });
  });

  it('has exit code 4 when a limit on the scan stopped it, in either state', () => {
    for (const error of [
      failedQuery('Bytes scanned limit was exceeded', 'i'),
      cancelledQuery('Bytes scanned limit was exceeded', 'i'),
    ]) {
      expect(error).toMatchObject({ exitCode: 4, hint: expect.stringContaining('--work-group') });
    }
    expect(cancelledQuery('Query cancelled by user', 'i')).toMatchObject({ exitCode: 1 });
  });

  it.each([
    ['Access denied when writing output to url: s3://results/x.csv', 's3:PutObject'],
    ['HIVE_CURSOR_ERROR: Access Denied (Service: Amazon S3; Status Code: 403)', 's3:GetObject'],
    ['Permission denied on S3 path: s3://logs/x', 's3:GetObject'],
    ['User is not authorized to perform: glue:GetPartitions on resource: x', 'glue:GetPartitions'],
  ])('has exit code 3 for a refusal: %s', (reason, action) => {
    expect(failedQuery(reason, 'i')).toMatchObject({
      exitCode: 3,
      message: expect.stringContaining(`does not allow ${action}`),
    });
  });

  it('tells the mistakes of a user from ours', () => {
    const error = failedQuery("COLUMN_NOT_FOUND: line 12:8: Column 'x' cannot be resolved", 'i');
    expect(userError(error, 10)).toMatchObject({ exitCode: 2, message: expect.stringContaining('line 2:8') });
    const other = failedQuery('HIVE_BAD_DATA: x', 'i');
    expect(userError(other, 10)).toBe(other);
  });
});
