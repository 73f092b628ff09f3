// Writes docs/questions: a page for each question, from the program itself: run after `npm run build`.
// `--check` changes nothing and fails if a page is not what it should be.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dashboardPage } from './questions/dashboard-page.mjs';
import { indexPage } from './questions/index-page.mjs';
import { pages } from './questions/pages.mjs';
import { flowlogs, root } from './questions/program.mjs';
import { questionPage } from './questions/question-page.mjs';
import { sectionPages } from './questions/section-pages.mjs';
import { sectionsPage } from './questions/sections-page.mjs';

const folder = `${root}docs/questions/`;
const incidents = `${root}docs/incidents.md`;

/** Puts what each command line of a document prints into the block of text after it. */
function withAnswers(text) {
  return text.replace(/(```sh\nflowlogs (.*)\n```\n\n```text\n)[\s\S]*?(```)/g, (_, open, line, close) => {
    const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quotedWord, word]) => quotedWord ?? word);
    return `${open}${flowlogs(...words).stdout}${close}`;
  });
}

const ofQuestions = Object.keys(pages);
const ofSeveral = [...Object.keys(sectionPages), 'dashboard'];
const page = (name, parts) => [`${folder}${name}.md`, `${parts.join('\n\n')}\n`];
const wanted = new Map([
  page('README', indexPage(ofSeveral, ofQuestions)),
  ...Object.keys(sectionPages).map((name) => page(name, sectionsPage(name))),
  page('dashboard', dashboardPage()),
  ...ofQuestions.map((name) => page(name, questionPage(name))),
  [incidents, withAnswers(readFileSync(incidents, 'utf8'))],
]);
const there = new Map(
  [...readdirSync(folder).map((file) => folder + file), incidents].map((file) => [file, readFileSync(file, 'utf8')]),
);
const wrong = [...new Set([...wanted.keys(), ...there.keys()])].filter((file) => wanted.get(file) !== there.get(file));
if (process.argv.includes('--check')) {
  if (wrong.length > 0) {
    process.stderr.write(`${wrong.join(', ')}\nrun node scripts/make-questions.mjs\n`);
    process.exitCode = 1;
  }
} else {
  for (const [file, text] of wanted) writeFileSync(file, text);
  for (const file of there.keys()) if (!wanted.has(file)) rmSync(file);
}
