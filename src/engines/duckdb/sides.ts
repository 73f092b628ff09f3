/** Two sets of files, told apart in `flow` by the column `side`. */
import { sideColumn } from '../../derived.ts';
import type { LogFile } from '../../logs/plan.ts';
import { sql } from '../../sql.ts';
import type { FlowPart } from './flow-columns.ts';
import { type FilesRead, type Readable, readFiles } from './reading.ts';
import type { Session } from './session.ts';

type Side = 'now' | 'before';

/** Reads the files, and then those of before. A file that is in both sets is read for each. */
export async function readSides(
  readable: Readable,
  before: readonly LogFile[],
  open: () => Promise<Session>,
): Promise<FilesRead> {
  const now = await readFiles(readable, open);
  const earlier = await readFiles({ ...readable, files: before, prefix: 'before ' }, open);
  return {
    parts: [...onSide('now', now.parts), ...onSide('before', earlier.parts)],
    reports: [...now.reports, ...earlier.reports],
  };
}

/** Whatever the logs may have under that name. */
export function onSide(side: Side, parts: readonly FlowPart[]): readonly FlowPart[] {
  return parts.map(({ columns, from }) => ({ columns: new Map([...columns, [sideColumn, sql`${side}`]]), from }));
}
