/** What was read, in sum: the material of the line of trust. */
import { AnswerError } from '../../errors.ts';
import type { FileReport } from '../../logs/plan.ts';
import type { Coverage, Problem } from '../../result.ts';
import type { Window } from '../../window.ts';

/** What was read; `check` may refuse to answer, or remark on it. `problems` are those met before the reading. */
export function readCoverage(
  reports: readonly FileReport[],
  problems: readonly Problem[] | undefined,
  window: Window,
  check: () => readonly string[],
): Coverage {
  const coverage = coverageOf(reports, problems ?? []);
  requireRecords(coverage);
  return { ...coverage, notes: [...check(), ...emptyNote(coverage), ...windowNote(coverage, window)] };
}

function coverageOf(reports: readonly FileReport[], problems: readonly Problem[]): Coverage {
  const total = (count: (report: FileReport) => number | null) =>
    reports.reduce((sum, report) => sum + (count(report) ?? 0), 0);
  return {
    flows: total(({ matched }) => matched),
    records: total(({ records }) => records),
    files: total(({ other }) => (other ? 0 : 1)),
    otherFiles: total(({ other }) => (other ? 1 : 0)),
    nodata: total(({ nodata }) => nodata),
    skipdata: total(({ skipdata }) => skipdata),
    badLines: total(({ badLines }) => badLines),
    damagedFiles: total(({ damaged }) => (damaged ? 1 : 0)),
    first: extreme(reports, 'first', Math.min),
    last: extreme(reports, 'last', Math.max),
    problems: [...problems, ...reports.flatMap((report) => report.problems)],
    notes: [],
  };
}

function extreme(reports: readonly FileReport[], key: 'first' | 'last', pick: (...times: number[]) => number) {
  const times = reports.map((report) => report[key]).filter((time) => time !== null);
  return times.length === 0 ? null : times.reduce((a, b) => pick(a, b));
}

/** So many problems are named in a message; the others are counted. */
const named = 3;

/** Throws AnswerError if there was something to read and not one record of it could be. Empty files are no failure. */
function requireRecords({ records, problems }: Coverage): void {
  if (records !== 0 || problems.length === 0) return;
  const reasons = problems
    .slice(0, named)
    .map(({ file, line, problem }) => `${file}${line ? `:${line}` : ''}: ${problem}`);
  const more = problems.length > named ? [`and ${problems.length - named} more problems`] : [];
  throw new AnswerError(
    `not one record could be read: ${[...reasons, ...more].join('; ')}`,
    problems.find(({ hint }) => hint !== undefined)?.hint ?? 'flowlogs inspect says what the files are',
  );
}

/** A remark if there is no record although nothing is wrong. */
function emptyNote({ files, records, problems }: Coverage): readonly string[] {
  return files !== 0 && records === 0 && problems.length === 0 ? ['no record in these files'] : [];
}

/** A remark if no record is in the window because the logs are of another time. */
function windowNote({ flows, records, first, last }: Coverage, { from, to }: Window): readonly string[] {
  if (flows !== 0 || (!from && !to)) return [];
  if (records === 0 || first === null || last === null) return [];
  const before = to !== undefined && to.getTime() <= first * 1000;
  const after = from !== undefined && from.getTime() > last * 1000;
  if (!before && !after) return [];
  const window = [from && `from ${minute(from)}`, to && `to ${minute(to)}`].filter(Boolean).join(' ');
  const logs = `${minute(new Date(first * 1000))} to ${minute(new Date(last * 1000))}`;
  return [`no record in the window ${window}; the logs cover ${logs}`];
}

/** `2024-08-07T23:40Z`, with seconds only where they are not 0. */
function minute(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace(/:00$/, '')}Z`;
}
