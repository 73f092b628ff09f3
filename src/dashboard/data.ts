/** What the page is given, made of the answers of both questions. */
import { AnswerError } from '../errors.ts';
import { axisOf } from './axis.ts';
import type { CellsWanted } from './cells.ts';
import {
  type Axis,
  actions,
  type DashboardData,
  dimensions,
  type Exact,
  offAxis,
  type Part,
  type PartSize,
  parts,
  type SeriesColumns,
} from './contract.ts';
import { finestFor, type Level, levels, namesAt } from './levels.ts';
import { exact, type Names, namesOf, sizeOf } from './names.ts';
import { packCells } from './pack.ts';
import type { Cells } from './read-cells.ts';
import type { Overview, Slice } from './read-overview.ts';

/** What the overview decides of the page. */
export interface Outline extends CellsWanted {
  readonly flows: bigint;
  /** By bin of the axis and action. */
  readonly series: SeriesColumns;
}

/** `base` is how long the overview's bins are, `asked` how long bars shall be, in seconds. Throws UsageError if they would be too many. */
export function outlineOf(overview: Overview, base: number, asked: number | undefined): Outline {
  const flows = overview.series.reduce((sum, slice) => sum + slice.flows, 0n);
  const level = finestFor(flows);
  const names = namesOf(overview, namesAt(levels[level] ?? levels[0]));
  const moments = new Map<number, number>();
  for (const { at, flows } of overview.series) {
    if (at !== null) moments.set(at, (moments.get(at) ?? 0) + Number(flows));
  }
  const axis = axisOf(
    Array.from(moments, ([at, flows]) => ({ at, flows })),
    base,
    asked,
  );
  return { flows, level, names, axis, series: seriesOf(overview.series, axis) };
}

/** The slices added up by bins of the axis, in order. */
function seriesOf(slices: readonly Slice[], axis: Axis | null): SeriesColumns {
  const found = new Map<number, { bin: number; slices: Slice[] }>();
  for (const slice of slices) {
    const bin = binOf(slice.at, axis);
    const key = bin * actions.length + slice.action;
    const there = found.get(key);
    if (there) there.slices.push(slice);
    else found.set(key, { bin, slices: [slice] });
  }
  const rows = [...found].toSorted(([a], [b]) => a - b).map(([, row]) => row);
  const sums = (measure: 'flows' | 'packets' | 'bytes') =>
    rows.map((row) => exact(row.slices.map((slice) => slice[measure]).reduce(plus, null)));
  return {
    bin: rows.map(({ bin }) => bin),
    action: rows.map((row) => row.slices[0]?.action ?? 0),
    ...{ flows: sums('flows'), packets: sums('packets'), bytes: sums('bytes') },
  };
}

function binOf(at: number | null, axis: Axis | null): number {
  if (at === null || axis === null) return offAxis;
  const bin = Math.floor((at - axis.origin) / axis.width);
  return bin < axis.first || bin > axis.last ? offAxis : bin;
}

function plus(a: bigint | null, b: bigint | null): bigint | null {
  return a === null ? b : b === null ? a : a + b;
}

type Frame = Pick<DashboardData, 'version' | 'title' | 'program' | 'made' | 'scope' | 'coverage' | 'calls'>;

/** Throws AnswerError if the cells do not add up to what the overview saw. */
export function dataOf(
  frame: Frame,
  overview: Overview,
  outline: Outline,
  { columns, level: place }: Cells,
): DashboardData {
  for (const measure of ['flows', 'packets', 'bytes'] as const) {
    if (total(columns[measure]) !== total(outline.series[measure])) {
      throw new AnswerError('the logs changed while they were read', 'ask again, or name an end with --until');
    }
  }
  const { axis, series } = outline;
  const level = levels[place] ?? levels[0];
  const names = namesOfLevel(outline.names, level);
  const sizes = Object.fromEntries(parts.map((part) => [part, sizeOf(part, overview, names)]));
  return {
    ...frame,
    first: overview.first?.toISOString() ?? null,
    last: overview.last?.toISOString() ?? null,
    axis: axis && { ...axis, span: level.span },
    series,
    names: names as DashboardData['names'],
    sizes: sizes as Record<Part, PartSize>,
    cells: packCells(columns),
  };
}

/** Those that the cells tell apart. */
function namesOfLevel(names: Names, level: Level): Names {
  const most = namesAt(level);
  return Object.fromEntries(dimensions.map((name) => [name, names[name].slice(0, most[name])])) as unknown as Names;
}

function total(values: readonly Exact[]): bigint {
  return values.reduce((sum: bigint, value) => sum + BigInt(value ?? 0), 0n);
}
