/** The bar that says what is filtered, takes filters away, and shows the command that gives the same totals. */
import { button, byId, element } from './dom.ts';
import { commandOf, without } from './filter.ts';
import { amount } from './format.ts';
import { type Asks, type Draw, isFiltered, type View } from './view.ts';
import { wordsOf } from './words.ts';

export function filters(asks: Asks): Draw {
  const [bar, chips, command, status] = ['filters', 'chips', 'command', 'status'].map(byId);
  let said = '';
  return (view) => {
    const { filter, data } = view;
    const words = wordsOf(filter, data);
    bar?.toggleAttribute('data-empty', words.length === 0);
    chips?.replaceChildren(
      ...words.map(({ key, name, value }) =>
        element(
          'li',
          {},
          button(
            { class: 'chip', 'data-key': `chip ${key}` },
            () => asks.filter(without(filter, key)),
            element('span', { class: 'unseen' }, 'Remove filter '),
            element('span', { class: 'name' }, name),
            ' ',
            element('span', { class: 'value' }, value),
            element('span', { class: 'cross', 'aria-hidden': 'true' }, '×'),
          ),
        ),
      ),
      ...(words.length > 1
        ? [
            element(
              'li',
              {},
              button({ class: 'plain', 'data-key': 'clear' }, () => asks.filter({}), 'Remove all'),
            ),
          ]
        : []),
    );
    if (command) command.textContent = words.length > 0 ? commandOf(filter, data) : '';
    const say = statusText(view);
    // Said only when something has changed, not when the page opens.
    if (status && said !== '' && say !== said) status.textContent = say;
    said = say;
  };
}

function statusText(view: View): string {
  const flows = `${amount(view.total.all.flows, 'flows')} flows`;
  if (!isFiltered(view)) return `No filter: ${flows}.`;
  const words = wordsOf(view.filter, view.data).map(({ name, value }) => `${name} ${value}`);
  return `${flows} with ${words.join(', ')}.`;
}
