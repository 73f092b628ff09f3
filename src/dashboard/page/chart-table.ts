/** The numbers of the chart as a table, in which keyboards can choose a time. */
import { button, element } from './dom.ts';
import { amount, measureNames, stretch } from './format.ts';
import type { Bars } from './time-bars.ts';
import type { Asks, View } from './view.ts';

export function chartTable({ bars }: Bars, { measure, hasAction, filter }: View, asks: Asks): HTMLTableElement {
  const columns = hasAction ? ['Accepted', 'Rejected', 'All'] : ['All'];
  const head = [
    element('th', { scope: 'col', class: 'text' }, 'Start (UTC)'),
    ...columns.map((name) => element('th', { scope: 'col', class: 'number' }, name)),
  ];
  const rows = bars.map(({ from, to, span, group: { all, accepted, rejected } }) => {
    const isOn = filter.time !== undefined && filter.time.from <= span && span <= filter.time.to;
    const choose = () => asks.toggle({ time: { from: span, to: span } });
    const time = button(
      { class: 'value', 'aria-pressed': String(isOn), 'data-key': `bar ${from}` },
      choose,
      stretch(from, to),
    );
    const amounts = hasAction ? [accepted, rejected, all] : [all];
    return element(
      'tr',
      {},
      element('th', { scope: 'row', class: 'text' }, time),
      ...amounts.map((one) =>
        element('td', { class: 'number' }, amount(one[measure] ?? (one.flows === 0 ? 0 : null), measure)),
      ),
    );
  });
  return element(
    'table',
    {},
    element('caption', { class: 'unseen' }, `${measureNames[measure]} over time`),
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...rows),
  );
}
