/** One record of comma-separated text (RFC 4180), or of what AWS's CLI writes with `--output text`. */

export type Separator = ',' | '\t';

/** A record, and where the newline stands that ends it. */
export interface CsvRecord {
  readonly cells: readonly string[];
  readonly end: number;
}

/**
 * The cells of the line `line`, which begins at `at` of the text. Where a comma separates, cells between quotes may hold
 * commas, newlines and doubled quotes; other cells lose the blanks around them. A string says what is wrong.
 */
export function csvRecord(text: string, at: number, line: string, separator: Separator): CsvRecord | string {
  if (separator === ',' && line.includes('"')) return quotedRecord(text, at);
  return { cells: line.split(separator).map((cell) => cell.trim()), end: at + line.length };
}

function quotedRecord(text: string, at: number): CsvRecord | string {
  const cells: string[] = [];
  for (let from = at; ; ) {
    const start = afterBlanks(text, from);
    const isQuoted = text[start] === '"';
    const close = isQuoted ? closingQuote(text, start + 1) : start;
    if (close === undefined) return 'has a quote that is never closed';
    const end = endOfCell(text, close);
    const rest = text.slice(isQuoted ? close + 1 : from, end).trim();
    if (isQuoted && rest !== '') return 'has text after a closing quote';
    cells.push(isQuoted ? text.slice(start + 1, close).replaceAll('""', '"') : rest);
    if (text[end] !== ',') return { cells, end };
    from = end + 1;
  }
}

function afterBlanks(text: string, at: number): number {
  let start = at;
  while (text[start] === ' ' || text[start] === '\t') start++;
  return start;
}

/** Two quotes in a row are one that belongs to the cell. */
function closingQuote(text: string, from: number): number | undefined {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at;
  return undefined;
}

/** Where the comma, the newline or the end of the text stands that ends the cell. */
function endOfCell(text: string, from: number): number {
  let end = from;
  while (end < text.length && text[end] !== ',' && text[end] !== '\n') end++;
  return end;
}
