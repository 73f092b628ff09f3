import { describe, expect, it } from 'vitest';
import { parseS3Uri } from '../../src/catalog/bucket.ts';
import { folderName, type LevelKind } from '../../src/catalog/levels.ts';

const kind = (name: string, ...above: readonly LevelKind[]) => folderName(name, above)?.kind;

describe('the name of a folder', () => {
  it.each<[string, readonly LevelKind[], LevelKind | undefined]>([
    ['123456789012', [], 'account'],
    ['vpcflowlogs', ['account'], 'service'],
    ['CloudTrail', ['account'], undefined],
    ['ap-southeast-1', ['account', 'service'], 'region'],
    ['us-gov-west-1', ['account', 'service'], 'region'],
    ['2025', ['region'], 'year'],
    ['08', ['year'], 'month'],
    ['13', ['year'], undefined],
    ['14', ['year', 'month'], 'day'],
    ['23', ['year', 'month', 'day'], 'hour'],
    ['24', ['year', 'month', 'day'], undefined],
    ['08', [], undefined],
    ['aws-account-id=123456789012', [], 'account'],
    ['aws-service=vpcflowlogs', ['account'], 'service'],
    ['aws-service=cloudtrail', ['account'], undefined],
    ['dt=2025-08-14', [], 'date'],
    ['day=2025-08-14', [], 'date'],
    ['date=14', ['year', 'month'], 'day'],
    ['team=net', [], 'other'],
  ])('%s below %j is %s', (name, above, expected) => {
    expect(kind(name, ...above)).toBe(expected);
  });

  it('has a value without the escapes of Hive', () => {
    expect(folderName('team=a%3Ab%', [])?.value).toBe('a:b%');
  });
});

describe('a place in S3', () => {
  it.each([
    ['s3://my-bucket', 'my-bucket', ''],
    ['s3://my-bucket/', 'my-bucket', ''],
    ['s3://my.bucket/a/b', 'my.bucket', 'a/b/'],
    ['s3a://my-bucket/a/b/', 'my-bucket', 'a/b/'],
  ])('%s', (uri, bucket, prefix) => {
    expect(parseS3Uri(uri)).toEqual({ bucket, prefix });
  });

  it.each(['my-bucket/a', 's3://', 's3://UPPER/x', 'https://x/y'])('is not %s', (text) => {
    expect(parseS3Uri(text)).toBeUndefined();
  });
});
