/** The rows of a page with the section that each is of. */
import type { Column, Row } from '../result.ts';
import type { Rows } from './format.ts';
import { type Page, rowsOfSection, type Section } from './page.ts';

const sectionColumn: Column = { name: 'section', kind: 'text' };

/** The rows of a section, which is their first column. */
export function withSection(section: Section): Rows {
  const { columns, rows = [] } = section;
  return rowsOfSection({ columns: [sectionColumn, ...columns], rows: rows.map((row) => [section.name, ...row]) });
}

/** All rows under the columns of all sections, each column where it first comes; what a section has not is missing. */
export function oneTable({ sections }: Page): Rows {
  const columns = new Map<string, Column>();
  for (const section of sections) {
    for (const column of section.columns) if (!columns.has(column.name)) columns.set(column.name, column);
  }
  const names = [...columns.keys()];
  const rows = sections.flatMap((section) => rowsUnder(names, section));
  return rowsOfSection({ columns: [sectionColumn, ...columns.values()], rows });
}

function rowsUnder(names: readonly string[], { name, columns, rows = [] }: Section): readonly Row[] {
  const places = names.map((wanted) => columns.findIndex((column) => column.name === wanted));
  return rows.map((row) => [name, ...places.map((at) => row[at] ?? null)]);
}
