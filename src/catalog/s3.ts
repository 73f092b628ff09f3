/** S3 as a `Bucket`. Loads the SDK: to be imported when it is needed. */
import {
  GetObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { AnswerError } from '../errors.ts';
import type { Bucket, Part } from './bucket.ts';
import { gate } from './gate.ts';
import type { Call } from './glue.ts';

/** S3 takes thousands of calls a second for a prefix; this many at a time keeps a laptop's network at ease. */
const atATime = 24;

/** A bucket may lie in another Region than the catalog. */
export function openS3(config: S3ClientConfig): S3Client {
  return new S3Client({ ...config, followRegionRedirects: true });
}

export function openBucket(client: S3Client, call: Call, name: string): Bucket {
  const gated = gate(atATime);
  const list = (input: Omit<ListObjectsV2CommandInput, 'Bucket'>) =>
    gated(() =>
      call('s3:ListBucket', (signal) =>
        client.send(new ListObjectsV2Command({ Bucket: name, ...input }), signal ? { abortSignal: signal } : {}),
      ).catch((error: unknown) => {
        throw error instanceof Error && error.name === 'NoSuchBucket' ? noBucket(name, error) : error;
      }),
    );
  return {
    name,
    folders: async (prefix) => {
      const found: string[] = [];
      let token: string | undefined;
      do {
        const answer = await list({ Prefix: prefix, Delimiter: '/', ContinuationToken: token });
        found.push(...(answer.CommonPrefixes ?? []).map((each) => (each.Prefix ?? '').slice(prefix.length, -1)));
        token = answer.NextContinuationToken;
      } while (token);
      return found;
    },
    page: async (prefix, after) => {
      const answer = await list({ Prefix: prefix, ...(after === undefined ? {} : { StartAfter: after }) });
      const objects = (answer.Contents ?? []).map(({ Key = '', Size = 0, LastModified }) => ({
        key: Key,
        size: Size,
        modified: LastModified ?? new Date(0),
      }));
      return { objects, more: answer.IsTruncated === true };
    },
    read: (key, part) =>
      gated(() =>
        call('s3:GetObject', async (signal) => {
          const command = new GetObjectCommand({ Bucket: name, Key: key, Range: rangeOf(part) });
          const answer = await client.send(command, signal ? { abortSignal: signal } : {});
          return (await answer.Body?.transformToByteArray()) ?? new Uint8Array(0);
        }),
      ),
  };
}

function noBucket(name: string, cause: Error): AnswerError {
  return new AnswerError(`there is no bucket ${name}`, 'check --location, or the location of the table', cause);
}

function rangeOf(part: Part): string {
  return 'first' in part ? `bytes=0-${part.first - 1}` : `bytes=-${part.last}`;
}
