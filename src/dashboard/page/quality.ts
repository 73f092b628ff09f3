/** What was read, what could not be, and what the page does not tell apart. It is of the whole log, whatever is filtered. */
import { visible } from '../../output/escape.ts';
import { grouped, humanBytes } from '../../output/units.ts';
import type { DashboardData, Dimension, PageCoverage, PageProblem } from '../contract.ts';
import { byId, element } from './dom.ts';
import { duration } from './format.ts';

type Fact = readonly [name: string, value: string, meaning: string];

export function drawQuality(data: DashboardData): void {
  const { coverage } = data;
  const facts = element('dl', { class: 'facts' });
  for (const [name, value, meaning] of factsOf(coverage)) {
    facts.append(
      element(
        'div',
        {},
        element('dt', {}, name),
        element('dd', { class: 'value' }, value),
        element('dd', { class: 'note' }, meaning),
      ),
    );
  }
  byId('quality').append(
    element('div', { class: 'body' }, facts, ...notesOf(coverage), ...problemsOf(coverage), ...detailOf(data)),
  );
}

function factsOf(coverage: PageCoverage): readonly Fact[] {
  const { records, files, otherFiles, damagedFiles, nodata, skipdata, badLines, scannedBytes, countsLines } = coverage;
  const number = (value: number | null) => (value === null ? 'not counted' : grouped(value));
  if (!countsLines) {
    const scanned = scannedBytes === null ? 'not known' : humanBytes(BigInt(scannedBytes));
    return [['Scanned', scanned, 'by Athena, which counts no lines: NODATA, SKIPDATA and bad lines are not known']];
  }
  return [
    ['Files', number(files), 'with flow logs'],
    ['Records', number(records), 'in them, before window and filters'],
    ['NODATA', number(nodata), 'windows without traffic'],
    ['SKIPDATA', number(skipdata), 'windows of which AWS could not record some flows'],
    ['Bad lines', number(badLines), 'left out'],
    ['Other files', number(otherFiles), 'no flow logs'],
    ['Damaged files', number(damagedFiles), 'read in part, or not at all'],
  ];
}

function notesOf({ notes, ...coverage }: PageCoverage): readonly HTMLElement[] {
  const clean =
    coverage.countsLines && coverage.problemsInAll === 0 && coverage.badLines === 0 && coverage.skipdata === 0;
  return [
    ...(clean ? [element('p', { class: 'good' }, 'All of the input could be read.')] : []),
    ...notes.map((note) => element('p', { class: 'remark' }, visible(note))),
  ];
}

function problemsOf({ problems, problemsInAll }: PageCoverage): readonly HTMLElement[] {
  if (problems.length === 0) return [];
  const head = ['File', 'Line', 'Problem', 'What to do'].map((name) =>
    element('th', { scope: 'col', class: 'text' }, name),
  );
  const rows = problems.map(({ file, line, problem, hint }: PageProblem) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row', class: 'text' }, visible(file)),
      ...[line === null ? '' : String(line), visible(problem), visible(hint ?? '')].map((text) =>
        element('td', { class: 'text' }, text),
      ),
    ),
  );
  const more = problemsInAll > problems.length ? ` The first ${problems.length} are listed.` : '';
  return [
    element('h3', {}, `${grouped(problemsInAll)} ${problemsInAll === 1 ? 'problem' : 'problems'}`),
    element('p', { class: 'note' }, `flowlogs inspect lists them.${more}`),
    element(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Problems' },
      element(
        'table',
        { class: 'problems' },
        element('caption', { class: 'unseen' }, 'Problems of the input'),
        element('thead', {}, element('tr', {}, ...head)),
        element('tbody', {}, ...rows),
      ),
    ),
  ];
}

/** What the page cannot tell apart, in words. */
function detailOf({ names, sizes, axis }: DashboardData): readonly HTMLElement[] {
  const plural = { srcaddr: 'sources', dstaddr: 'destinations', protocol: 'protocols', interface_id: 'interfaces' };
  const cut = Object.entries(plural).flatMap(([name, noun]) => {
    const [told, all] = [names[name as Dimension].length, sizes[name as keyof typeof plural].groups];
    return all !== null && all > told ? [`${grouped(told)} of ${grouped(all)} ${noun}`] : [];
  });
  const coarse = axis !== null && axis.span > 1 && axis.first < axis.last;
  if (cut.length === 0 && !coarse) return [];
  const values =
    cut.length > 0 ? `This page tells ${cut.join(', ')} apart; all others are added up, so every total is exact.` : '';
  const span = Math.min(
    (axis?.span ?? 1) * (axis?.width ?? 0),
    ((axis?.last ?? 0) + 1 - (axis?.first ?? 0)) * (axis?.width ?? 0),
  );
  const times = coarse ? `With filters it tells times of ${duration(span)} apart.` : '';
  return [element('p', { class: 'remark' }, [values, times].filter(Boolean).join(' '))];
}
