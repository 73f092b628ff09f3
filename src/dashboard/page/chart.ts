/** Accepted and rejected over time, as bars that filter by time. */
import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { type ECharts, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type Measure, sizeOf } from './amounts.ts';
import { chartOption } from './chart-option.ts';
import { chartTable } from './chart-table.ts';
import { byId } from './dom.ts';
import { amount, duration, measureNames, stretch } from './format.ts';
import { type Bar, type Bars, barsOf } from './time-bars.ts';
import type { Asks, Draw, View } from './view.ts';

use([BarChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

/** Draws again what is there, as after a change of the theme. */
export interface Chart {
  readonly draw: Draw;
  redraw(): void;
}

export function timeChart(asks: Asks): Chart {
  const place = byId('chart');
  const chart = init(place, null, { renderer: 'svg' });
  let shown: { readonly view: View; readonly bars: Bars } | undefined;
  const paint = () => {
    if (shown) chart.setOption(chartOption(shown.view, shown.bars, place.clientWidth), { notMerge: true });
  };
  new ResizeObserver(() => {
    chart.resize();
    paint();
  }).observe(place);
  const draw: Draw = (view) => {
    const { axis } = view.data;
    byId('time').toggleAttribute('data-empty', axis === null);
    if (axis === null) return;
    const bars = barsOf(view.data, axis, view.cube, view.filter);
    shown = { view, bars };
    byId('time-about').textContent = about(bars, view);
    place.setAttribute('aria-label', summary(bars.bars, view));
    byId('chart-table').replaceChildren(chartTable(bars, view, asks));
    paint();
  };
  onBar(chart, (index, extend) => {
    const bar = shown?.bars.bars[index];
    if (bar && shown) choose(bar.span, extend, shown.view, asks);
  });
  return { draw, redraw: paint };
}

/** The whole height above a bar belongs to it: small ones could not be hit. */
function onBar(chart: ECharts, choose: (index: number, extend: boolean) => void): void {
  const renderer = chart.getZr();
  renderer.on('click', ({ offsetX, offsetY, event }) => {
    const point = [offsetX, offsetY];
    if (!chart.containPixel({ gridIndex: 0 }, point)) return;
    const index = chart.convertFromPixel({ xAxisIndex: 0 }, offsetX);
    choose(Math.round(Number(index)), event instanceof MouseEvent && event.shiftKey);
  });
  renderer.on('mousemove', ({ offsetX, offsetY }) => {
    renderer.setCursorStyle(chart.containPixel({ gridIndex: 0 }, [offsetX, offsetY]) ? 'pointer' : 'default');
  });
}

/** One span; with the shift key all from the chosen one to this. */
function choose(span: number, extend: boolean, { filter }: View, asks: Asks): void {
  const { time } = filter;
  if (extend && time)
    asks.filter({ ...filter, time: { from: Math.min(time.from, span), to: Math.max(time.to, span) } });
  else asks.toggle({ time: { from: span, to: span } });
}

function about({ width, offAxis }: Bars, { data: { axis } }: View): string {
  const coarse = axis && axis.span > 1 && width > axis.width;
  const parts = [
    `A bar is ${duration(width)}, in UTC.`,
    ...(coarse ? [`Filtered, this page knows time to ${duration(width)}.`] : []),
    ...(offAxis > 0
      ? [`${amount(offAxis, 'flows')} flows have no start, or one far from all others, and no bar.`]
      : []),
  ];
  return parts.join(' ');
}

/** For those who do not see it. */
function summary(bars: readonly Bar[], { measure }: View): string {
  const [first] = bars;
  const last = bars.at(-1);
  const top = bars.reduce<Bar | undefined>(
    (best, bar) => (!best || size(bar, measure) > size(best, measure) ? bar : best),
    undefined,
  );
  if (!first || !last || !top) return 'No flow has a time.';
  const most = amount(top.group.all[measure], measure);
  return `Bars of accepted and rejected ${measureNames[measure].toLowerCase()} from ${stretch(first.from, last.to)}; most, ${most}, ${stretch(top.from, top.to)}. The table below has the numbers.`;
}

function size({ group }: Bar, measure: Measure): number {
  return sizeOf(group.all, measure);
}
