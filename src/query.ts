/** A question about flows: data and one SQL text. See docs/adding-a-query.md. */
import type { Options, Values } from './option.ts';
import type { Column } from './result.ts';
import type { Sql } from './sql.ts';

/**
 * A question with its values filled in: all that an engine needs.
 *
 * `sql` is a SELECT over the relation `flow` and knows no engine. In a grouped question a row of `flow` stands for
 * `flows` records that agree in every field of `reads`: the text adds up `sum(flows)`, `sum(packets)`, `sum(bytes)`,
 * `min(start_time)`, `max(end_time)` and never says `count(*)`.
 */
export interface Question {
  readonly columns: readonly Column[];
  /** Fields without which there is no answer; logs that lack one are refused with its name. */
  readonly needs: readonly string[];
  /** Every field that the text names, measures aside, and the derived columns of `flow`. One that the logs lack is NULL. */
  readonly reads: readonly string[];
  /** What the column `bin` of `flow` is, for a text that reads it. */
  readonly bin?: Bin;
  /** `grouped`: rows may be merged early by `reads`. `records`: one row a record. */
  readonly rows: 'grouped' | 'records';
  /** It groups nearly every record by itself: more memory than usual pays. */
  readonly isLarge?: true;
  readonly sql: Sql;
}

/** Spans of time of the same length: `bin` is the start of the one in which a record starts, as a timestamp in UTC. */
export interface Bin {
  readonly seconds: number;
  /** The start of one of them, for a question that compares bins with each other; the epoch if not said. */
  readonly origin?: Date;
}

/** The measures that every grouped row of `flow` carries. */
export const measures = ['flows', 'packets', 'bytes', 'start_time', 'end_time'] as const;

export type SortKey = 'flows' | 'packets' | 'bytes';

/** The values of a ranking's options. */
export interface Ranking {
  /** Names of fields, or derived ones. */
  readonly by: readonly string[];
  readonly sort: SortKey;
  /** Rows at most; 0 is all. */
  readonly limit: number;
}

/** What a question is, before its values are filled in. */
interface About {
  readonly name: string;
  readonly summary: string;
  /** What it looks for, how it decides, and when it is wrong. */
  readonly details?: string;
  /** Two command lines that make sense on real logs. */
  readonly examples: readonly [string, string];
  /** The action that the question is about, if it is about one. */
  readonly action?: 'ACCEPT' | 'REJECT';
}

/** A ranking: which groups have most. Its defaults are what the command does when nothing is said. */
export interface RankingQuery extends About {
  /** `null` for `by`: the user must say it. */
  readonly defaults: { readonly by: readonly string[] | null; readonly sort: SortKey; readonly limit: number };
  ask(values: Ranking): Question;
}

/** A question with options of its own, such as thresholds. */
export interface Query<O extends Options> extends About {
  readonly options: O;
  /** The column of the answer that `--fail-over` looks at: the most that a row has of it. Without it, rows are counted. */
  readonly rankedBy?: string;
  ask(values: Values<O>): Question;
}
