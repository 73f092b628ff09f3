/** A bucket in memory that answers as S3 does: keys in order, folders by delimiter, pages of a given size. */
import { gzipSync } from 'node:zlib';
import type { Bucket, Part, S3Object } from '../../src/catalog/bucket.ts';

export interface MemoryBucket extends Bucket {
  /** What was asked, in order. */
  readonly calls: string[];
}

type Body = string | Uint8Array;

/** Objects by key; of equal age unless `ages` (days since 2025-01-01) says more. */
export function memoryBucket(
  objects: Readonly<Record<string, Body>>,
  { pageSize = 1000, ages = {} as Readonly<Record<string, number>> } = {},
): MemoryBucket {
  const keys = Object.keys(objects).sort();
  const calls: string[] = [];
  const bytes = (key: string) => Buffer.from((objects[key] ?? '') as string);
  const object = (key: string): S3Object => ({
    key,
    size: bytes(key).length,
    modified: new Date(Date.UTC(2025, 0, 1) + (ages[key] ?? 0) * 86_400_000),
  });
  return {
    name: 'logs',
    calls,
    folders: async (prefix) => {
      calls.push(`folders ${prefix}`);
      const below = keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
      return [...new Set(below.filter((rest) => rest.includes('/')).map((rest) => rest.split('/')[0] ?? ''))];
    },
    page: async (prefix, after = '') => {
      calls.push(`page ${prefix}`);
      const below = keys.filter((key) => key.startsWith(prefix) && key > after);
      return { objects: below.slice(0, pageSize).map(object), more: below.length > pageSize };
    },
    read: async (key, part: Part) => {
      calls.push(`read ${key}`);
      const all = bytes(key);
      return 'first' in part ? all.subarray(0, part.first) : all.subarray(-part.last);
    },
  };
}

export const v2 =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';

export const record = '2 123456789012 eni-0a1 10.0.0.1 10.0.0.2 443 49152 6 10 840 1755129610 1755129660 ACCEPT OK';

export function log(header = v2, line = record): Uint8Array {
  return gzipSync(`${header}\n${line}\n`);
}

/** The key of an object as AWS names it, below `AWSLogs/` or another prefix. */
export function plainKey(
  day: string,
  { account = '123456789012', region = 'eu-west-1', hour = '', log = 'fl-0a1', minute = '0005' } = {},
) {
  const folder = `AWSLogs/${account}/vpcflowlogs/${region}/${day.replaceAll('-', '/')}/${hour && `${hour}/`}`;
  return `${folder}${account}_vpcflowlogs_${region}_${log}_${day.replaceAll('-', '')}T${minute}Z_0001.log.gz`;
}

export function hiveKey(
  day: string,
  { account = '123456789012', region = 'eu-west-1', hour = '', log = 'fl-0a1', ending = 'log.gz' } = {},
) {
  const [year, month, date] = day.split('-');
  const folder = `AWSLogs/aws-account-id=${account}/aws-service=vpcflowlogs/aws-region=${region}/year=${year}/month=${month}/day=${date}/${hour && `hour=${hour}/`}`;
  return `${folder}${account}_vpcflowlogs_${region}_${log}_${day.replaceAll('-', '')}T0005Z_0001.${ending}`;
}
