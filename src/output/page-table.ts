/** A page for people in a terminal: titles, each with its table, and the command that says more. */
import type { ChalkInstance } from 'chalk';
import { visible } from './escape.ts';
import type { FormatOptions } from './format.ts';
import { type PageFormat, rowsOfSection, type Section, textOf } from './page.ts';
import { fitted } from './page-columns.ts';
import { table } from './table.ts';

/** Columns of a page where no terminal says it. */
const usualWidth = 80;

export const pageTable: PageFormat = async function* (page, options) {
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: options.color ? 1 : 0 });
  yield [chalk.bold(visible(page.title)), ...page.lines.map((line) => chalk.dim(visible(line)))]
    .map((line) => `${line}\n`)
    .join('');
  for (const section of page.sections) yield `\n${await sectionText(section, options, chalk)}`;
};

async function sectionText(section: Section, options: FormatOptions, chalk: ChalkInstance): Promise<string> {
  const { title, more, rows, remark, drawn } = section;
  if (rows === undefined || rows.length === 0) {
    return `${chalk.bold.cyan(title)}: ${visible(remark ?? 'none')}\n`;
  }
  const heading = chalk.bold.cyan(title) + (more === undefined ? '' : `  ${chalk.dim(more)}`);
  const shown = drawn ? section : fitted(section, options.width ?? usualWidth, options.bytes);
  const text = await textOf((drawn ?? table)(rowsOfSection(shown), options));
  return `${heading}\n${text}${remark === undefined ? '' : `${chalk.dim(visible(remark))}\n`}`;
}
