/** How the chart looks: the options of ECharts. Colours are those of the page's theme. */
import type { BarSeriesOption } from 'echarts/charts';
import type { GridComponentOption, TooltipComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import { type Amounts, sizeOf } from './amounts.ts';
import { type Colors, themeColors } from './colors.ts';
import type { Group } from './cube.ts';
import { element } from './dom.ts';
import { amount, brief, measureNames, stretch, time } from './format.ts';
import { type Bars, labelled } from './time-bars.ts';
import type { View } from './view.ts';

type Option = ComposeOption<BarSeriesOption | GridComponentOption | TooltipComponentOption>;

interface Kind {
  readonly name: string;
  readonly color: string;
  /** Told apart from the others not by its colour alone. */
  readonly hatched: boolean;
  of(group: Group): Amounts;
}

/** Pixels that a label of the axis needs. */
const labelWidth = 84;

export function chartOption(view: View, { bars, width }: Bars, pixels: number): Option {
  const { measure, filter } = view;
  const colors = themeColors();
  const shows = labelled(bars, width, Math.max(2, Math.floor(pixels / labelWidth)));
  const chosen = bars.map(
    ({ span }) => filter.time === undefined || (filter.time.from <= span && span <= filter.time.to),
  );
  const text = { color: colors.soft, fontFamily: 'inherit', fontSize: 12 };
  const series = kindsOf(view, colors).map(
    ({ name, color, hatched, of }): BarSeriesOption => ({
      ...{ type: 'bar', name, stack: 'all', barCategoryGap: bars.length > 60 ? '15%' : '25%', barMaxWidth: 48 },
      itemStyle: { color, decal: hatched ? hatch(colors.ground) : { symbol: 'none' } },
      data: bars.map(({ group }, i) => ({
        value: Math.max(0, sizeOf(of(group), measure)),
        itemStyle: { opacity: chosen[i] ? 1 : 0.28 },
      })),
    }),
  );
  return {
    animation: false,
    aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
    grid: { left: 8, right: 12, top: 14, bottom: 4, containLabel: true },
    tooltip: tooltip(view, bars, colors),
    xAxis: {
      type: 'category',
      data: bars.map(({ from }) => axisText(from, width)),
      axisLine: { lineStyle: { color: colors.line } },
      axisTick: { show: true, lineStyle: { color: colors.line }, interval: (i: number) => shows[i] ?? false },
      axisLabel: { ...text, interval: (i: number) => shows[i] ?? false, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 4,
      splitLine: { lineStyle: { color: colors.line } },
      axisLabel: { ...text, formatter: (value: number) => brief(value, measure) },
    },
    series,
  } as Option;
}

function kindsOf({ hasAction }: View, colors: Colors): readonly Kind[] {
  const neither = { name: 'No action', color: colors.plain, hatched: false, of: restOf };
  if (!hasAction) return [{ ...neither, name: 'All', of: ({ all }) => all }];
  return [
    { name: 'Accepted', color: colors.accepted, hatched: false, of: ({ accepted }) => accepted },
    { name: 'Rejected', color: colors.rejected, hatched: true, of: ({ rejected }) => rejected },
    neither,
  ];
}

/** Flows that were neither accepted nor rejected. */
function restOf({ all, accepted, rejected }: Group): Amounts {
  const minus = (measure: 'packets' | 'bytes') =>
    all[measure] === null ? null : all[measure] - (accepted[measure] ?? 0n) - (rejected[measure] ?? 0n);
  return { flows: all.flows - accepted.flows - rejected.flows, packets: minus('packets'), bytes: minus('bytes') };
}

function hatch(color: string) {
  return { symbol: 'rect', color, dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 };
}

function tooltip(view: View, bars: Bars['bars'], colors: Colors): TooltipComponentOption {
  return {
    trigger: 'axis',
    axisPointer: { type: 'shadow', shadowStyle: { color: colors.hover } },
    backgroundColor: colors.card,
    borderColor: colors.line,
    textStyle: { color: colors.text, fontFamily: 'inherit', fontSize: 13 },
    transitionDuration: 0,
    confine: true,
    formatter: (hovered) => {
      const [first] = Array.isArray(hovered) ? hovered : [hovered];
      const bar = bars[first?.dataIndex ?? -1];
      return bar ? [tip(bar.group, stretch(bar.from, bar.to), view, colors)] : [];
    },
  };
}

/** Elements, not markup: nothing of it is read as HTML. */
function tip(group: Group, when: string, view: View, colors: Colors): HTMLElement {
  const rows = kindsOf(view, colors)
    .filter(({ of, name }) => name !== 'No action' || of(group).flows > 0)
    .map(({ name, of }) => row(name, of(group)));
  function row(name: string, amounts: Amounts) {
    const text = amount(amounts[view.measure] ?? 0, view.measure);
    return element(
      'div',
      {},
      element('span', { class: `mark ${name.toLowerCase()}` }),
      element('span', {}, name),
      element('b', {}, text),
    );
  }
  return element(
    'div',
    { class: 'tip' },
    element('div', { class: 'when' }, `${when} UTC`),
    ...rows,
    element('div', { class: 'unit' }, measureNames[view.measure].toLowerCase()),
  );
}

/** Days where bars are days, hours of the day below, with the day at midnight. */
function axisText(from: number, width: number): string {
  const [day = '', clock = ''] = time(from).split(' ');
  if (width >= 86_400) return day;
  return clock === '00:00' ? `${day.slice(5)} ${clock}` : clock.slice(0, 5);
}
