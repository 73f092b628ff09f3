/**
 * A table for people: names over a rule, no other lines, two spaces between columns.
 *
 * It holds all rows, because only then the widths are known. An empty result is the names alone: that there are no rows
 * is said on stderr.
 */
import type { ChalkInstance } from 'chalk';
import type { Column } from '../result.ts';
import { indent, layOut, lineUp, shorten, type Width } from './columns.ts';
import { visible } from './escape.ts';
import type { Format, FormatOptions, Rows } from './format.ts';
import { alignsRight, humanCells } from './human.ts';

type CliTable = typeof import('cli-table3');

/** Between two columns. */
const gap = '  ';

/** cli-table3's work grows with the square of the rows of one table, so a long one is drawn in parts. */
const rowsAtOnce = 16;

/** Loads what draws tables. Whoever knows that one is coming calls it before the rows are there. */
export async function loadDrawing(): Promise<{
  readonly Table: CliTable;
  readonly Chalk: typeof import('chalk').Chalk;
}> {
  const [{ default: Table }, { Chalk }] = await Promise.all([import('cli-table3'), import('chalk')]);
  return { Table, Chalk };
}

export const table: Format = async function* (rows, options) {
  const { Table, Chalk } = await loadDrawing();
  const width = widthOf(Table);
  const { columns } = rows;
  const names = columns.map(({ name }) => cut(visible(name)));
  const cells = lineUp(columns, await allCells(rows, options));
  const texts = options.header ? [names, ...cells] : cells;
  const { widths, lines } = layOut(columns, texts, options.width, gap.length, width);
  const chalk = new Chalk({ level: options.color ? 1 : 0 });
  const short = (row: readonly string[]) => row.map((text, i) => shorten(text, widths[i] ?? 0, width));
  const head = options.header ? short(names).map((name) => chalk.bold(name)) : undefined;
  const draw = (named: typeof head, part: readonly string[][], line: readonly number[]) => {
    const drawn = new Table({
      ...style,
      head: named ? pick(named, line) : [],
      colWidths: pick(widths, line),
      colAligns: pick(alignments(columns), line),
    });
    for (const row of part) drawn.push(pick(row, line));
    return drawn.toString().split('\n');
  };

  for (let at = 0; at < Math.max(cells.length, head ? 1 : 0); at += rowsAtOnce) {
    const part = cells.slice(at, at + rowsAtOnce).map((row) => painted(columns, short(row), chalk));
    const named = at === 0 ? head : undefined;
    yield textOf(
      lines.map((line) => draw(named, part, line)),
      named !== undefined,
      part.length,
    );
  }
};

/** Tables side by side, of which each row is to stand in as many lines: names, one rule, rows. */
function textOf(drawn: readonly (readonly string[])[], named: boolean, rows: number): string {
  const row = (at: number) => drawn.map((lines, i) => `${' '.repeat(i > 0 ? indent : 0)}${lines[at] ?? ''}`.trimEnd());
  const head = named ? [...row(0), ...(rows > 0 ? [drawn[0]?.[1] ?? ''] : [])] : [];
  const first = named ? 2 : 0;
  const body = Array.from({ length: rows }, (_, i) => row(first + i)).flat();
  return [...head, ...body].map((line) => `${line}\n`).join('');
}

function pick<T>(all: readonly T[], at: readonly number[]): T[] {
  return at.flatMap((i) => all.slice(i, i + 1));
}

const style = {
  chars: {
    ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
    ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
    ...{ left: '', 'left-mid': '', right: '', 'right-mid': '' },
    ...{ mid: '─', 'mid-mid': gap, middle: gap },
  },
  style: { compact: true, head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
};

/** No field of AWS's is longer; drawing takes time that grows with the square of a cell. */
const longestCell = 1000;

async function allCells(rows: Rows, options: FormatOptions): Promise<string[][]> {
  const cellsOf = humanCells(rows.columns, options.bytes);
  const cells: string[][] = [];
  for await (const batch of rows.batches) for (const row of batch) cells.push(cellsOf(row).map(cut));
  return cells;
}

function cut(cell: string): string {
  if (cell.length <= longestCell) return cell;
  // A character of two units is not halved.
  return `${cell.slice(0, longestCell - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function alignments(columns: readonly Column[]): ('left' | 'right')[] {
  return columns.map(({ kind }) => (alignsRight(kind) ? 'right' : 'left'));
}

function painted(columns: readonly Column[], cells: readonly string[], chalk: ChalkInstance): string[] {
  return cells.map((cell, i) => {
    if (columns[i]?.kind !== 'action') return cell;
    if (cell === 'ACCEPT') return chalk.green(cell);
    return cell === 'REJECT' ? chalk.red(cell) : cell;
  });
}

/** The terminal columns that a text takes. For what is not plain ASCII cli-table3 is asked, which will place it. */
function widthOf(Table: CliTable): Width {
  return (text) => {
    if (/^[\x20-\x7e]*$/.test(text)) return text.length;
    const measured = new Table(style);
    measured.push([text]);
    measured.toString();
    return measured.options.colWidths[0] ?? 0;
  };
}
