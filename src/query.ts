/** A question about flows: data and one SQL text. See docs/adding-a-query.md. */
import type { FieldName } from './flow.ts';
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
  /** Every field that the text names, measures aside. One that the logs lack is NULL. */
  readonly reads: readonly string[];
  /** `grouped`: rows may be merged early by `reads`. `records`: one row a record. */
  readonly rows: 'grouped' | 'records';
  readonly sql: Sql;
}

/** The measures that every grouped row of `flow` carries. */
export const measures = ['flows', 'packets', 'bytes', 'start_time', 'end_time'] as const;

export type SortKey = 'flows' | 'packets' | 'bytes';

/** The values of a ranking's options. */
export interface Ranking {
  readonly by: readonly FieldName[];
  readonly sort: SortKey;
  /** Rows at most; 0 is all. */
  readonly limit: number;
}

/** A ranking: which groups have most. Its defaults are what the command does when nothing is said. */
export interface RankingQuery {
  readonly name: string;
  readonly summary: string;
  /** Two command lines that make sense on real logs. */
  readonly examples: readonly [string, string];
  /** `null` for `by`: the user must say it. */
  readonly defaults: { readonly by: readonly FieldName[] | null; readonly sort: SortKey; readonly limit: number };
  /** The action that the question is about, if it is about one. */
  readonly action?: 'ACCEPT' | 'REJECT';
  ask(values: Ranking): Question;
}
