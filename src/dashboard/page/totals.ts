/** The totals at the top of the page; accepted and rejected are buttons that filter. */
import { accepted, rejected } from '../contract.ts';
import { button, byId, element } from './dom.ts';
import { amount, exactly, instant, percent } from './format.ts';
import { barPart } from './share-bar.ts';
import type { Asks, Draw, View } from './view.ts';

export function totals(asks: Asks): Draw {
  const place = byId('totals');
  return (view) => {
    const { total, data } = view;
    place.replaceChildren(
      card('Flows', amount(total.all.flows, 'flows'), ofWhole(view)),
      ...(view.hasAction
        ? [actionCard(view, asks, 'Accepted', accepted), actionCard(view, asks, 'Rejected', rejected)]
        : [card('Action', 'not recorded', 'in these logs')]),
      card('Packets', amount(total.all.packets, 'packets')),
      card(
        'Bytes',
        amount(total.all.bytes, 'bytes'),
        total.all.bytes === null ? undefined : exactly(total.all.bytes, 'bytes'),
      ),
      card('The logs cover', instant(data.first), `${instant(data.last)} UTC`, 'time'),
    );
    byId('balance').hidden = !view.hasAction;
    drawBalance(view);
  };
}

function card(name: string, value: string, note?: string, kind = ''): HTMLElement {
  return element(
    'li',
    { class: `card ${kind}`.trim() },
    element('span', { class: 'name' }, name),
    element('span', { class: 'value' }, value),
    element('span', { class: 'note' }, note ?? '\u00a0'),
  );
}

/** Of what is filtered, how much of the whole it is. */
function ofWhole({ total, whole }: View): string | undefined {
  if (total.all.flows === whole.all.flows) return undefined;
  return `${percent(total.all.flows, whole.all.flows)} of ${amount(whole.all.flows, 'flows')}`;
}

function actionCard({ total, filter }: View, asks: Asks, name: string, action: typeof accepted | typeof rejected) {
  const flows = action === accepted ? total.accepted.flows : total.rejected.flows;
  const made = button(
    { class: 'card', 'aria-pressed': String(filter.action === action), 'data-key': `action ${action}` },
    () => asks.toggle({ action }),
    element(
      'span',
      { class: 'name' },
      element('span', { class: `mark ${name.toLowerCase()}`, 'aria-hidden': 'true' }),
      name,
    ),
    element('span', { class: 'value' }, amount(flows, 'flows')),
    element('span', { class: 'note' }, `${percent(flows, total.all.flows)} of flows`),
  );
  return element('li', { class: 'action' }, made);
}

/** Accepted and rejected flows as parts of one bar; the cards say it in numbers. */
function drawBalance({ total }: View): void {
  const { all, accepted, rejected } = total;
  byId('balance').replaceChildren(
    barPart('accepted', accepted.flows, all.flows),
    barPart('rejected', rejected.flows, all.flows),
  );
}
