/** The size of what lies in S3, without reading it. */
import { type _Object, ListObjectsV2Command, type ListObjectsV2CommandOutput, S3Client } from '@aws-sdk/client-s3';
import { parseS3Uri } from '../../catalog/bucket.ts';
import { gate } from '../../catalog/gate.ts';
import { AnswerError } from '../../errors.ts';
import { caller } from './calls.ts';
import { clientConfig } from './clients.ts';
import type { AthenaOptions } from './options.ts';

export interface Size {
  readonly objects: number;
  readonly bytes: bigint;
}

/** Listings made at a time. */
const parallel = 16;

/** The objects below the locations (`s3://bucket/prefix/`) that Athena would read. */
export async function sizeBelow(locations: readonly string[], options: AthenaOptions): Promise<Size> {
  const s3 = new S3Client({ ...clientConfig(options), followRegionRedirects: true });
  const limited = gate(parallel);
  let objects = 0;
  let bytes = 0n;
  const add = async (location: string) => {
    for await (const { Size: size = 0 } of objectsBelow(s3, location, options)) {
      objects++;
      bytes += BigInt(size);
    }
  };
  try {
    await Promise.all([...new Set(locations)].map((location) => limited(() => add(location))));
  } finally {
    s3.destroy();
  }
  return { objects, bytes };
}

async function* objectsBelow(s3: S3Client, location: string, options: AthenaOptions): AsyncGenerator<_Object> {
  const place = parseS3Uri(location);
  if (place === undefined) throw new AnswerError(`${location} is not a place in S3`);
  const { bucket: Bucket, prefix: Prefix } = place;
  for (let token: string | undefined; ; ) {
    const page: ListObjectsV2CommandOutput = await caller(options)('s3:ListBucket', (abortSignal) =>
      s3.send(
        new ListObjectsV2Command({ Bucket, Prefix, ...(token ? { ContinuationToken: token } : {}) }),
        abortSignal ? { abortSignal } : {},
      ),
    );
    yield* (page.Contents ?? []).filter(({ Key = '' }) => isRead(Key.slice(Prefix.length)));
    token = page.NextContinuationToken;
    if (!token) return;
  }
}

/** Hive takes files and folders whose name begins with `_` or `.` for its own. */
function isRead(path: string): boolean {
  return !path.split('/').some((part) => /^[_.]/.test(part));
}
