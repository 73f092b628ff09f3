/** The bars over time: what each adds up to, and which stretch of the filter it belongs to. */
import type { Axis, DashboardData } from '../contract.ts';
import { CellAmounts, nothing, Sums } from './amounts.ts';
import type { Cube, Group } from './cube.ts';
import { type Filter, without } from './filter.ts';

export interface Bar {
  /** Epoch seconds, the end not included. */
  readonly from: number;
  readonly to: number;
  /** The span of the axis to which it belongs. */
  readonly span: number;
  readonly group: Group;
}

export interface Bars {
  readonly bars: readonly Bar[];
  /** Seconds. */
  readonly width: number;
  /** Flows whose start is not on the axis. */
  readonly offAxis: number;
}

const empty: Group = { codes: [], all: nothing, accepted: nothing, rejected: nothing };

/**
 * Whatever the time of the filter, so that the chosen time is seen in its surroundings. Without any other filter as fine as
 * the series; else as fine as the cells, which may be coarser.
 */
export function barsOf(data: DashboardData, axis: Axis, cube: Cube, filter: Filter): Bars {
  const { action, ...others } = without(filter, 'time');
  const fine = Object.keys(others).length === 0;
  const found = fine ? bySeries(data, action) : cube.byTime(cube.matching(without(filter, 'time')));
  const step = fine ? 1 : axis.span;
  const [first, last] = [Math.floor(axis.first / step), Math.floor(axis.last / step)];
  const bars = Array.from({ length: last - first + 1 }, (_, i): Bar => {
    const at = first + i;
    return {
      from: axis.origin + Math.max(at * step, axis.first) * axis.width,
      to: axis.origin + Math.min((at + 1) * step, axis.last + 1) * axis.width,
      span: Math.floor((at * step) / axis.span),
      group: found.get(at) ?? empty,
    };
  });
  return { bars, width: axis.width * step, offAxis: found.get(-1)?.all.flows ?? 0 };
}

/** The bins of the series, of all actions or of one. */
function bySeries({ series }: DashboardData, action: number | undefined): ReadonlyMap<number, Group> {
  const amounts = new CellAmounts(series);
  const found = new Map<number, Sums>();
  series.bin.forEach((bin, i) => {
    const of = series.action[i] ?? 0;
    if (action !== undefined && of !== action) return;
    const sums = found.get(bin) ?? new Sums();
    sums.add(amounts, i, of);
    found.set(bin, sums);
  });
  return new Map(
    Array.from(found, ([bin, sums]) => [
      bin,
      { codes: [], all: sums.all(), accepted: sums.of(1), rejected: sums.of(2) },
    ]),
  );
}

/** Lengths of time at which labels stand, in seconds. */
const steps = [
  60, 300, 600, 900, 1800, 3600, 7200, 10_800, 14_400, 21_600, 43_200, 86_400, 172_800, 604_800, 1_209_600, 2_419_200,
  31_449_600,
];

/** Whether a label stands at each bar, so that there are `most` or fewer. */
export function labelled(bars: readonly Bar[], width: number, most: number): readonly boolean[] {
  const step =
    steps.find((length) => length >= width && (bars.length * width) / length <= most) ??
    width * Math.ceil(bars.length / most);
  return bars.map(({ from }, i) => {
    // The first bar may begin in the middle of its bin.
    const start = i === 0 ? Math.floor(from / width) * width : from;
    return start % step === 0;
  });
}
