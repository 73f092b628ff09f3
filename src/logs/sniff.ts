/** Tells from the first bytes of a file what it is. */
import { splitCsv } from './csv-line.ts';
import { foreignText, signatureOf } from './foreign.ts';
import { documentedFields, fits, headerFields, resembles } from './header.ts';
import { messageNames } from './json-value.ts';
import { isExported } from './text.ts';

export type Sort =
  /** A flow log: how its lines are made. */
  | { readonly is: 'text' | 'cloudwatch-export' | 'csv' | 'message-csv' | 'json' | 'parquet' }
  /** No flow log, and what it seems to be. */
  | { readonly is: 'other'; readonly what: string };

/** So many lines are looked at before a text is given up. */
const looked = 20;
const blanks = /[ \t\r]+/;

/** `first` is the first block of the file's text, without a byte order mark; `format` the field list of `--format`. */
export function sniff(first: Buffer, format?: readonly string[]): Sort {
  if (isParquet(first)) return { is: 'parquet' };
  const signature = signatureOf(first);
  if (signature) return { is: 'other', what: signature };
  const top = firstLines(first, 1)[0] ?? '';
  const what = foreignText(top);
  if (what) return { is: 'other', what };
  if (/^\s*[{[]/.test(top)) return { is: 'json' };
  const sort = sortOf(top, format);
  if (sort) return { is: sort };
  if (messageColumn(splitCsv(top.trim()) ?? []) >= 0) return { is: 'message-csv' };
  const lines = firstLines(first, looked);
  if (lines.length === 0) return { is: 'text' };
  return sortOfAll(lines, format) ?? { is: 'other', what: describe(lines) };
}

export const isParquet = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 4) === 'PAR1';

/** What a text is that begins with a line that is nothing. Documents that quote a record are not taken for flow logs. */
function sortOfAll(lines: readonly string[], format: readonly string[] | undefined): Sort | undefined {
  const telling = lines.find((line) => sortOf(line, format)) ?? lines.find((line) => resembles(cellsOf(line)));
  if (telling === undefined) return undefined;
  const alike = lines.filter((line) =>
    widths(line).some((width, index) => width > 1 && width === widths(telling)[index]),
  );
  return alike.length * 4 >= lines.length ? { is: sortOf(telling, format) ?? 'text' } : undefined;
}

const cellsOf = (line: string): string[] => line.trim().split(blanks);
const widths = (line: string): [number, number] => [cellsOf(line).length, line.split(',').length];

function sortOf(line: string, format: readonly string[] | undefined): 'text' | 'cloudwatch-export' | 'csv' | undefined {
  const cells = cellsOf(line);
  const isFlow = (own: readonly string[]): boolean =>
    headerFields(own) !== undefined ||
    documentedFields(own) !== undefined ||
    (format !== undefined && fits(format, own));
  if (isFlow(cells)) return 'text';
  const own = cells.slice(1);
  if (isExported(cells) && (isFlow(own) || resembles(own))) return 'cloudwatch-export';
  const columns = splitCsv(line.trim());
  return columns && columns.length > 1 && isFlow(columns) ? 'csv' : undefined;
}

/** The first lines that are not blank. The last one of the block counts only if it is the only one: it may be cut. */
function firstLines(block: Buffer, most: number): string[] {
  const lines: string[] = [];
  for (let from = 0; from < block.length && lines.length < most; ) {
    const newline = block.indexOf(10, from);
    if (newline < 0 && lines.length > 0) break;
    const end = newline < 0 ? block.length : newline;
    const line = block.toString('utf8', from, Math.min(end, from + 65_536));
    if (line.trim() !== '') lines.push(line);
    from = end + 1;
  }
  return lines;
}

/** Which column of a CSV header holds records as text, or −1. */
export function messageColumn(names: readonly string[]): number {
  return names.findIndex((name) => messageNames.includes(name.toLowerCase()));
}

function describe(lines: readonly string[]): string {
  const [top = ''] = lines;
  if (top.includes('\0')) return 'it is binary data';
  const columns = splitCsv(top.trim()) ?? [];
  if (columns.length < 3) return 'no header line and no record was found in its first lines';
  return `its columns are not those of AWS flow logs (${columns.slice(0, 6).join(', ').slice(0, 100)}, …)`;
}
