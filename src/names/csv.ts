/** Cells of comma-separated text (RFC 4180), and of what AWS's CLI writes with `--output text`. */

export type Separator = ',' | '\t';

const [tab, newline, space, quote] = [9, 10, 32, 34];

interface Cell {
  readonly text: string;
  /** Where the separator or the newline stands that ends it. */
  readonly end: number;
}

export interface CsvRecord {
  readonly cells: readonly string[];
  /** Where they begin. */
  readonly starts: readonly number[];
  /** Where the newline stands that ends it; the end of the text if there is none. */
  readonly end: number;
}

/** The record that begins at `at`, over as many lines as it takes. A string says what is wrong. */
export function recordAt(text: string, at: number, separator: Separator): CsvRecord | string {
  const cells: string[] = [];
  const starts: number[] = [];
  for (let from = at; ; ) {
    const cell = cellAt(text, from, separator);
    if (typeof cell === 'string') return cell;
    cells.push(cell.text);
    starts.push(from);
    if (text[cell.end] !== separator) return { cells, starts, end: cell.end };
    from = cell.end + 1;
  }
}

/**
 * The cell at `at`. Where a comma separates, a cell between quotes may hold commas, newlines and doubled quotes; others lose
 * the blanks around them. A string says what is wrong.
 */
export function cellAt(text: string, at: number, separator: Separator): Cell | string {
  const start = separator === ',' ? afterBlanks(text, at) : at;
  if (separator !== ',' || text.charCodeAt(start) !== quote) {
    const end = endOfCell(text, at, separator);
    return { text: text.slice(at, end).trim(), end };
  }
  const close = closingQuote(text, start + 1);
  if (close === undefined) return 'has a quote that is never closed';
  const end = endOfCell(text, close, separator);
  if (end > close + 1 && text.slice(close + 1, end).trim() !== '') return 'has text after a closing quote';
  const inside = text.slice(start + 1, close);
  return { text: inside.includes('"') ? inside.replaceAll('""', '"') : inside, end };
}

/** Past blanks and tabs. */
export function afterBlanks(text: string, at: number): number {
  let start = at;
  for (let code = text.charCodeAt(start); code === space || code === tab; code = text.charCodeAt(start)) start++;
  return start;
}

/** Two quotes in a row are one that belongs to the cell. */
function closingQuote(text: string, from: number): number | undefined {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text.charCodeAt(at + 1) !== quote) return at;
  }
  return undefined;
}

function endOfCell(text: string, from: number, separator: Separator): number {
  const wanted = separator.charCodeAt(0);
  for (let end = from; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === wanted || code === newline) return end;
  }
  return text.length;
}

/** Where it stands next; the end of the text if nowhere. */
export function next(text: string, wanted: string, from: number): number {
  const at = text.indexOf(wanted, from);
  return at < 0 ? text.length : at;
}

/** How many newlines stand from `from` to before `to`. */
export function lines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (text[at] === '\n') count++;
  return count;
}
