/** What an object holds, told by its first bytes (and for Parquet its last ones): never by its name. */
import { constants, gunzipSync } from 'node:zlib';
import { documentedFields, headerFields } from '../logs/header.ts';
import { isGzip } from '../logs/inflate.ts';
import { sniff as sniffLog } from '../logs/sniff.ts';
import type { Bucket, S3Object } from './bucket.ts';
import { isParquet, type ParquetColumn, parquetColumns } from './parquet-schema.ts';

/** A text file as a table has to know it. */
export interface TextFormat {
  readonly is: 'text';
  readonly gzip: boolean;
  /** The first line names the fields. */
  readonly header: boolean;
  /** By `flow` name, in the order of the records. */
  readonly fields: readonly string[];
}

interface ParquetFormat {
  readonly is: 'parquet';
  readonly columns: readonly ParquetColumn[];
}

/** Not a flow log that Athena can read; `why` says so in a sentence's end: `holds JSON`. */
interface OtherFormat {
  readonly is: 'other';
  readonly why: string;
}

export type FileFormat = TextFormat | ParquetFormat | OtherFormat;

export interface Sniffed {
  readonly format: FileFormat;
  /** The first record of a text file, as it stands there; undefined if the part read has none. */
  readonly record?: string;
}

/** Enough for a header line and a record of all fields, also when gzip has hardly begun. */
const headBytes = 32 * 1024;
const tailBytes = 64 * 1024;

/** Looks at an object. An object without bytes, or of nothing but blank lines, holds nothing: undefined. */
export async function sniff(bucket: Bucket, object: S3Object): Promise<Sniffed | undefined> {
  if (object.size === 0) return undefined;
  const head = await bucket.read(object.key, { first: headBytes });
  if (isParquet(head)) return { format: await parquet(bucket, object) };
  const gzip = isGzip(head);
  const text = gzip ? inflateStart(head) : head;
  return text === undefined ? other('is damaged gzip') : sniffText(Buffer.from(text), gzip);
}

async function parquet(bucket: Bucket, { key, size }: S3Object): Promise<FileFormat> {
  const columns = parquetColumns(await bucket.read(key, { last: Math.min(size, tailBytes) }));
  if (typeof columns !== 'number') return { is: 'parquet', columns };
  const whole = columns <= size ? parquetColumns(await bucket.read(key, { last: columns })) : columns;
  return typeof whole === 'number' ? { is: 'other', why: 'is damaged Parquet' } : { is: 'parquet', columns: whole };
}

/** What can be decoded of the beginning of gzip data; undefined if it is none. */
function inflateStart(bytes: Uint8Array): Buffer | undefined {
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return undefined;
  }
}

/** The last line of the text may be cut off, so it counts only if it is the only one. */
function sniffText(text: Buffer, gzip: boolean): Sniffed | undefined {
  const lines = text
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  const [first, second] = lines.filter((line, i) => line.trim() !== '' && (i === 0 || i < lines.length - 1));
  if (first === undefined) return undefined;
  const named = headerFields(words(first));
  if (named !== undefined) {
    const format: TextFormat = { is: 'text', gzip, header: true, fields: named };
    return second === undefined ? { format } : { format, record: second };
  }
  const fields = documentedFields(words(first));
  if (fields === undefined) return other(whyOther(text));
  return { format: { is: 'text', gzip, header: false, fields }, record: first };
}

/** Other forms of flow logs are read as files, but not through a table. */
function whyOther(text: Buffer): string {
  const sort = sniffLog(text);
  if (sort.is === 'other') return `is no flow log: ${sort.what}`;
  if (sort.is === 'text') return 'begins with a line that is neither a header nor a record in a documented order';
  return `is ${forms[sort.is]}, which a table cannot read`;
}

const forms = {
  csv: 'comma-separated text',
  'message-csv': 'comma-separated text',
  json: 'JSON',
  'cloudwatch-export': 'an export of CloudWatch Logs',
  parquet: 'Parquet inside gzip',
} as const;

function words(line: string): string[] {
  return line.trim().split(/\s+/);
}

function other(why: string): Sniffed {
  return { format: { is: 'other', why } };
}
