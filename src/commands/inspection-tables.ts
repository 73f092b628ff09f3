/** An inspection for people: formats, totals and problems; and a row for each file, for programs. */
import type { FileReport } from '../logs/plan.ts';
import type { Rows } from '../output/format.ts';
import type { Column, Problem, Value } from '../result.ts';
import type { Inspection } from './inspection.ts';
import { rowsOf } from './rows.ts';

const fileColumns = [
  { name: 'file', kind: 'text' },
  { name: 'container', kind: 'text' },
  { name: 'other', kind: 'boolean' },
  { name: 'damaged', kind: 'boolean' },
  { name: 'lines', kind: 'count' },
  { name: 'headers', kind: 'count' },
  { name: 'records', kind: 'count' },
  { name: 'bad_lines', kind: 'count' },
  { name: 'ok', kind: 'count' },
  { name: 'nodata', kind: 'count' },
  { name: 'skipdata', kind: 'count' },
  { name: 'accept', kind: 'count' },
  { name: 'reject', kind: 'count' },
  { name: 'bytes', kind: 'bytes' },
  { name: 'packets', kind: 'packets' },
  { name: 'first', kind: 'epoch' },
  { name: 'last', kind: 'epoch' },
  { name: 'problem', kind: 'text' },
] as const satisfies readonly Column[];

/** `found` are problems with what is no file: a folder that cannot be looked into, a link that leads nowhere. */
export function fileRows(reports: readonly FileReport[], found: readonly Problem[]): Rows {
  const unfound = found.map(({ file, problem }) =>
    fileColumns.map(({ name }) => (name === 'file' ? file : name === 'problem' ? problem : null)),
  );
  return rowsOf(fileColumns, [
    ...unfound,
    ...reports.map((report) => [
      report.file,
      [...new Set(report.formats.map(({ container }) => container))].join(' + ') || null,
      report.other,
      report.damaged,
      report.lines,
      report.headers,
      report.records,
      report.badLines,
      report.ok,
      report.nodata,
      report.skipdata,
      report.accept,
      report.reject,
      report.bytes,
      report.packets,
      report.first,
      report.last,
      firstProblem(report),
    ]),
  ]);
}

function firstProblem({ problems: [first] }: FileReport): string | null {
  if (first === undefined) return null;
  return first.line === null ? first.problem : `line ${first.line}: ${first.problem}`;
}

const totalColumns: readonly Column[] = [
  { name: 'total', kind: 'text' },
  { name: 'value', kind: 'text' },
];

/** Lines as they are, and a table without names. */
export interface Summary {
  readonly formats: string;
  readonly totals: Rows;
  readonly problems: string;
}

/** `width`: columns of the terminal, in which lists of fields are broken. A part without anything to say is empty. */
export async function summaryOf(all: Inspection, bytes: 'human' | 'raw', width: number | null): Promise<Summary> {
  const { visible } = await import('../output/escape.ts');
  const { counted } = await import('../output/units.ts');
  const formats = all.formats.map(
    ({ container, files, records, fields }) =>
      `${container}: ${counted(records, 'record')} in ${counted(files, 'file')}\n${indented(fields.map(visible), width)}`,
  );
  const problems = all.problems.map(({ file, line, problem, hint }, i) => {
    const again = hint === null || hint === all.problems[i - 1]?.hint;
    return `${visible(file)}${line === null ? '' : `:${line}`}: ${visible(problem)}\n${again ? '' : `  ${visible(hint)}\n`}`;
  });
  return {
    formats: formats.join(''),
    totals: rowsOf(totalColumns, await totals(all, bytes)),
    problems: problems.join(''),
  };
}

/** The words in lines of at most `width`, two blanks before each line. */
function indented(words: readonly string[], width: number | null): string {
  const lines = [''];
  for (const word of words) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && width !== null && line.length + word.length + 4 > width) lines.push(`  ${word}`);
    else lines[lines.length - 1] = `${line === '' ? ' ' : line} ${word}`;
  }
  return `${lines.join('\n')}\n`;
}

async function totals(all: Inspection, bytes: 'human' | 'raw'): Promise<readonly (readonly Value[])[]> {
  const { grouped, humanBytes } = await import('../output/units.ts');
  const { instant } = await import('../output/values.ts');
  const known = <T>(value: T | null, text: (value: T) => string) => (value === null ? 'not recorded' : text(value));
  const moment = (seconds: number) => instant(new Date(seconds * 1000)).replace('T', ' ');
  return [
    ['files', grouped(all.files)],
    ['other files', grouped(all.other_files)],
    ['lines', grouped(all.lines)],
    ['header lines', grouped(all.headers)],
    ['bad lines', grouped(all.bad_lines)],
    ['records', grouped(all.records)],
    ['traffic (OK)', known(all.ok, grouped)],
    ['NODATA', known(all.nodata, grouped)],
    ['SKIPDATA', known(all.skipdata, grouped)],
    ['accepted', known(all.accept, grouped)],
    ['rejected', known(all.reject, grouped)],
    ['bytes', known(all.bytes, bytes === 'human' ? humanBytes : grouped)],
    ['packets', known(all.packets, grouped)],
    ['first start', known(all.first, moment)],
    ['last end', known(all.last, moment)],
  ];
}
