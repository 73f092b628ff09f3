/** An engine says what `flow` is and runs a question's text. It is the only thing that commands know of DuckDB and Athena. */
import type { Condition } from '../filter.ts';
import type { Question } from '../query.ts';
import type { Result } from '../result.ts';
import type { Window } from '../window.ts';

/** The records that a question is about: those of a window that meet the conditions. */
export interface Scope {
  readonly window: Window;
  readonly conditions: readonly Condition[];
  /** Addresses are those of the packets, see `packet-level.ts`. */
  readonly packetLevel?: boolean;
  /** Each conversation counts at one vantage point, see `vantage.ts`. */
  readonly dedupe?: boolean;
}

/** What is asked. */
export interface Request extends Scope {
  readonly question: Question;
}

export interface Engine {
  /** The whole statement, as it can be pasted into the Athena console or the duckdb shell. */
  statement(request: Request): Promise<string>;
  /** Asks. Throws AnswerError if a field that the question needs is recorded nowhere. */
  run(request: Request): Promise<Result>;
  /**
   * Asks several questions of the same flows; logs in files are read once for all of them. Their answers are to be
   * consumed in order, one after the other; each has the coverage of the whole. Questions must agree in `rows` and `bin`.
   */
  runAll(questions: readonly Question[], scope: Scope): Promise<readonly Result[]>;
  /** The fields that the logs record, in the order of `flow.ts`, then unknown ones by name. */
  recorded(window: Window): Promise<readonly string[]>;
  /** Runs one SELECT of the user over `flow`; anything but a SELECT is a UsageError. */
  select(text: string, scope: Scope): Promise<Result>;
  close(): Promise<void>;
}
