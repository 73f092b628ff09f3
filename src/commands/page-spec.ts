/** What a page is made of: sections, the questions behind them, and of which flows they are asked. */
import type { Condition } from '../filter.ts';
import type { Section } from '../output/page.ts';
import type { Question } from '../query.ts';
import type { Column, Coverage, Result, Value } from '../result.ts';

/** Questions of the same flows, which are read once for them. */
export interface Reading {
  /** What chooses its flows beside what was typed. */
  readonly conditions: readonly Condition[];
}

/** A question of a section. */
export interface Part {
  readonly reading: Reading;
  readonly question: Question;
  /** The value of the section's `label` in its rows. */
  readonly label?: Value;
  /** What becomes of its answer, and what is to be said of that once its rows have come. */
  shape?(result: Result): { readonly result: Result; remark(): string | undefined };
}

/** A section; its parts have the same columns, and their rows stand one below the other. */
export interface SectionSpec extends Omit<Section, 'columns' | 'rows' | 'remark'> {
  readonly parts: readonly [Part, ...Part[]];
  /** A first column that tells the parts apart. */
  readonly label?: Column;
}

/** The first row of the first section is the total of the page, of `totals.ts`. */
export interface PageSpec {
  readonly title: string;
  /** What is said below the title, of the total's values by column. */
  lines(total: Total): readonly string[];
  readonly sections: readonly [SectionSpec, ...SectionSpec[]];
  /** Sections that tell of what was read. */
  about?(coverage: Coverage): readonly Section[];
}

export type Total = ReadonlyMap<string, Value>;
