/** The lines below the table of a trend: what there was in all, and its shape. */
import type { ChalkInstance } from 'chalk';
import type { Column, Row } from '../result.ts';
import type { FormatOptions } from './format.ts';
import { humanCells } from './human.ts';
import { largest, mostOfEach, sparkline } from './sparkline.ts';
import { actionsOf, type Drawing, numbersOf, othersName, type Trend, unknownMark } from './trend-rows.ts';
import { grouped, humanBytes } from './units.ts';

const gap = '  ';

/** Characters of a line where no terminal says it. */
const usualWidth = 80;
/** Characters of a sparkline. */
const most = 60;
const least = 10;
const longestLabel = 40;

interface Series {
  readonly label: string;
  readonly color?: 'green' | 'red';
  readonly isBytes: boolean;
  readonly values: readonly (bigint | null)[];
}

/** Ends with a line break. */
export function sparklines(
  trend: Trend,
  drawing: Drawing,
  { bytes, width }: Pick<FormatOptions, 'bytes' | 'width'>,
  chalk: ChalkInstance,
): string {
  const all = seriesOf(trend, drawing);
  const labels = padded(all.map(({ label }) => label));
  const totals = padded(
    all.map((one) => shown(sum(one.values), one, bytes)),
    'start',
  );
  const ranges = all.map((one) => range(one, bytes));
  const taken = [labels, totals, ranges].map((texts) => Math.max(...texts.map((text) => text.length)));
  const words = ` in all${gap}`.length + ` in ${drawing.bin}`.length + 2 * gap.length;
  const room = (width ?? usualWidth) - taken.reduce((a, b) => a + b, words);
  const longest = Math.max(...all.map(({ values }) => values.length));
  const size = Math.ceil(longest / Math.max(least, Math.min(most, room)));
  const marks = Math.ceil(longest / size);
  const lines = all.map(({ values, color }, i) => {
    const line = sparkline(mostOfEach(values, size)).padEnd(marks);
    return `${[labels[i], color ? chalk[color](line) : line, `${totals[i]} in all`, `${ranges[i]} in ${drawing.bin}`].join(gap)}\n`;
  });
  return lines.join('') + (size > 1 ? `each mark is the most of ${size} bins\n` : '') + legend(trend, drawing, chalk);
}

/** What the marks of bars mean, as far as the labels have not said it. */
function legend(trend: Trend, { measure }: Drawing, chalk: ChalkInstance): string {
  const actions = actionsOf(measure).map((action) => ({ ...action, values: numbersOf(trend, action.column) }));
  const known = actions.filter(
    ({ values }) => valueColumns(trend).length > 0 && values.some((value) => value !== null),
  );
  const isUnknown = numbersOf(trend, measure).some((total, i) => {
    return actions.reduce((rest, { values }) => rest - (values[i] ?? 0n), total ?? 0n) > 0n;
  });
  const parts = [
    ...known.map(({ mark, color, column }) => `${chalk[color](mark)} ${column}`),
    ...(isUnknown ? [`${unknownMark} action not recorded`] : []),
  ];
  return parts.length === 0 ? '' : `${parts.join(gap)}\n`;
}

/** Where the columns are whose values make lines. */
function valueColumns({ columns }: Trend): readonly number[] {
  return columns.flatMap((column, i) => (isMeasure(column) || i === 0 ? [] : [i]));
}

/** One for each value of a split trend, else one for each action and one for the other measure. */
function seriesOf(trend: Trend, { measure }: Drawing): readonly Series[] {
  const isBytes = measure === 'bytes';
  const values = valueColumns(trend);
  if (values.length > 0) return lineSeries(trend, values, measure);
  const other = isBytes ? 'flows' : 'bytes';
  const actions = actionsOf(measure).map(({ column, mark, color }) => {
    return { label: `${mark} ${column}`, color, isBytes, values: numbersOf(trend, column) };
  });
  const whole = { label: measure, isBytes, values: numbersOf(trend, measure) };
  const isActionKnown = actions.some((action) => action.values.some((value) => value !== null));
  return [...(isActionKnown ? actions : [whole]), { label: other, isBytes: !isBytes, values: numbersOf(trend, other) }];
}

function isMeasure({ kind }: Column): boolean {
  return kind === 'count' || kind === 'bytes';
}

/** Rows of a line stand together. */
function lineSeries({ columns, rows }: Trend, at: readonly number[], measure: Drawing['measure']): readonly Series[] {
  const cellsOf = humanCells(columns, 'human');
  const labelOf = (row: Row) => {
    const cells = pick(cellsOf(row), at);
    return cells[0] === othersName ? othersName : shortened(cells.join(' '));
  };
  const lines = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(pick(row, at).map(String));
    const line = lines.get(key);
    if (line) line.push(row);
    else lines.set(key, [row]);
  }
  return [...lines.values()].map((line) => ({
    label: line[0] ? labelOf(line[0]) : '',
    isBytes: measure === 'bytes',
    values: numbersOf({ columns, rows: line }, measure),
  }));
}

function pick<T>(all: readonly T[], at: readonly number[]): T[] {
  return at.flatMap((i) => all.slice(i, i + 1));
}

function shortened(label: string): string {
  const characters = [...label];
  return characters.length <= longestLabel ? label : `${characters.slice(0, longestLabel - 1).join('')}…`;
}

function padded(texts: readonly string[], side: 'start' | 'end' = 'end'): readonly string[] {
  const width = Math.max(...texts.map((text) => text.length));
  return texts.map((text) => (side === 'end' ? text.padEnd(width) : text.padStart(width)));
}

function sum(values: readonly (bigint | null)[]): bigint | null {
  return values.reduce((total, value) => (value === null ? total : (total ?? 0n) + value), null);
}

function range({ values, ...one }: Series, bytes: FormatOptions['bytes']): string {
  const negated = largest(values.map((value) => (value === null ? null : -value)));
  return `${shown(negated === null ? null : -negated, one, bytes)} to ${shown(largest(values), one, bytes)}`;
}

function shown(value: bigint | null, { isBytes }: Pick<Series, 'isBytes'>, bytes: FormatOptions['bytes']): string {
  if (value === null) return '-';
  return isBytes && bytes === 'human' ? humanBytes(value) : grouped(value);
}
