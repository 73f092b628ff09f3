/** An engine says what `flow` is and runs a question's text. It is the only thing that commands know of DuckDB and Athena. */
import type { Condition } from '../filter.ts';
import type { Question } from '../query.ts';
import type { Result } from '../result.ts';
import type { Window } from '../window.ts';

/** What is asked: a question about the records of a window that meet the conditions. */
export interface Request {
  readonly question: Question;
  readonly window: Window;
  readonly conditions: readonly Condition[];
}

export interface Engine {
  /** The whole statement, as it can be pasted into the Athena console or the duckdb shell. */
  statement(request: Request): Promise<string>;
  /** Asks. Throws AnswerError if a field that the question needs is recorded nowhere. */
  run(request: Request): Promise<Result>;
  /** The fields that the logs record, in the order of `flow.ts`, then unknown ones by name. */
  recorded(window: Window): Promise<readonly string[]>;
  /** Runs one SELECT of the user over `flow`; anything but a SELECT is a UsageError. */
  select(text: string, request: Omit<Request, 'question'>): Promise<Result>;
  close(): Promise<void>;
}
