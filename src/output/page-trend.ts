/** The shape of a trend in three lines: what was accepted, what was rejected, and the bytes. */
import type { ChalkInstance } from 'chalk';
import type { Format, FormatOptions } from './format.ts';
import { largest, mostOfEach, sparkline } from './sparkline.ts';
import { actionsOf, numbersOf, type Trend, valuesOnly } from './trend-rows.ts';
import { grouped, humanBytes } from './units.ts';
import { instant } from './values.ts';

/** Characters of a line where no terminal says it. */
const usualWidth = 80;
/** Marks of a line at least and at most. */
const marks = { least: 10, most: 72 };
const gap = '  ';

interface Series {
  readonly label: string;
  readonly color?: 'green' | 'red';
  readonly values: readonly (bigint | null)[];
  shown(value: bigint): string;
}

/** `bin` is how long one is, as people write it: `1h`. */
export function trendShape(bin: string): Format {
  return async function* (rows, options) {
    const { Chalk } = await import('chalk');
    yield textOf(await valuesOnly(rows), bin, options, new Chalk({ level: options.color ? 1 : 0 }));
  };
}

function textOf(trend: Trend, bin: string, { bytes, width }: FormatOptions, chalk: ChalkInstance): string {
  const series = seriesOf(trend, bytes);
  const labels = series.map(({ label }) => label);
  const label = Math.max(...labels.map((text) => text.length));
  const ranges = series.map((one) => rangeOf(one, bin));
  const room = (width ?? usualWidth) - label - 2 * gap.length - Math.max(...ranges.map((text) => text.length));
  const size = Math.ceil(trend.rows.length / Math.max(marks.least, Math.min(marks.most, room)));
  const lines = series.map(({ values, color }, i) => {
    const line = sparkline(mostOfEach(values, size));
    return `${(labels[i] ?? '').padEnd(label)}${gap}${color ? chalk[color](line) : line}${gap}${ranges[i]}\n`;
  });
  return lines.join('') + chalk.dim(axis(trend, ' '.repeat(label) + gap, size, bin));
}

/** Flows as a whole where no action is recorded. */
function seriesOf(trend: Trend, bytes: FormatOptions['bytes']): readonly Series[] {
  const actions = actionsOf('flows').map(({ column, color }) => {
    return { label: column, color, values: numbersOf(trend, column), shown: grouped };
  });
  const isRecorded = actions.some(({ values }) => values.some((value) => value !== null));
  const flows = { label: 'flows', values: numbersOf(trend, 'flows'), shown: grouped };
  const shownBytes = bytes === 'human' ? humanBytes : grouped;
  return [
    ...(isRecorded ? actions : [flows]),
    { label: 'bytes', values: numbersOf(trend, 'bytes'), shown: shownBytes },
  ];
}

/** `26 to 313 in 1h`; one number if all are the same. */
function rangeOf({ values, shown }: Series, bin: string): string {
  const most = largest(values);
  const negated = largest(values.map((value) => (value === null ? null : -value)));
  if (most === null || negated === null) return 'not recorded';
  return most === -negated ? `${shown(most)} in ${bin}` : `${shown(-negated)} to ${shown(most)} in ${bin}`;
}

/** From when to when, and what a mark stands for if not for one bin. */
function axis({ rows }: Trend, before: string, size: number, bin: string): string {
  const times = rows.flatMap(([time]) => (time instanceof Date ? [time] : []));
  const [first, last] = [times[0], times.at(-1)];
  if (!first || !last) return '';
  const each = size > 1 ? `; a mark is the most of ${size} bins of ${bin}` : '';
  return `${before}${minute(first)} to ${minute(last)}${each}\n`;
}

function minute(time: Date): string {
  return `${instant(time).slice(0, 16).replace('T', ' ')}Z`;
}
