/** Bars in a line of text: what part of a whole is accepted, and what is rejected. */
import { others } from '../contract.ts';
import { sizeOf } from './amounts.ts';
import type { Group } from './cube.ts';
import { element } from './dom.ts';
import { percent } from './format.ts';
import type { View } from './view.ts';

/** A part of a bar, as long as it is of the whole. */
export function barPart(kind: 'accepted' | 'rejected' | 'plain', size: number, whole: number): HTMLElement {
  const made = element('span', { class: kind });
  made.style.width = `${whole > 0 ? Math.max(0, (100 * size) / whole) : 0}%`;
  return made;
}

/** A bar as long as the group's part of the largest, and what part of the whole it is. */
export function shareCell(group: Group, { measure, hasAction }: View, whole: number, most: number): HTMLElement {
  const size = sizeOf(group.all, measure);
  const bar = element('span', { class: 'bar', 'aria-hidden': 'true' });
  const draw = (kind: 'accepted' | 'rejected' | 'plain', of: number) =>
    bar.append(barPart(kind, Math.min(of, most), most));
  if (group.codes.length === 0 || group.codes.includes(others)) bar.classList.add('unranked');
  if (hasAction) {
    const refused = Math.max(0, sizeOf(group.rejected, measure));
    const allowed = Math.max(0, sizeOf(group.accepted, measure));
    draw('accepted', allowed);
    draw('rejected', refused);
    draw('plain', Math.max(0, size - refused - allowed));
  } else draw('plain', size);
  return element('td', { class: 'share' }, bar, element('span', { class: 'percent' }, percent(size, whole)));
}
