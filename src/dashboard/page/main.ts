/** The page comes to life: reads its data, draws itself, and draws anew whenever something else is asked for. */
import type { Measure } from './amounts.ts';
import { timeChart } from './chart.ts';
import { Cube } from './cube.ts';
import { byId, keepingFocus } from './dom.ts';
import { filterOf, hashOf, toggled } from './filter.ts';
import { filters } from './filters.ts';
import { drawHeading } from './heading.ts';
import { readData, unpackCells } from './load.ts';
import { measures } from './measures.ts';
import { partSection } from './part-section.ts';
import { looks } from './parts.ts';
import { drawQuality } from './quality.ts';
import { themes } from './theme.ts';
import { totals } from './totals.ts';
import { type Asks, type Draw, type State, viewOf } from './view.ts';

async function start(): Promise<void> {
  const data = readData(byId('data').textContent);
  const cube = new Cube(await unpackCells(data));
  const whole = cube.total(cube.matching({}));
  let state: State = { filter: filterOf(location.hash, data), measure: 'flows' };
  let parts: readonly Draw[] = [];
  const draw = () => {
    const view = viewOf(data, cube, whole, state);
    keepingFocus(
      () => {
        for (const part of parts) part(view);
      },
      () => document.querySelector<HTMLElement>('#chips button, #main'),
    );
  };
  // The address is what is filtered by: back and forward go through filters, and a bookmark keeps them.
  let followed = location.hash;
  const follow = () => {
    if (location.hash === followed) return;
    followed = location.hash;
    state = { ...state, filter: filterOf(followed, data) };
    draw();
  };
  const asks: Asks = {
    // At once, not when the browser says that the address has changed: a second click comes upon the first one's view.
    filter: (filter) => {
      location.hash = hashOf(filter, data);
      follow();
    },
    toggle: (parts) => asks.filter(toggled(state.filter, parts)),
    measure: (measure: Measure) => {
      state = { ...state, measure };
      draw();
    },
  };
  addEventListener('hashchange', follow);
  drawHeading(data);
  drawQuality(data);
  document.documentElement.dataset.ready = 'drawing';
  themes(() => chart.redraw());
  const chart = timeChart(asks);
  parts = [
    filters(asks),
    measures(asks, whole),
    totals(asks),
    chart.draw,
    ...looks.map((look) => partSection(look, asks)),
  ];
  draw();
  document.documentElement.dataset.ready = 'yes';
}

start().catch((error: unknown) => {
  byId('failure').textContent = error instanceof Error ? error.message : String(error);
  byId('failure').hidden = false;
});
