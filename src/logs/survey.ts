/** A quick look at many files: only the start of each is read. */
import { setImmediate } from 'node:timers/promises';
import { readStart } from './contents.ts';
import { inflateStart, isGzip } from './inflate.ts';
import type { Collector, Kernel } from './kernel.ts';
import type { Container, LogFile } from './plan.ts';
import { readerFor, withoutMark } from './readers.ts';
import { Report } from './report.ts';
import { isParquet, sniff } from './sniff.ts';

/** What the start of a file says. */
export interface Survey {
  readonly file: LogFile;
  /** Null: it is no flow log, or cannot be read. */
  readonly container: Container | null;
  /** Of all layouts met, by `flow` name; null if nobody can tell, and for Parquet. */
  readonly fields: readonly string[] | null;
}

/** Most files say what they are in the first of these many bytes; others are asked for more. */
const starts = [4096, 256 * 1024];
const newline = 10;
/** So many files are looked at before others get their turn. */
const atOnce = 50;

/** `format` is the field list of `--format`, for files without a header line. In the order of the files. */
export async function surveyFiles(
  files: readonly LogFile[],
  format?: readonly string[],
  options: { readonly signal?: AbortSignal } = {},
): Promise<Survey[]> {
  const surveys: Survey[] = [];
  for (const file of files) {
    surveys.push(survey(file, format));
    if (surveys.length % atOnce === 0) {
      await setImmediate();
      options.signal?.throwIfAborted();
    }
  }
  return surveys;
}

function survey(file: LogFile, format: readonly string[] | undefined): Survey {
  for (const length of starts) {
    const start = startOf(file, length);
    if (start === undefined || start.length === 0) break;
    const whole = length >= file.size;
    const { container, fields } = judge(file, start, whole, format);
    const told = container === null ? start.includes(newline) : container === 'parquet' || fields !== null;
    if (told || whole) return { file, container, fields };
  }
  return { file, container: null, fields: null };
}

/** What the first bytes of a file hold; undefined if they cannot be read. */
function startOf(file: LogFile, length: number): Buffer | undefined {
  let bytes: Buffer | undefined;
  try {
    bytes = readStart(file.path, length);
  } catch {
    return undefined;
  }
  const packed = isGzip(bytes);
  while (bytes && isGzip(bytes)) bytes = inflateStart(bytes);
  return packed && bytes && isParquet(bytes) ? undefined : bytes;
}

function judge(file: LogFile, start: Buffer, whole: boolean, format: readonly string[] | undefined) {
  const bytes = withoutMark(start);
  const sort = sniff(bytes, format);
  if (sort.is === 'parquet') return { container: sort.is, fields: null };
  if (sort.is === 'other') return { container: null, fields: null };
  const report = new Report(file, new Onlooker());
  const reader = readerFor(sort, report, format);
  reader.take(bytes);
  if (whole) reader.end();
  const { formats } = report.finish();
  const container = formats[0]?.container ?? report.puzzle?.container ?? null;
  return { container, fields: formats.length === 0 ? null : [...new Set(formats.flatMap(({ fields }) => fields))] };
}

/** Takes every record and keeps none; a line that begins with a letter may be another header. */
class Onlooker implements Collector {
  kernel(): Kernel {
    const none = {
      records: 0,
      ok: 0,
      nodata: 0,
      skipdata: 0,
      accept: 0,
      reject: 0,
      matched: 0,
      bytes: 0n,
      packets: 0n,
    };
    return {
      scan: nextLetter,
      record: () => undefined,
      tally: { ...none, first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY },
    };
  }

  async ready(): Promise<void> {}

  async finish(): Promise<void> {}
}

function nextLetter(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at = bytes.indexOf(newline, at) + 1) if (((bytes[at] as number) | 32) >= 97) return at;
  return to;
}
