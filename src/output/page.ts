/** A page: several small answers, one below the other. */
import type { Column, Row } from '../result.ts';
import type { Format, FormatOptions } from './format.ts';

export interface Page {
  readonly title: string;
  /** What is said below the title. */
  readonly lines: readonly string[];
  readonly sections: readonly Section[];
}

export interface Section {
  /** What programs call it. */
  readonly name: string;
  readonly title: string;
  /** The command that says more. */
  readonly more?: string;
  readonly columns: readonly Column[];
  /** Undefined: it cannot be told, for what `remark` says. */
  readonly rows?: readonly Row[];
  readonly remark?: string;
  /** Columns that people can do without where there is little room; the first goes first. */
  readonly spare: readonly string[];
  /** Draws it in a terminal, in the place of the usual table. */
  readonly drawn?: Format;
  /** What it draws is a picture, which a ticket gets as well. */
  readonly isPicture?: true;
}

/** The text, in pieces. All rows are held in memory: a page is short. */
export type PageFormat = (page: Page, options: FormatOptions) => AsyncIterable<string>;

/** The rows of a section as formats take them. */
export function rowsOfSection({ columns, rows = [] }: Pick<Section, 'columns' | 'rows'>) {
  async function* batches() {
    yield rows;
  }
  return { columns, batches: batches() };
}

export async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}
