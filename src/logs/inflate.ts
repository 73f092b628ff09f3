/**
 * gzip data, of one member or several, as blocks of what it holds. node:zlib checks CRC and length.
 *
 * All that can be decoded before an error is handed on before the error is thrown.
 */
import { constants, gunzipSync } from 'node:zlib';
import { Damage } from './damage.ts';
import { DirectInflater, directWorks } from './direct-inflater.ts';
import { type Inflater, trailingDamage } from './inflater.ts';
import { StreamInflater } from './stream-inflater.ts';

/** Reads the same bytes from the start each time it is called. A block is valid until the next one is asked for. */
export type Source = () => AsyncIterable<Buffer>;

const slice = 64 * 1024;
/** Text larger than this is never made in one piece. */
const largestPiece = 32 * 1024 * 1024;

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** A whole gzip file at once, when it is plain: one intact member and nothing after it. Otherwise undefined. */
export function inflateWhole(bytes: Buffer): Buffer | undefined {
  // The last four bytes are the length of the text modulo 2^32 (RFC 1952): the buffer is made to measure.
  const length = bytes.length < 18 ? largestPiece : bytes.readUInt32LE(bytes.length - 4);
  if (length >= largestPiece) return undefined;
  try {
    const options = { chunkSize: Math.max(length + 16, slice), maxOutputLength: largestPiece };
    const text = gunzipSync(bytes, options);
    return text.length === length ? text : undefined;
  } catch {
    return undefined;
  }
}

/** What the start of a gzip file holds; undefined if it is damaged. */
export function inflateStart(bytes: Buffer): Buffer | undefined {
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: largestPiece });
  } catch {
    return undefined;
  }
}

let direct: boolean | undefined;

function openInflater(): Inflater {
  direct ??= directWorks();
  return direct ? new DirectInflater() : new StreamInflater();
}

/** Throws Damage at the end if not all of it is intact gzip data; zeros after it are padding and do no harm. */
export async function* inflate(source: Source, open: () => Inflater = openInflater): AsyncGenerator<Buffer> {
  let delivered = 0;
  let faultyFrom = 0;
  // zlib keeps back what it decoded in the call that met the fault: so the slice at fault is read again in ever smaller steps.
  for (const step of [slice, 256, 1]) {
    const inflater = open();
    let position = 0;
    for await (const block of inflater.run(slices(source, faultyFrom, step))) {
      const fresh = block.subarray(Math.max(0, delivered - position));
      position += block.length;
      if (fresh.length === 0) continue;
      delivered += fresh.length;
      yield fresh;
    }
    if (inflater.failure === undefined) return;
    if (inflater.failure.code !== 'Z_DATA_ERROR' || step === 1) throw damage(inflater.failure, delivered);
    faultyFrom = inflater.sliceFrom;
  }
}

function damage(failure: NodeJS.ErrnoException, delivered: number): Damage {
  if (failure.code === 'Z_BUF_ERROR') return new Damage('is cut short: its gzip data has no end', true);
  if (failure.message === 'incorrect header check' && delivered > 0) return trailingDamage();
  return new Damage(`is damaged: its gzip data does not decode (${failure.message})`, true);
}

/** The bytes in slices; from `from` on in steps of `step`. */
async function* slices(source: Source, from: number, step: number): AsyncGenerator<Buffer> {
  let position = 0;
  for await (const block of source()) {
    for (let at = 0; at < block.length; ) {
      const before = from - position - at;
      const size = before > 0 ? Math.min(slice, before) : step;
      yield block.subarray(at, at + size);
      at += size;
    }
    position += block.length;
  }
}
