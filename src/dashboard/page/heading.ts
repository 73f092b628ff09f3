/** What stands above the page: its title, which logs, which time, which filters they were read with. */
import { visible } from '../../output/escape.ts';
import { grouped } from '../../output/units.ts';
import type { DashboardData } from '../contract.ts';
import { byId, element } from './dom.ts';
import { instant } from './format.ts';

export function drawHeading(data: DashboardData): void {
  const { title, scope, coverage, program, made } = data;
  document.title = visible(title);
  byId('title').textContent = visible(title);
  const read = [
    ...(coverage.records === null ? [] : [`${grouped(coverage.records)} records`]),
    ...(coverage.files === null ? [] : [`${grouped(coverage.files)} ${coverage.files === 1 ? 'file' : 'files'}`]),
  ];
  const facts: readonly (readonly [string, string])[] = [
    ['Logs', [visible(scope.logs.join(', ')), ...read].join(' · ')],
    ['Window', windowText(data)],
    ...(scope.filters.length > 0 ? [['Only', visible(scope.filters.join(' '))] as const] : []),
    ...(scope.counting.length > 0 ? [['Counted with', scope.counting.join(' ')] as const] : []),
  ];
  byId('scope').replaceChildren(
    ...facts.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
  );
  byId('made').textContent = `${program}, ${instant(made)} UTC`;
}

function windowText({ scope: { from, to } }: DashboardData): string {
  if (from === null && to === null) return 'all of the logs';
  const parts = [
    ...(from === null ? [] : [`from ${instant(from)}`]),
    ...(to === null ? [] : [`before ${instant(to)}`]),
  ];
  return `flows that started ${parts.join(' and ')} UTC`;
}
