/** Whether conversations are logged more than once, and so counted: looked for unless `--dedupe` counts them once. */
import { copiesNotes } from '../../left-out.ts';
import type { LogFile, Plan } from '../../logs/plan.ts';
import { scanStarts } from '../../logs/starts.ts';
import type { Question } from '../../query.ts';
import { type Sql, sql } from '../../sql.ts';
import { comparingOf, copiesQuery, vantageFields } from '../../vantage.ts';
import type { Scope } from '../engine.ts';
import { markedText } from './dedupe.ts';
import { flowColumns, flowOf } from './flow-columns.ts';
import type { FilesOptions } from './options.ts';
import { allRows } from './prepared.ts';
import { readFiles } from './reading.ts';
import { Session } from './session.ts';

/** Logs up to this size (bytes on disk) are looked at as a whole; of larger ones a sample is. */
const mostLookedAt = 128 * 1024;

/** So many files, from the largest on in their order: those of one time, or of neighbouring interfaces, stand together. */
const filesOfSample = 3;

/** How copies are looked for, if a person will be told: among all flows that are asked about, or in a sample. */
export function lookFor({ files, forPeople }: FilesOptions, questions: readonly Question[], { dedupe }: Scope) {
  if (!forPeople || dedupe || questions.some(({ rows }) => rows !== 'grouped')) return 'not at all';
  return files.reduce((sum, { size }) => sum + size, 0) <= mostLookedAt ? 'among all' : 'in a sample';
}

/** A remark if some of these flows, which have the columns that tell it, are copies. */
export async function twiceNote(
  session: Session,
  flow: Sql,
  { packetLevel }: Scope,
  isSample = false,
): Promise<readonly string[]> {
  const [row = []] = await allRows(session, sql`${markedText(flow, comparingOf([], packetLevel))}\n${copiesQuery}`, [
    'count',
    'count',
  ]);
  return copiesNotes(row, isSample);
}

/** The same of a sample of the logs, in a session of its own. What goes wrong there is no fault of the answer: it is not said. */
export async function sampleNote(options: FilesOptions, scope: Scope): Promise<readonly string[]> {
  const { temporaryFolder, format, read } = options;
  const signal = read.signal ? { signal: read.signal } : {};
  let session: Promise<Session> | undefined;
  const open = () => {
    session ??= Session.open({ temporaryFolder, tables: 'memory', threads: 1, ...signal });
    return session;
  };
  try {
    const plan: Plan = { ...scope, columns: vantageFields, rows: 'groups', ...(format ? { format } : {}) };
    const readable = { files: sampleOf(options.files), plan, derived: [], read: {}, scan: scanStarts };
    const { parts } = await readFiles(readable, open);
    return await twiceNote(await open(), flowOf(parts, flowColumns(vantageFields)), scope, true);
  } catch {
    return [];
  } finally {
    await (await session?.catch(() => undefined))?.close();
  }
}

function sampleOf(files: readonly LogFile[]): readonly LogFile[] {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const largest = sorted.reduce((most, { size }, i) => (size > (sorted[most]?.size ?? 0) ? i : most), 0);
  return sorted.slice(Math.max(0, Math.min(largest, sorted.length - filesOfSample)), largest + filesOfSample);
}
