/** Which columns of a section people see: as many as stand on one line. */

import { lineUp } from './columns.ts';
import type { FormatOptions } from './format.ts';
import { humanCells } from './human.ts';
import type { Section } from './page.ts';

/** Between two columns of a table. */
const gap = 2;

/** The section without those of its spare columns that have no value, or for which there is no room. */
export function fitted(section: Section, width: number, bytes: FormatOptions['bytes']): Section {
  let fitting = section.spare.reduce((rest, name) => (isBlank(section, name) ? without(rest, name) : rest), section);
  for (const name of section.spare) {
    if (lengthOf(fitting, bytes) <= width) break;
    fitting = without(fitting, name);
  }
  return fitting;
}

function isBlank({ columns, rows = [] }: Section, name: string): boolean {
  const at = columns.findIndex((column) => column.name === name);
  return rows.every((row) => row[at] === null);
}

/** The length of the lines of its table, in characters. */
function lengthOf({ columns, rows = [] }: Section, bytes: FormatOptions['bytes']): number {
  const cells = lineUp(columns, rows.map(humanCells(columns, bytes)));
  const widths = columns.map(({ name }, i) =>
    cells.reduce((most, row) => Math.max(most, [...(row[i] ?? '')].length), name.length),
  );
  return widths.reduce((sum, width) => sum + width + gap, -gap);
}

function without(section: Section, name: string): Section {
  const isKept = (_: unknown, i: number) => section.columns[i]?.name !== name;
  const { columns, rows } = section;
  return {
    ...section,
    columns: columns.filter(isKept),
    ...(rows && { rows: rows.map((row) => row.filter(isKept)) }),
  };
}
