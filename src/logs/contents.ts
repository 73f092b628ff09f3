/** What a file holds once it is unpacked, in blocks; how it was packed is told by its bytes. */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Damage } from './damage.ts';
import { inflate, inflateWhole, isGzip, type Source } from './inflate.ts';
import type { LogFile } from './plan.ts';

/** Blocks are no larger than this. */
const largestBlock = 1024 * 1024;
/** Files up to this size are read and inflated in one call. */
const small = 1024 * 1024;
/** A file can be made that holds itself for ever. */
const deepest = 4;

/**
 * The text of a file in blocks of at most `largestBlock`, each valid until the next one is asked for.
 * Throws Damage after the last readable block if there is more that cannot be read, and system errors as they come.
 */
export async function* contents(file: LogFile, onBytes?: (bytes: number) => void): AsyncGenerator<Buffer> {
  if (file.size === 0 || file.size > small) {
    yield* unpack(fromDisk(file.path, onBytes), 0);
    return;
  }
  let bytes: Buffer = readFileSync(file.path);
  onBytes?.(bytes.length);
  let depth = 0;
  while (isGzip(bytes) && depth < deepest) {
    const text = inflateWhole(bytes);
    if (text === undefined) break;
    bytes = text;
    depth += 1;
  }
  yield* unpack(() => inBlocks(bytes), depth);
}

/** Unpacks gzip, and gzip inside gzip. */
async function* unpack(source: Source, depth: number): AsyncGenerator<Buffer> {
  let first = true;
  for await (const block of source()) {
    if (first && isGzip(block)) {
      if (depth === deepest) throw new Damage(`is packed with gzip more than ${deepest} times over`, true);
      yield* unpack(() => inflate(source), depth + 1);
      return;
    }
    first = false;
    yield block;
  }
}

/** Reads a file from its start each time; `onBytes` hears of every byte once. */
function fromDisk(path: string, onBytes?: (bytes: number) => void): Source {
  let told = 0;
  return async function* () {
    const file = await open(path);
    const buffer = Buffer.allocUnsafeSlow(largestBlock);
    try {
      for (let position = 0; ; ) {
        const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
        if (bytesRead === 0) return;
        position += bytesRead;
        onBytes?.(Math.max(0, position - told));
        told = Math.max(told, position);
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await file.close();
    }
  };
}

async function* inBlocks(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += largestBlock) yield bytes.subarray(at, at + largestBlock);
}

/** The first bytes of a file as it is on disk. */
export function readStart(path: string, length: number): Buffer {
  const descriptor = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(length);
    return buffer.subarray(0, readSync(descriptor, buffer, 0, length, 0));
  } finally {
    closeSync(descriptor);
  }
}
