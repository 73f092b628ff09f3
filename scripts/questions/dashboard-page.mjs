/** The page about the dashboard: its answer is a page for the browser, of which this says what stands on it. */
import { readFileSync } from 'node:fs';
import { cut, filtering, flow, keyboard, misleads, passing, shown, statements } from './dashboard-words.mjs';
import { always } from './pages.mjs';
import { about, answered, bullets, capital, commandLine, flowlogs, root, statementsOf } from './program.mjs';
import { foldedStatements } from './sections-page.mjs';

const filtered = ['top', '--by', 'action', '--action', 'reject', '--dst', '10.0.3.20', 'examples'];
const line = (file) => ['dashboard', '--out', file, 'examples'];

export function dashboardPage() {
  const { summary, details, warnings } = about('dashboard');
  const { stdout: page, stderr } = flowlogs(...line('-'));
  const sources = { shows: wordsOf(page), numberIn };
  return [
    '# dashboard',
    `${capital(summary)}.`,
    ...details,
    commandLine(line('report.html')),
    'It prints nothing; `report.html` is the page. What is in it:',
    ...answered({ stdout: factsOf(page), stderr }),
    '## How to read it',
    'From top to bottom:',
    bullets(shown(sources)),
    '### Filter',
    bullets(filtering(sources)),
    'So what `report.html#action=reject&dstaddr=10.0.3.20` shows is, in a terminal:',
    commandLine(filtered),
    ...answered({ stdout: flowlogs(...filtered).stdout, stderr: '' }),
    '### By keyboard',
    bullets(keyboard(sources)),
    '### Print and pass on',
    bullets(passing),
    '### What is cut, and where that is said',
    bullets(cut(sources)),
    '## When it misleads',
    ...warnings,
    bullets([...misleads, ...always]),
    '## SQL',
    flow,
    ...foldedStatements(named(statementsOf(line('-')), statements)),
  ];
}

function named(texts, names) {
  if (texts.length !== names.length) {
    throw new Error(`scripts/questions/dashboard-words.mjs names ${names.length} of ${texts.length} statements`);
  }
  return texts.map(({ sql }, i) => ({ name: names[i], sql }));
}

/** What the page itself holds: its data, and what its policy lets it load. */
function factsOf(page) {
  const { names, sizes, axis, coverage, first, last } = JSON.parse(
    /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)[1],
  );
  const [policy] = /default-src '[^']*'/.exec(page);
  const told = (name, part = name) => {
    const all = sizes[part].groups;
    return `${all === null ? '' : `${count(names[name].length)} of `}${count(all ?? names[name].length)} told apart`;
  };
  const rows = [
    ['size', `${(page.length / 1e6).toFixed(1)} MB in one file, of which the program is most`],
    ['loads', `nothing: its policy is ${policy}`],
    ['read', `${coverage.files} files, ${count(coverage.records)} records`],
    [
      'time',
      `${second(first)} to ${second(last)}, in ${axis.last - axis.first + 1} bars of ${axis.width / 60} minutes`,
    ],
    ['sources', told('srcaddr')],
    ['destinations', told('dstaddr')],
    ['ports', told('dstport', 'port')],
    ['protocols', told('protocol')],
    ['interfaces', told('interface_id')],
  ];
  return rows.map(([name, value]) => `${name.padEnd(12)}  ${value}`).join('\n');
}

const count = (number) => number.toLocaleString('en');
const second = (time) => time.replace('T', ' ').replace('.000', '');

function wordsOf(page) {
  return (text) => {
    if (!page.includes(text)) throw new Error(`the page of the dashboard does not show "${text}"`);
    return text;
  };
}

/** A number that a source names, so that no page can be older than it. */
function numberIn(source, pattern) {
  const found = pattern.exec(readFileSync(`${root}src/dashboard/${source}`, 'utf8'))?.[1];
  if (found === undefined) throw new Error(`src/dashboard/${source} does not say ${pattern}`);
  return count(Number(found.replaceAll('_', '')));
}
