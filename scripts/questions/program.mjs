/** The program as the pages ask it: what it prints, what its help says, and the texts that it would run. */
import { spawnSync } from 'node:child_process';
import { columns } from './columns.mjs';

export const root = new URL('../..', import.meta.url).pathname;

/** A page of the dashboard is larger than what Node keeps by itself. */
const mostPrinted = 16 * 1024 * 1024;

export function flowlogs(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/flowlogs.js', ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, TZ: 'UTC' },
    maxBuffer: mostPrinted,
  });
  if (status !== 0) throw new Error(`flowlogs ${args.join(' ')}: ${stderr}`);
  return { stdout: String(stdout), stderr: String(stderr) };
}

/** The summary; what the help says before its options; and of that, when the answer misleads. */
export function about(name) {
  const [, summary, ...paragraphs] = flowlogs('help', name).stdout.split('\n\n').map(unwrapped);
  const options = paragraphs.findIndex((paragraph) =>
    /^(Arguments|Options|Question|Ranking|Window|Filters|Running):?/.test(paragraph),
  );
  const said = paragraphs.slice(0, options);
  return {
    summary,
    details: said.filter((paragraph) => !warning.test(paragraph)),
    warnings: said.filter((paragraph) => warning.test(paragraph)).map((text) => capital(text.replace(warning, ''))),
  };
}

const warning = /^When it (is wrong|misleads): /;

function unwrapped(paragraph) {
  return paragraph.replace(/\s*\n\s*/g, ' ');
}

export function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}

/**
 * The texts of the questions, which are the same on both engines: what follows the definition of `flow`. Each with the name
 * that stands above it, if one does.
 */
export function statementsOf(line) {
  const { stdout } = flowlogs(...line, '--show-sql');
  const [before, ...statements] = stdout.split(/^-- for DuckDB .*\n/m);
  const names = [before, ...statements].map(
    (text) => /^-- (.+)\n$/m.exec(text.slice(text.lastIndexOf('\n-- ') + 1))?.[1],
  );
  return statements.map((text, i) => ({ name: names[i], sql: questionOf(text) }));
}

function questionOf(statement) {
  const text = statement.slice(statement.indexOf('\n)\n') + 3);
  return text.slice(0, text.search(/;*\s*(\n-- |$)/)).trim();
}

export function fence(kind, text) {
  return `\`\`\`${kind}\n${text.trimEnd()}\n\`\`\``;
}

export function bullets(texts) {
  return texts.map((text) => `- ${text}`).join('\n');
}

export function commandLine(line) {
  const words = line.map((word) => (/^[\w./,:=-]+$/.test(word) ? word : `'${word}'`));
  return fence('sh', `flowlogs ${words.join(' ')}`);
}

/** What an answer is, and what was said beside it. */
export function answered({ stdout, stderr }) {
  return [fence('text', stdout), ...(stderr === '' ? [] : ['On stderr:', fence('text', stderr)])];
}

/** `own`: meanings of this page alone. */
export function meaningsOf(header, own = {}) {
  return bullets(header.map((column) => `\`${column}\`: ${meaningOf(column, own)}`));
}

function meaningOf(column, own) {
  const meaning = own[column] ?? columns[column] ?? fields.get(column);
  if (!meaning) throw new Error(`scripts/questions/columns.mjs does not say what ${column} is`);
  return meaning;
}

const fields = new Map(JSON.parse(flowlogs('fields', '--json').stdout).map(({ field, meaning }) => [field, meaning]));
