/**
 * A trend for people: the table, a bar behind each row, and sparklines below.
 *
 * The bars are put behind the lines of the finished table. Its last column is of numbers, so that its lines are equally long.
 */
import type { ChalkInstance } from 'chalk';
import { barOf, type Part } from './bars.ts';
import type { Format, FormatOptions, Rows } from './format.ts';
import { largest } from './sparkline.ts';
import { table } from './table.ts';
import { actionsOf, type Drawing, numbersOf, type Trend, unknownMark, valuesOnly } from './trend-rows.ts';
import { sparklines } from './trend-sparklines.ts';

const gap = '  ';

/** Columns of a bar: where no terminal says how many there are, and at least and at most where one does. */
const bar = { usual: 20, least: 8, most: 60 };

/** Without the names of the columns there are no sparklines either: whoever wants neither reads the rows by program. */
export function trendTable(drawing: Drawing): Format {
  return async function* (rows, options) {
    const { Chalk } = await import('chalk');
    const chalk = new Chalk({ level: options.color ? 1 : 0 });
    const trend = await valuesOnly(rows);
    yield* (await fitting(trend, drawing, options, chalk)) ?? table(rowsOf(trend), options);
    if (options.header && trend.rows.length > 0) yield `\n${sparklines(trend, drawing, options, chalk)}`;
  };
}

/** With as many columns as leave room for bars, or else are no longer than a line; undefined if even the fewest are not. */
async function fitting(
  trend: Trend,
  drawing: Drawing,
  options: FormatOptions,
  chalk: ChalkInstance,
): Promise<readonly string[] | undefined> {
  if (trend.rows.length === 0) return undefined;
  let bare: readonly string[] | undefined;
  for (const columns of columnsToShow(trend, drawing)) {
    const lines = await drawn(rowsOf(withColumns(trend, columns)), options);
    const length = lines[1]?.length ?? 0;
    const room = options.width === null ? bar.usual : options.width - length - gap.length;
    const width = Math.min(room, bar.most);
    if (width >= bar.least) return textOf(lines, barsOf(trend, drawing, width, chalk), options);
    if (room >= -gap.length) bare ??= textOf(lines, undefined, options);
  }
  return bare;
}

/** `bars` stand behind the rows, which come after the names and a rule. */
function textOf(
  [names = '', rule = '', ...lines]: readonly string[],
  bars: Bars | undefined,
  { header }: FormatOptions,
): readonly string[] {
  const behind = (text = '') => (text === '' ? '' : gap + text);
  const head = header ? [names, rule + behind('─'.repeat(bars?.width ?? 0))] : [];
  const body = lines.map((line, i) => line + behind(bars?.texts[i]));
  return [...head, ...body].map((line) => `${line}\n`);
}

/** The lines of the table, however long. */
async function drawn(rows: Rows, options: FormatOptions): Promise<readonly string[]> {
  let text = '';
  for await (const piece of table(rows, { ...options, header: true, width: null })) text += piece;
  return text.trimEnd().split('\n');
}

/** Of which columns a table may be, the most telling first. What was accepted and rejected the bars show too. */
function columnsToShow({ columns }: Trend, { measure }: Drawing): readonly (readonly string[])[] {
  const names = columns.map(({ name }) => name);
  const without = (left: readonly string[]) => names.filter((name) => !left.includes(name));
  const own = actionsOf(measure).map(({ column }) => column);
  const others = actionsOf(measure === 'flows' ? 'bytes' : 'flows').map(({ column }) => column);
  return [names, without(others), without([...own, ...others])];
}

function withColumns({ columns, rows }: Trend, names: readonly string[]): Trend {
  const kept = (_: unknown, i: number) => names.includes(columns[i]?.name ?? '');
  return { columns: columns.filter(kept), rows: rows.map((row) => row.filter(kept)) };
}

interface Bars {
  readonly width: number;
  readonly texts: readonly string[];
}

function barsOf(trend: Trend, { measure }: Drawing, width: number, chalk: ChalkInstance): Bars {
  const totals = numbersOf(trend, measure);
  const most = largest(totals) ?? 0n;
  const actions = actionsOf(measure).map((action) => ({ ...action, values: numbersOf(trend, action.column) }));
  const texts = totals.map((total, i) => {
    const parts: Part[] = actions.map(({ mark, values }) => ({ mark, value: values[i] ?? 0n }));
    const known = parts.reduce((sum, { value }) => sum + value, 0n);
    const lengths = barOf([...parts, { mark: unknownMark, value: (total ?? 0n) - known }], most, width);
    return lengths.map(({ part, marks }) => painted(part.mark.repeat(marks), part.mark, measure, chalk)).join('');
  });
  return { width, texts };
}

function painted(text: string, mark: string, measure: Drawing['measure'], chalk: ChalkInstance): string {
  const action = actionsOf(measure).find((one) => one.mark === mark);
  return action ? chalk[action.color](text) : text;
}

function rowsOf({ columns, rows }: Trend): Rows {
  async function* batches() {
    yield rows;
  }
  return { columns, batches: batches() };
}
