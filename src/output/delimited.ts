/** What csv and tsv have in common: a line of names, a line a row, cells with a separator between them. */
import type { Row, Value } from '../result.ts';
import { visible } from './escape.ts';
import { type Format, type FormatOptions, pieces } from './format.ts';
import { machineText, withoutFormula } from './values.ts';

/** Makes the format; `escaped` makes a text fit for a cell. Null is an empty cell. */
export function delimited(separator: string, escaped: (text: string) => string): Format {
  return (rows, options) => {
    const cell = cellOf(options, escaped);
    const line = (row: Row) => {
      let text = cell(row[0] ?? null);
      for (let i = 1; i < row.length; i++) text += separator + cell(row[i] ?? null);
      return `${text}\n`;
    };
    return pieces(options.header ? line(rows.columns.map((column) => column.name)) : '', rows.batches, line);
  };
}

/**
 * Only text needs escaping and care: numbers, times and truth values have none of the characters in question.
 * Neither format can say a control character in another way, so only a terminal gets them shown, not sent.
 */
function cellOf({ csvSafe, width }: FormatOptions, escaped: (text: string) => string): (value: Value) => string {
  return (value) => {
    if (typeof value !== 'string') return machineText(value);
    const text = escaped(csvSafe ? withoutFormula(value) : value);
    return width === null ? text : visible(text);
  };
}
