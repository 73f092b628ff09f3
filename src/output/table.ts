/**
 * A table for people: names over a rule, no other lines, two spaces between columns.
 *
 * It holds all rows, because only then the widths are known. An empty result is the names alone: that there are no rows
 * is said on stderr.
 */
import type { ChalkInstance } from 'chalk';
import type { Column } from '../result.ts';
import { fit, lineUp, shorten, type Width } from './columns.ts';
import { visible } from './escape.ts';
import type { Format, FormatOptions, Rows } from './format.ts';
import { alignsRight, humanCells } from './human.ts';

type CliTable = typeof import('cli-table3');

/** Between two columns. */
const gap = '  ';

/** cli-table3's work grows with the square of the rows of one table, so a long one is drawn in parts. */
const rowsAtOnce = 16;

export const table: Format = async function* (rows, options) {
  const [{ default: Table }, { Chalk }] = await Promise.all([import('cli-table3'), import('chalk')]);
  const width = widthOf(Table);
  const { columns } = rows;
  const names = columns.map(({ name }) => cut(visible(name)));
  const cells = lineUp(columns, await allCells(rows, options));
  const widths = fit(columns, options.header ? [names, ...cells] : cells, options.width, gap.length, width);
  const chalk = new Chalk({ level: options.color ? 1 : 0 });
  const short = (texts: readonly string[]) => texts.map((text, i) => shorten(text, widths[i] ?? 0, width));
  const head = options.header ? short(names).map((name) => chalk.bold(name)) : [];

  for (let at = 0; at < Math.max(cells.length, 1); at += rowsAtOnce) {
    const part = new Table({
      ...style,
      head: at === 0 ? head : [],
      colWidths: [...widths],
      colAligns: alignments(columns),
    });
    for (const row of cells.slice(at, at + rowsAtOnce)) part.push(painted(columns, short(row), chalk));
    const text = part.toString();
    if (text !== '')
      yield `${text
        .split('\n')
        .map((line) => line.trimEnd())
        .join('\n')}\n`;
  }
};

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
