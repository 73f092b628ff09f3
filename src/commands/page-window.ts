/** The time that a page is about, as it says it. */
import type { Window } from '../window.ts';
import { windowText } from './say.ts';

const day = 86_400_000;

/** `2025-08-14 (UTC)`, `flows that started from …`, or that there is no limit. */
export function windowLine(window: Window): string {
  const { from, to } = window;
  if (from && to && from.getTime() % day === 0 && to.getTime() - from.getTime() === day) {
    return `${from.toISOString().slice(0, 10)} (UTC)`;
  }
  return from || to ? `flows that started ${windowText(window)}` : 'all of the logs';
}
