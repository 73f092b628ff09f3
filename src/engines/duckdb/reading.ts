/** Reads the logs into a session: text through our reader into tables, Parquet where it lies. */
import type { FileReport, LogFile, Plan } from '../../logs/plan.ts';
import type { ReadOptions, Scan, ScanFiles } from '../../logs/reader.ts';
import { sql } from '../../sql.ts';
import { addressMacros } from './addresses.ts';
import type { FlowPart } from './flow-columns.ts';
import { load } from './load.ts';
import { parquetReports, unreadableReport } from './parquet-report.ts';
import { parquetSource } from './parquet-scan.ts';
import { damage, type ParquetGroup, parquetSchemas, type Unreadable } from './parquet-schema.ts';
import { numberMacro } from './record-fields.ts';
import { type Asked, recordsFlow } from './records.ts';
import type { Session } from './session.ts';
import { loadedFlow } from './source.ts';

export interface FilesRead {
  /** What `flow` is made of. */
  readonly parts: readonly FlowPart[];
  /** In the order of the files. */
  readonly reports: readonly FileReport[];
}

/** What to read, and how. */
export interface Readable {
  readonly files: readonly LogFile[];
  readonly plan: Plan;
  /** Columns of `flow` that are made of addresses. */
  readonly derived: readonly string[];
  readonly scan: ScanFiles;
  readonly read: ReadOptions;
  /** Begins the names of the tables, for what is read beside other things in one session. */
  readonly prefix?: string;
}

/** The reader works while the session opens. A plan that only counts needs a session for Parquet files alone. */
export async function readFiles(readable: Readable, open: () => Promise<Session>): Promise<FilesRead> {
  const { files, plan, derived, read } = readable;
  const scan = readable.scan(files, plan, read);
  const parts = plan.rows === 'counts' ? await finish(scan) : [await loadInto(scan, readable, open)];
  const parquet = files.filter((_, i) => isParquet(scan.reports[i]));
  if (parquet.length === 0) return { parts, reports: scan.reports };
  const session = await open();
  await session.run(sql`${numberMacro}\n${addressMacros}`);
  const own = await readParquet(session, parquet, { ...plan, derived });
  const reports = files.map((file, i) => own.reports.get(file) ?? (scan.reports[i] as FileReport));
  return { parts: [...parts, ...own.parts], reports };
}

async function finish({ batches }: Scan): Promise<readonly FlowPart[]> {
  for await (const _ of batches);
  return [];
}

async function loadInto(
  scan: Scan,
  { plan, derived, prefix }: Readable,
  open: () => Promise<Session>,
): Promise<FlowPart> {
  const session = await open().catch(async (error: unknown) => {
    await abandon(scan);
    throw error;
  });
  const loaded = await load(session, plan, scan.batches, prefix);
  if (derived.length > 0) await session.run(addressMacros);
  return loadedFlow(loaded, derived);
}

/** Ends a scan that nobody will read. */
async function abandon({ batches }: Scan): Promise<void> {
  try {
    for await (const _ of batches) break;
  } catch {
    // What the reader met no longer matters.
  }
}

/** The reader knows Parquet when it sees it, and leaves it. */
function isParquet(report: FileReport | undefined): boolean {
  return report?.formats[0]?.container === 'parquet';
}

interface ParquetRead {
  readonly parts: readonly FlowPart[];
  readonly reports: ReadonlyMap<LogFile, FileReport>;
}

/** Counts all, and leaves out what is damaged: it is known before the question runs. */
async function readParquet(session: Session, files: readonly LogFile[], plan: Asked): Promise<ParquetRead> {
  const { groups, unreadable } = await parquetSchemas(session, files);
  const reports = new Map(unreadable.map((file) => [file.file, unreadableReport(file)]));
  const parts: FlowPart[] = [];
  for (const group of groups) {
    const counted = await countGroup(session, group, plan);
    for (const [file, report] of counted.reports) reports.set(file, report);
    if (counted.sound.length === 0 || plan.rows === 'counts') continue;
    parts.push(recordsFlow(parquetSource({ ...group, files: counted.sound }), plan));
  }
  return { parts, reports };
}

interface Counted {
  readonly sound: readonly LogFile[];
  readonly reports: readonly (readonly [LogFile, FileReport])[];
}

/** If one file of a group cannot be read, each is counted alone. */
async function countGroup(session: Session, group: ParquetGroup, plan: Asked): Promise<Counted> {
  const { files } = group;
  try {
    const reports = await parquetReports(session, group, plan);
    return { sound: files, reports: files.map((file, i) => [file, reports[i] as FileReport]) };
  } catch (error) {
    session.throwIfInterrupted();
    const [only, ...others] = files;
    if (only && others.length === 0) {
      const unreadable: Unreadable = { file: only, problem: damage(error), other: false };
      return { sound: [], reports: [[only, unreadableReport(unreadable)]] };
    }
    const each: Counted[] = [];
    for (const file of files) each.push(await countGroup(session, { ...group, files: [file] }, plan));
    return { sound: each.flatMap(({ sound }) => sound), reports: each.flatMap(({ reports }) => reports) };
  }
}
