// Writes docs/questions: a page for each question, from the program itself: run after `npm run build`.
// `--check` changes nothing and fails if a page is not what it should be.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { columns } from './questions/columns.mjs';
import { always, pages } from './questions/pages.mjs';

const root = new URL('..', import.meta.url).pathname;
const folder = `${root}docs/questions/`;

function flowlogs(...args) {
  const environment = { PATH: process.env.PATH, TZ: 'UTC' };
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/flowlogs.js', ...args], { cwd: root, env: environment });
  if (status !== 0) throw new Error(`flowlogs ${args.join(' ')}: ${stderr}`);
  return { stdout: String(stdout), stderr: String(stderr) };
}

/** The summary, and what the help says before its options. */
function about(name) {
  const [, ...paragraphs] = flowlogs('help', name).stdout.split('\n\n');
  const options = paragraphs.findIndex((paragraph) => /^(Arguments|Options|Question|Ranking|Window|Filters|Running):?/.test(paragraph));
  return paragraphs.slice(0, options).map((paragraph) => paragraph.replace(/\s*\n\s*/g, ' '));
}

/** The question's own text, which is the same on both engines: what follows the definition of `flow`. */
function sqlOf(line) {
  const text = flowlogs(...line, '--show-sql').stdout;
  return text.slice(text.indexOf('\n)\n') + 3).trim().replace(/;$/, '');
}

function page(name) {
  const { line, misleads } = pages[name];
  const { stdout, stderr } = flowlogs(...line);
  const [summary, ...details] = about(name);
  const header = flowlogs(...line, '--csv').stdout.split('\n')[0].split(',');
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

const fields = new Map(
  JSON.parse(flowlogs('fields', '--json').stdout).map(({ field, meaning }) => [field, meaning]),
);
const names = Object.keys(pages);
const wanted = new Map([['README.md', index(names)], ...names.map((name) => [`${name}.md`, page(name)])]);
const check = process.argv.includes('--check');
const there = existsSync(folder) ? readdirSync(folder) : [];
const wrong = [
  ...[...wanted].filter(([file, text]) => !there.includes(file) || readFileSync(folder + file, 'utf8') !== text).map(([file]) => file),
  ...there.filter((file) => !wanted.has(file)),
];
if (check && wrong.length > 0) {
  process.stderr.write(`docs/questions: ${wrong.join(', ')}\nrun node scripts/make-questions.mjs\n`);
  process.exitCode = 1;
} else if (!check) for (const [file, text] of wanted) writeFileSync(folder + file, text);
