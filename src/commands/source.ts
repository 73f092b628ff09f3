/** What commands know of the logs that they ask about, wherever those are. */
import type { Engine, Request } from '../engines/engine.ts';
import type { FoundFiles } from '../logs/files.ts';
import type { Result } from '../result.ts';

/** An engine over the logs, and what commands want to know beside its answers. */
export interface Source {
  readonly engine: Engine;
  /** What the paths stood for; nothing on a data lake. */
  readonly found: FoundFiles;
  /** What a question would read, in words. Asks the engine nothing. */
  estimate(scope: Omit<Request, 'question'>): Promise<string>;
  /** The whole statement of a SELECT of the user. Throws UsageError on files. */
  selectStatement(text: string, scope: Omit<Request, 'question'>): Promise<string>;
  /** The answer of an earlier query. Throws UsageError on files. */
  fetch(queryExecutionId: string): Promise<Result>;
  /** US dollars for a terabyte scanned; undefined on files. */
  readonly pricePerTb?: number;
  /** So many readings are coming, for those who watch the progress. */
  expectReadings(count: number): void;
  /** The answer comes: nothing more is said about the work. */
  stopProgress(): void;
}
