/** What the engine for files is opened with. */
import type { LogFile } from '../../logs/plan.ts';
import type { ReadOptions, ScanFiles } from '../../logs/reader.ts';
import type { Problem } from '../../result.ts';
import type { SurveyFiles } from './surveyed.ts';

export interface FilesOptions {
  readonly files: readonly LogFile[];
  /** A second set of files: with it, the column `side` of `flow` says `before` of their records, and `now` of the others. */
  readonly before?: readonly LogFile[];
  /** The field list of files without a header line. */
  readonly format?: readonly string[];
  readonly read: ReadOptions;
  /** A person will see what is said beside the answer: it is also looked for what only people are told. */
  readonly forPeople?: boolean;
  /** A folder in which the engine makes one of its own, gone after `close`. */
  readonly temporaryFolder: string;
  /** What DuckDB may use, as it writes sizes: `512MB`. */
  readonly memoryLimit?: string;
  readonly threads?: number;
  /** What went wrong before: it belongs to the coverage of each answer. */
  readonly problems?: readonly Problem[];
  /** Other readers than those of src/logs, for tests. */
  readonly scan?: ScanFiles;
  readonly survey?: SurveyFiles;
}
