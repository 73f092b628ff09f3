/** What an output format is: a function from a result to pieces of text. */
import type { Column, Row } from '../result.ts';

export interface FormatOptions {
  /** Whether the names of the columns come first. JSON has them in every row whatever this says. */
  readonly header: boolean;
  /** How tables for people show bytes. */
  readonly bytes: 'human' | 'raw';
  readonly color: boolean;
  /** The columns of the terminal that the text goes to; null if it goes elsewhere. */
  readonly width: number | null;
  /** Puts `'` before text cells of csv and tsv that a spreadsheet would run as formulas. */
  readonly csvSafe: boolean;
}

/** Columns and the rows under them. */
export interface Rows {
  readonly columns: readonly Column[];
  readonly batches: AsyncIterable<readonly Row[]>;
}

/** The text, in pieces of about 64 kB. Memory does not grow with the rows, except in `table`, which must see all to align them. */
export type Format = (rows: Rows, options: FormatOptions) => AsyncIterable<string>;

/** Large enough that writing costs little a row, small enough that a reader need not wait. */
const pieceSize = 65_536;

/** Writes `head`, each row by `line`, then `tail`, gathered into pieces. */
export async function* pieces(
  head: string,
  batches: Rows['batches'],
  line: (row: Row) => string,
  tail: () => string = () => '',
): AsyncGenerator<string> {
  let text = head;
  for await (const batch of batches) {
    for (const row of batch) {
      text += line(row);
      if (text.length >= pieceSize) {
        yield text;
        text = '';
      }
    }
  }
  text += tail();
  if (text !== '') yield text;
}
