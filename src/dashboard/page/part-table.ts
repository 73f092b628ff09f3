/** The table of a ranked part. Column heads sort; values and rows filter. */

import { visible } from '../../output/escape.ts';
import { grouped } from '../../output/units.ts';
import { type Dimension, missing, rejected } from '../contract.ts';
import { type Measure, sizeOf } from './amounts.ts';
import { addGroups, type Group, partDimensions } from './cube.ts';
import { button, element } from './dom.ts';
import type { Filter } from './filter.ts';
import { amount, dimensionNames, exactly, measureNames, none, value } from './format.ts';
import { numbersOf, type PartLook } from './parts.ts';
import type { Order, SortBy } from './ranked.ts';
import { shareCell } from './share-bar.ts';
import type { Asks, View } from './view.ts';

export interface Ranked {
  readonly rows: readonly Group[];
  /** Named, and not among the rows shown. */
  readonly kept: readonly Group[];
  /** Not told apart. */
  readonly others: Group | undefined;
  /** How many groups the others are, if that is known. */
  readonly hidden: number | undefined;
  readonly order: Order;
}

const numberNames: Readonly<Record<Measure | 'rejected', string>> = { ...measureNames, rejected: 'Rejected' };

export function partTable(
  look: PartLook,
  view: View,
  ranked: Ranked,
  asks: Asks,
  onSort: (by: SortBy) => void,
): HTMLTableElement {
  const { part, title } = look;
  const numbers = numbersOf(look, view.measure, view.hasAction);
  const whole = part === 'refused' ? view.total.rejected : view.total.all;
  const most = Math.max(0, ...[...ranked.rows, ...ranked.kept].map(({ all }) => sizeOf(all, view.measure)));
  const cells = (group: Group) => [
    shareCell(group, view, sizeOf(whole, view.measure), most),
    ...numbers.map((name) => numberCell(group, name)),
  ];
  const rows = ranked.rows.map((group) => rowOf(look, view, group, cells(group), asks));
  const rest = restOf(look, ranked).map(([name, group]) => {
    const head = element('th', { scope: 'row', colspan: partDimensions[part].length }, name);
    return element('tr', { class: 'rest' }, head, ...cells(group));
  });
  return element(
    'table',
    {},
    element('caption', { class: 'unseen' }, `${title}, ranked by ${measureNames[view.measure].toLowerCase()}`),
    element('thead', {}, headOf(look, numbers, ranked.order, view, onSort)),
    element('tbody', {}, ...rows),
    ...(rest.length > 0 ? [element('tfoot', {}, ...rest)] : []),
  );
}

function headOf(
  look: PartLook,
  numbers: readonly (Measure | 'rejected')[],
  order: Order,
  view: View,
  onSort: (by: SortBy) => void,
) {
  const head = (by: SortBy, name: string, kind: string) => {
    const sorted = order.by === by ? (order.descending ? 'descending' : 'ascending') : undefined;
    const sort = button({ 'data-key': `sort ${look.part} ${by}` }, () => {
      onSort(by);
      document.querySelector<HTMLElement>(`[data-key="sort ${look.part} ${by}"]`)?.focus();
    });
    const arrow = element('span', { class: 'arrow', 'aria-hidden': 'true' });
    // Numbers stand below the end of their head, names below its beginning.
    sort.append(...(kind === 'number' ? [arrow, name] : [name, arrow]));
    return element('th', { scope: 'col', class: kind, 'aria-sort': sorted }, sort);
  };
  return element(
    'tr',
    {},
    ...partDimensions[look.part].map((name, place) => head(place, dimensionNames[name], 'text')),
    element('th', { scope: 'col', class: 'share' }, `Share of ${measureNames[view.measure].toLowerCase()}`),
    ...numbers.map((name) => head(name, numberNames[name], 'number')),
  );
}

function rowOf({ part }: PartLook, view: View, group: Group, numbers: readonly HTMLElement[], asks: Asks): HTMLElement {
  const names = partDimensions[part];
  const filters = names.map((name, place) => filterOf(name, group.codes[place] ?? missing));
  const all: Filter = Object.assign({}, ...filters);
  const values = names.map((name, place) => valueCell(part, view, name, group.codes[place] ?? missing, place, asks));
  const row = element('tr', { class: Object.keys(all).length > 0 ? 'live' : undefined }, ...values, ...numbers);
  row.addEventListener('click', (event) => {
    // A button of the row has done it already, and whoever marks text to copy it wants nothing else.
    const inButton = event.target instanceof Element && event.target.closest('button') !== null;
    if (inButton || Object.keys(all).length === 0 || getSelection()?.isCollapsed === false) return;
    asks.toggle(part === 'refused' ? { ...all, action: rejected } : all);
  });
  return row;
}

function filterOf(name: Dimension, code: number): Filter {
  return code >= 0 ? { [name]: code } : {};
}

function valueCell(part: string, view: View, name: Dimension, code: number, place: number, asks: Asks): HTMLElement {
  const attributes = place === 0 ? { scope: 'row', class: 'text' } : { class: 'text' };
  const cell = element(place === 0 ? 'th' : 'td', attributes);
  if (code < 0) {
    cell.append(element('span', { class: 'none', title: name === 'dstport' ? 'no port' : 'not recorded' }, none));
    return cell;
  }
  const logged = view.data.names[name][code] ?? '';
  const text = value(name, logged);
  const { calls } = view.data;
  const called = Object.hasOwn(calls, logged) ? calls[logged] : undefined;
  const isOn = view.filter[name] === code;
  const key = `${part} ${name} ${code}`;
  const label = {
    'aria-pressed': String(isOn),
    'data-key': key,
    title: isOn ? 'Remove this filter' : `Filter by ${dimensionNames[name].toLowerCase()} ${text}`,
  };
  cell.append(button({ class: 'value', ...label }, () => asks.toggle({ [name]: code }), text));
  if (called !== undefined) cell.append(element('span', { class: 'called' }, visible(called)));
  return cell;
}

function numberCell(group: Group, name: Measure | 'rejected'): HTMLElement {
  const measure = name === 'rejected' ? 'flows' : name;
  const number = name === 'rejected' ? group.rejected.flows : group.all[name];
  const title = measure === 'bytes' ? exactly(number, measure) : undefined;
  return element('td', { class: 'number', title }, amount(number, measure));
}

/** The rows at the end: named groups that are not shown, and all that the page does not tell apart. */
function restOf({ one, many }: PartLook, { kept, others, hidden }: Ranked): readonly (readonly [string, Group])[] {
  const count = hidden === undefined ? `Other ${many}` : `${grouped(hidden)} other ${hidden === 1 ? one : many}`;
  return [
    ...(kept.length > 0 ? [[`${grouped(kept.length)} more, not shown`, addGroups(kept)] as const] : []),
    ...(others ? [[`${count}, not told apart`, others] as const] : []),
  ];
}
