// Writes docs/questions: a page for each question, from the program itself: run after `npm run build`.
// `--check` changes nothing and fails if a page is not what it should be.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { columns } from './questions/columns.mjs';
import { always, pages } from './questions/pages.mjs';

const root = new URL('..', import.meta.url).pathname;
const folder = `${root}docs/questions/`;
const incidents = `${root}docs/incidents.md`;

function flowlogs(...args) {
  const environment = { PATH: process.env.PATH, TZ: 'UTC' };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/flowlogs.js', ...args], {
    cwd: root,
    env: environment,
  });
  if (status !== 0) throw new Error(`flowlogs ${args.join(' ')}: ${stderr}`);
  return { stdout: String(stdout), stderr: String(stderr) };
}

/** The summary, and what the help says before its options. */
function about(name) {
  const [, ...paragraphs] = flowlogs('help', name).stdout.split('\n\n');
  const options = paragraphs.findIndex((paragraph) =>
    /^(Arguments|Options|Question|Ranking|Window|Filters|Running):?/.test(paragraph),
  );
  return paragraphs.slice(0, options).map((paragraph) => paragraph.replace(/\s*\n\s*/g, ' '));
}

/** The question's own text, which is the same on both engines: what follows the definition of `flow`. */
function sqlOf(line) {
  const text = flowlogs(...line, '--show-sql').stdout;
  return text
    .slice(text.indexOf('\n)\n') + 3)
    .trim()
    .replace(/;$/, '');
}

function page(name) {
  const { line, misleads } = pages[name];
  const { stdout, stderr } = flowlogs(...line);
  const [summary, ...details] = about(name);
  const header = flowlogs(...line, '--csv')
    .stdout.split('\n')[0]
    .split(',');
  const meanings = header.map((column) => `- \`${column}\`: ${meaningOf(column)}`);
  const fence = (kind, text) => `\`\`\`${kind}\n${text.trimEnd()}\n\`\`\``;
  return `${[
    `# ${name}`,
    `${summary[0].toUpperCase()}${summary.slice(1)}.`,
    ...details,
    fence('sh', `flowlogs ${line.map(quoted).join(' ')}`),
    fence('text', stdout),
    ...(stderr === '' ? [] : ['On stderr:', fence('text', stderr)]),
    '## How to read it',
    meanings.join('\n'),
    '## When it misleads',
    [...misleads, ...always].map((text) => `- ${text}`).join('\n'),
    '## SQL',
    'Over the relation `flow` ([what that is](../sql.md)), word for word the same on files and on Athena:',
    fence('sql', sqlOf(line)),
  ].join('\n\n')}\n`;
}

function meaningOf(column) {
  const meaning = columns[column] ?? fields.get(column);
  if (!meaning) throw new Error(`scripts/questions/columns.mjs does not say what ${column} is`);
  return meaning;
}

const quoted = (word) => (/^[\w./,:=-]+$/.test(word) ? word : `'${word}'`);

function index(names) {
  const rows = names.map((name) => `| [${name}](${name}.md) | ${about(name)[0]} |`);
  return `# Questions\n\nOne page for each: what it answers, a real answer, how to read it, when it misleads, its SQL.\n\n| question | what it answers |\n|---|---|\n${rows.join('\n')}\n`;
}

/** Puts what each command line of a document prints into the block of text after it. */
function withAnswers(text) {
  return text.replace(/(```sh\nflowlogs (.*)\n```\n\n```text\n)[\s\S]*?(```)/g, (_, open, line, close) => {
    const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quotedWord, word]) => quotedWord ?? word);
    return `${open}${flowlogs(...words).stdout}${close}`;
  });
}

const fields = new Map(JSON.parse(flowlogs('fields', '--json').stdout).map(({ field, meaning }) => [field, meaning]));
const names = Object.keys(pages);
const wanted = new Map([
  [`${folder}README.md`, index(names)],
  ...names.map((name) => [`${folder}${name}.md`, page(name)]),
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
