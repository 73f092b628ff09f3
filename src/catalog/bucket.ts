/** An S3 bucket as the catalog needs it: folders, pages of objects, and parts of objects. */

export interface S3Object {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  readonly modified: Date;
}

/** Some of the objects below a prefix, in the order of their keys. */
interface Page {
  readonly objects: readonly S3Object[];
  /** There are further ones. */
  readonly more: boolean;
}

/** Bytes of an object: so many from its start, or so many before its end. */
export type Part = { readonly first: number } | { readonly last: number };

export interface Bucket {
  readonly name: string;
  /** The folders directly in the folder `prefix` (empty, or ending in `/`), by name. */
  folders(prefix: string): Promise<readonly string[]>;
  /** One page of what lies below `prefix`, after the key `after`. */
  page(prefix: string, after?: string): Promise<Page>;
  read(key: string, part: Part): Promise<Uint8Array>;
}

/** `s3://bucket/a/b/`. */
export function s3Uri(bucket: string, prefix: string): string {
  return `s3://${bucket}/${prefix}`;
}

/** The parts of `s3://bucket/a/b`, the prefix ending in `/` unless it is empty; undefined if the text is no such thing. */
export function parseS3Uri(text: string): { readonly bucket: string; readonly prefix: string } | undefined {
  const match = /^s3[an]?:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/s.exec(text.trim());
  if (!match) return undefined;
  const prefix = match[2] ?? '';
  return { bucket: match[1] ?? '', prefix: prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/` };
}
