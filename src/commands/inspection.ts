/** What `inspect` finds: the reports of all files, added up. Names and shape are those of its JSON. */
import type { ExitCode } from '../errors.ts';
import { fieldNamed } from '../flow.ts';
import type { FileReport } from '../logs/plan.ts';
import type { Problem } from '../result.ts';
import { outcome } from './outcome.ts';

/** `records` counts NODATA and SKIPDATA too, `ok` traffic only. What no file records is null. */
export interface Inspection {
  readonly files: number;
  readonly other_files: number;
  readonly lines: number;
  readonly headers: number;
  readonly records: number;
  readonly bad_lines: number;
  readonly ok: number | null;
  readonly nodata: number | null;
  readonly skipdata: number | null;
  readonly accept: number | null;
  readonly reject: number | null;
  readonly bytes: bigint | null;
  readonly packets: bigint | null;
  /** Earliest start and latest end, epoch seconds. */
  readonly first: number | null;
  readonly last: number | null;
  readonly formats: readonly InspectedFormat[];
  readonly problems: readonly InspectedProblem[];
}

interface InspectedFormat {
  readonly container: string;
  /** AWS's names, in the order of the record. */
  readonly fields: readonly string[];
  readonly files: number;
  readonly records: number;
}

interface InspectedProblem {
  readonly file: string;
  readonly line: number | null;
  readonly problem: string;
  readonly hint: string | null;
}

/** `found` are problems met before any file was read. */
export function inspection(reports: readonly FileReport[], found: readonly Problem[]): Inspection {
  const sum = (count: (report: FileReport) => number) => reports.reduce((total, report) => total + count(report), 0);
  const add = <T extends number | bigint>(measure: (report: FileReport) => T | null, plus: (a: T, b: T) => T) =>
    reports.map(measure).reduce((a, b) => (a === null ? b : b === null ? a : plus(a, b)), null);
  const total = (measure: (report: FileReport) => number | null) => add(measure, (a, b) => a + b);
  const exact = (measure: (report: FileReport) => bigint | null) => add(measure, (a, b) => a + b);
  return {
    files: reports.length,
    other_files: sum((report) => (report.other ? 1 : 0)),
    lines: sum((report) => report.lines),
    headers: sum((report) => report.headers),
    records: sum((report) => report.records),
    bad_lines: sum((report) => report.badLines),
    ok: total((report) => report.ok),
    nodata: total((report) => report.nodata),
    skipdata: total((report) => report.skipdata),
    accept: total((report) => report.accept),
    reject: total((report) => report.reject),
    bytes: exact((report) => report.bytes),
    packets: exact((report) => report.packets),
    first: add((report) => report.first, Math.min),
    last: add((report) => report.last, Math.max),
    formats: formatsOf(reports),
    problems: [...found, ...reports.flatMap(({ problems }) => problems)].map(({ hint, ...problem }) => ({
      ...problem,
      hint: hint ?? null,
    })),
  };
}

/** 1 if there was something to read and nothing could be; else as of a question. */
export function inspectionOutcome(reports: readonly FileReport[], found: readonly Problem[], maxBad: number): ExitCode {
  const damagedFiles = reports.filter(({ damaged }) => damaged).length;
  const badLines = reports.reduce((sum, report) => sum + report.badLines, 0);
  const unreadable = damagedFiles + badLines + found.length > 0 || reports.some(({ other }) => other);
  if (unreadable && reports.every(({ records }) => records === 0)) return 1;
  return outcome({ unfound: found.length, damagedFiles, badLines }, maxBad);
}

/** One for each container and list of fields, most records first. */
function formatsOf(reports: readonly FileReport[]): readonly InspectedFormat[] {
  const found = new Map<string, InspectedFormat>();
  for (const report of reports) {
    const seen = new Set<string>();
    for (const { container, fields, records } of report.formats) {
      const key = JSON.stringify([container, fields]);
      const before = found.get(key) ?? { container, fields: fields.map(awsName), files: 0, records: 0 };
      found.set(key, { ...before, files: before.files + (seen.has(key) ? 0 : 1), records: before.records + records });
      seen.add(key);
    }
  }
  return [...found.entries()]
    .sort(([a, x], [b, y]) => y.records - x.records || (a < b ? -1 : 1))
    .map(([, format]) => format);
}

/** As AWS writes it in a header line; a field that is not AWS's keeps its name. */
function awsName(name: string): string {
  return fieldNamed(name) ? name.replaceAll('_', '-') : name;
}
