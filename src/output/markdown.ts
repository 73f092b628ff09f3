/** A table of GitHub Flavored Markdown, with the cells of `table`. */
import type { Row } from '../result.ts';
import { visible } from './escape.ts';
import { type Format, pieces } from './format.ts';
import { alignsRight, humanCells } from './human.ts';

export const markdown: Format = ({ columns, batches }, options) => {
  const cells = humanCells(columns, options.bytes);
  const names = line(columns.map(({ name }) => escaped(visible(name))));
  const rule = line(columns.map(({ kind }) => (alignsRight(kind) ? '---:' : '---')));
  return pieces(options.header ? names + rule : '', batches, (row: Row) => line(cells(row).map(escaped)));
};

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** Whatever would end a cell, or begin markup, HTML, a link or an entity. An underscore inside a word begins nothing. */
const special = /[\\|<`*[\]~&]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;

export function escaped(text: string): string {
  return text.replace(special, '\\$&');
}
