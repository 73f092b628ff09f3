/** A ranked part of the page: heading, table, and what is said of what the table leaves out. */

import { grouped } from '../../output/units.ts';
import { missing } from '../contract.ts';
import type { Group, Grouped } from './cube.ts';
import { partDimensions } from './cube.ts';
import { button, byId, element } from './dom.ts';
import { none, value } from './format.ts';
import { partTable } from './part-table.ts';
import type { PartLook } from './parts.ts';
import { hiddenGroups, inOrder, mayHide, type Order, withValue } from './ranked.ts';
import { type Asks, type Draw, isFiltered, type View } from './view.ts';

/** Rows at first, and at most: more nobody reads, and they would slow the page. */
const usualRows = 10;
const mostRows = 500;

interface Settings {
  /** Undefined: by the measure of the page. */
  order: Order | undefined;
  all: boolean;
}

export function partSection(look: PartLook, asks: Asks): Draw {
  const { part, title } = look;
  const place = byId(part);
  const settings: Settings = { order: undefined, all: false };
  const body = element('div', { class: 'body' });
  const about = element('p', { class: 'about' });
  place.append(element('header', {}, element('h2', { id: `${part}-title`, tabindex: '-1' }, title), about), body);
  let shown: View | undefined;
  const draw: Draw = (view) => {
    if (shown && shown.measure !== view.measure) settings.order = undefined;
    shown = view;
    const redraw = () => draw(view);
    const { content, say } = contentOf(look, view, settings, asks, redraw);
    about.textContent = say;
    body.replaceChildren(...content);
  };
  return draw;
}

function contentOf(look: PartLook, view: View, settings: Settings, asks: Asks, redraw: () => void) {
  const { part } = look;
  const found = view.cube.byPart(view.cells, part);
  if (isNotRecorded(found.named) && found.others === undefined) {
    return { content: [element('p', { class: 'empty' }, 'Not recorded in these logs.')], say: '' };
  }
  if (found.named.length === 0 && found.others === undefined) {
    const why = part === 'refused' && !view.hasAction ? 'Action is not recorded in these logs.' : look.empty;
    return { content: [element('p', { class: 'empty' }, why)], say: '' };
  }
  const order = settings.order ?? { by: view.measure, descending: true };
  const sorted = inOrder(found.named, order, textOf(look, view));
  const shown = sorted.slice(0, settings.all ? mostRows : usualRows);
  const kept = sorted.slice(shown.length);
  const hidden = hiddenGroups(found, view.data.sizes[part], isFiltered(view));
  const table = partTable(look, view, { rows: shown, kept, others: found.others, hidden, order }, asks, (by) => {
    settings.order = { by, descending: order.by === by ? !order.descending : typeof by !== 'number' };
    redraw();
  });
  const more = sorted.length > usualRows ? [moreButton(look, settings, sorted.length, redraw)] : [];
  const doubt = mayHide(found, shown, order.by, view.data.sizes[part])
    ? [
        element(
          'p',
          { class: 'doubt' },
          `One of the others, which this page does not tell apart, may have more than the last row.`,
        ),
      ]
    : [];
  return {
    content: [element('div', { class: 'scroll' }, table), ...more, ...doubt],
    say: saying(look, view, hidden, found),
  };
}

function isNotRecorded(groups: readonly Group[]): boolean {
  return groups.length === 1 && groups.every(({ codes }) => codes.every((code) => code === missing));
}

/** `10 of 265,438 sources`, where it is known. */
function saying({ one, many }: PartLook, view: View, hidden: number | undefined, found: Grouped): string {
  const count = withValue(found.named);
  if (isFiltered(view) || (found.others && hidden === undefined)) return '';
  const all = count + (hidden ?? 0);
  return `${grouped(all)} ${all === 1 ? one : many} in all`;
}

function moreButton({ part, many }: PartLook, settings: Settings, count: number, redraw: () => void): HTMLElement {
  const text = settings.all
    ? `Show the first ${usualRows}`
    : count > mostRows
      ? `Show ${mostRows} of ${grouped(count)} ${many}`
      : `Show all ${grouped(count)} ${many}`;
  const change = () => {
    settings.all = !settings.all;
    redraw();
    document.querySelector<HTMLElement>(`[data-key="more ${part}"]`)?.focus();
  };
  return button(
    { class: 'plain more', 'data-key': `more ${part}`, 'aria-expanded': String(settings.all) },
    change,
    text,
  );
}

/** The value of a group as it is shown. */
function textOf({ part }: PartLook, { data }: View): (group: Group, place: number) => string {
  return (group, place) => {
    const name = partDimensions[part][place] ?? 'srcaddr';
    const code = group.codes[place] ?? missing;
    return code === missing ? none : value(name, data.names[name][code] ?? '');
  };
}
