/** Reads one file of any kind that flow logs come in: its records go to the collector, what is to be said of it comes back. */
import { contents, readStart } from './contents.ts';
import { Damage } from './damage.ts';
import { isGzip } from './inflate.ts';
import type { Collector } from './kernel.ts';
import type { BlockSink } from './lines.ts';
import type { FileReport, LogFile, Plan } from './plan.ts';
import { readerFor, withoutMark } from './readers.ts';
import { Report } from './report.ts';
import { type Sort, sniff } from './sniff.ts';

export interface ReadFileOptions {
  readonly signal?: AbortSignal;
  /** Hears how many more bytes of the file on disk were read. */
  readonly onBytes?: (bytes: number) => void;
}

/** Whatever is wrong with the file, the report says it: this throws only when aborted, or what the collector throws. */
export async function readFile(
  file: LogFile,
  plan: Pick<Plan, 'format'>,
  collector: Collector,
  options: ReadFileOptions = {},
): Promise<FileReport> {
  const report = new Report(file, collector);
  const between = async () => {
    options.signal?.throwIfAborted();
    await collector.ready();
  };
  try {
    const sort = await read(contents(file, options.onBytes), report, plan.format, between);
    if (sort?.is === 'parquet' && !isGzip(readStart(file.path, 2))) return report.elsewhere('parquet');
    judge(report, sort, plan.format);
  } catch (error) {
    fault(report, error, plan.format);
  }
  return report.finish();
}

/** Reads what `sniff` makes of the first block; returns that. */
async function read(
  blocks: AsyncGenerator<Buffer>,
  report: Report,
  format: readonly string[] | undefined,
  between: () => Promise<void>,
): Promise<Sort | undefined> {
  let sink: BlockSink | undefined;
  let sort: Sort | undefined;
  try {
    for await (const block of blocks) {
      const bytes = sink === undefined ? withoutMark(block) : block;
      sort ??= sniff(bytes, format);
      if (sort.is === 'parquet' || (sort.is === 'other' && !report.file.named)) return sort;
      sink ??= readerFor(sort, report, format);
      sink.take(bytes);
      await between();
      if (report.hopeless) return sort;
    }
  } catch (error) {
    if (error instanceof Damage && !error.cut) sink?.end();
    throw error;
  }
  sink?.end();
  return sort;
}

function judge(report: Report, sort: Sort | undefined, format: readonly string[] | undefined): void {
  if (sort === undefined) {
    if (report.file.name.endsWith('.gz') && report.file.size === 0) report.warn('is no gzip file: it has 0 bytes');
  } else if (sort.is === 'parquet') {
    report.damaged('is Parquet packed with gzip, which nothing can read in place', 'unpack it first: gunzip');
  } else if (!report.recognised) {
    if (report.puzzle) report.untold(report.puzzle.cells.length, format);
    else if (sort.is === 'other') report.other(sort.what);
    else if (report.badLines > 0) report.other(`nothing in its ${sort.is} is a record`);
  }
}

function fault(report: Report, error: unknown, format: readonly string[] | undefined): void {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (error instanceof Damage) {
    const read = report.recognised ? `; the ${report.finish().records} records before that were read` : '';
    report.damaged(`${error.message}${read}`, 'fetch it again from where it came');
    if (!report.recognised && report.puzzle) report.untold(report.puzzle.cells.length, format);
  } else if (syscall !== undefined) {
    report.damaged(`cannot be read: ${code}`, code === 'EACCES' ? 'check its permissions' : undefined);
  } else throw error;
}
