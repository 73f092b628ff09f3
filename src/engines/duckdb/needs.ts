/** Whether the logs record what a question needs: refused if none does, remarked on if only some do. */
import { loggedField } from '../../derived.ts';
import { AnswerError } from '../../errors.ts';
import type { Condition } from '../../filter.ts';
import { fieldNamed } from '../../flow.ts';
import type { FileReport, Format } from '../../logs/plan.ts';
import { packetFields } from '../../packet-level.ts';
import { measures } from '../../query.ts';
import type { Window } from '../../window.ts';
import { flowColumns } from './flow-columns.ts';

/** What is asked, as far as fields go. */
export interface Asked {
  readonly needs: readonly string[];
  /** Fields that the answer adds up where they are recorded. */
  readonly sums: readonly string[];
  readonly window: Window;
  readonly conditions: readonly Condition[];
  readonly packetLevel?: boolean;
}

/**
 * Throws AnswerError if a field that is needed, asked for by a condition or, for a window, `start`, is in no record.
 * Returns a remark for each field that only some records have and that decides what is counted or added up.
 */
export function checkRecorded(asked: Asked, reports: readonly FileReport[]): readonly string[] {
  const formats = reports.flatMap((report) => report.formats).filter(({ records }) => records > 0);
  if (formats.length === 0) return [];
  const needs = [...new Set(asked.needs.map(loggedField))].filter((name) => name !== undefined);
  for (const name of needs) requireField(name, awsName(name), formats);
  const windowed = asked.window.from !== undefined || asked.window.to !== undefined;
  if (windowed) requireField('start', 'a time window (--since, --until, --date) needs start, which', formats);
  for (const { option, on } of asked.conditions) {
    const [first] = on;
    if (first !== undefined && !on.some((name) => isRecorded(name, formats))) {
      requireField(first, `${option} needs ${on.map(awsName).join(' or ')}, which`, formats);
    }
  }
  const packets = asked.packetLevel ? packetFields.map(([, packet]) => packet) : [];
  for (const name of packets) requireField(name, `--packet-level needs ${awsName(name)}, which`, formats);
  const sums = asked.sums.filter((name) => !needs.includes(name) && isRecorded(name, formats));
  return [
    ...[...needs, ...sums].flatMap((name) => partly([name], consequence(name), reports)),
    ...packets.flatMap((name) => partly([name], "the interface's own address stands for it there", reports)),
    ...(windowed ? partly(['start'], 'the window leaves them out', reports) : []),
    ...asked.conditions
      .filter(({ on }) => !on.some((name) => needs.includes(name)))
      .flatMap(({ on, option, not }) => partly(on, `${option} ${not ? 'lets them pass' : 'leaves them out'}`, reports)),
  ];
}

/** A remark that names those of the columns that are NULL in every record. */
export function absentNote(columns: readonly string[], reports: readonly FileReport[]): readonly string[] {
  const formats = reports.flatMap((report) => report.formats).filter(({ records }) => records > 0);
  const fields = [...new Set(columns.map(loggedField))].filter((name) => name !== undefined);
  const absent = fields.filter((name) => !isRecorded(name, formats));
  if (formats.length === 0 || absent.length === 0) return [];
  return [`not recorded in these logs, and so NULL: ${absent.map(awsName).join(' ')}`];
}

function isRecorded(name: string, formats: readonly Format[]): boolean {
  return formats.some(({ fields }) => fields.includes(name));
}

function requireField(name: string, subject: string, formats: readonly Format[]): void {
  if (isRecorded(name, formats)) return;
  const since = fieldNamed(name)?.since;
  const recorded = new Set(formats.flatMap(({ fields }) => fields));
  const known = flowColumns(recorded)
    .filter((column) => recorded.has(column))
    .map(awsName);
  throw new AnswerError(
    `${subject} is not recorded in these logs`,
    `${since === undefined ? 'no version of flow logs has it' : `flow logs have it since version ${since}`}; recorded here: ${known.join(' ')}`,
  );
}

/** A remark if some records have none of the fields. */
function partly(names: readonly string[], then: string, reports: readonly FileReport[]): readonly string[] {
  const lacking = reports.map(({ formats }) => lackingRecords(names, formats)).filter((records) => records > 0);
  if (lacking.length === 0) return [];
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  const all = sum(reports.map(({ records }) => records));
  const count = `${grouped(sum(lacking))} of ${grouped(all)} records (${grouped(lacking.length)} ${lacking.length === 1 ? 'file' : 'files'})`;
  return [`${names.map(awsName).join(' or ')} is not recorded in ${count}; ${then}`];
}

function lackingRecords(names: readonly string[], formats: readonly Format[]): number {
  return formats.reduce((sum, { fields, records }) => {
    return sum + (names.some((name) => fields.includes(name)) ? 0 : records);
  }, 0);
}

function consequence(name: string): string {
  if (name === 'action') return 'they are not counted';
  return (measures as readonly string[]).includes(name) ? 'sums leave them out' : 'it is empty there';
}

/** The field as AWS writes it in header lines. */
function awsName(name: string): string {
  return name.replaceAll('_', '-');
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
