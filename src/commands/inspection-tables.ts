/** An inspection for people: tables of formats, totals and problems; and a row for each file, for programs. */
import type { FileReport } from '../logs/plan.ts';
import type { Rows } from '../output/format.ts';
import type { Column, Value } from '../result.ts';
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

export function fileRows(reports: readonly FileReport[]): Rows {
  return rowsOf(
    fileColumns,
    reports.map((report) => [
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
  );
}

function firstProblem({ problems: [first] }: FileReport): string | null {
  if (first === undefined) return null;
  return first.line === null ? first.problem : `line ${first.line}: ${first.problem}`;
}

const formatColumns: readonly Column[] = [
  { name: 'container', kind: 'text' },
  { name: 'files', kind: 'count' },
  { name: 'records', kind: 'count' },
  { name: 'fields', kind: 'text' },
];

const totalColumns: readonly Column[] = [
  { name: 'total', kind: 'text' },
  { name: 'value', kind: 'text' },
];

const problemColumns: readonly Column[] = [
  { name: 'file', kind: 'text' },
  { name: 'line', kind: 'integer' },
  { name: 'problem', kind: 'text' },
  { name: 'hint', kind: 'text' },
];

/** Those that have rows, in order. */
export async function summaryTables(
  all: Inspection,
  bytes: 'human' | 'raw',
): Promise<readonly { readonly rows: Rows; readonly header: boolean }[]> {
  const formats = all.formats.map(({ container, files, records, fields }) => [
    container,
    files,
    records,
    fields.join(' '),
  ]);
  const hinted = all.problems.some(({ hint }) => hint !== null);
  const problems = all.problems.map(({ hint, ...at }) => [at.file, at.line, at.problem, ...(hinted ? [hint] : [])]);
  return [
    ...(formats.length > 0 ? [{ rows: rowsOf(formatColumns, formats), header: true }] : []),
    { rows: rowsOf(totalColumns, await totals(all, bytes)), header: false },
    ...(problems.length > 0
      ? [{ rows: rowsOf(hinted ? problemColumns : problemColumns.slice(0, 3), problems), header: true }]
      : []),
  ];
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
