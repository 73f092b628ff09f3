/** What is ranked and drawn: flows, packets or bytes. */
import type { Measure } from './amounts.ts';
import type { Group } from './cube.ts';
import { byId, element } from './dom.ts';
import { measureNames } from './format.ts';
import type { Asks, Draw } from './view.ts';

export function measures(asks: Asks, whole: Group): Draw {
  const choices = (Object.keys(measureNames) as Measure[]).map((measure) => {
    const input = element('input', {
      type: 'radio',
      name: 'measure',
      value: measure,
      disabled: whole.all[measure] === null,
    });
    input.addEventListener('change', () => asks.measure(measure));
    return { measure, input, label: element('label', {}, input, element('span', {}, measureNames[measure])) };
  });
  byId('measures').append(...choices.map(({ label }) => label));
  return (view) => {
    for (const { measure, input } of choices) input.checked = view.measure === measure;
  };
}
