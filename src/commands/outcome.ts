/** What the exit code says of what was read. */
import { AnswerError, type ExitCode } from '../errors.ts';
import type { Coverage } from '../result.ts';

/** With not one record read, an empty answer would be a lie. Throws AnswerError. */
export function refuseUnreadable({ records, badLines, damagedFiles, otherFiles, problems }: Coverage): void {
  if (records !== 0 || badLines + damagedFiles + otherFiles === 0) return;
  const first = problems[0];
  const where = first ? `; ${first.file}${first.line === null ? '' : `:${first.line}`}: ${first.problem}` : '';
  throw new AnswerError(`not one record could be read${where}`, first?.hint ?? 'flowlogs inspect says what is there');
}

/** What was left out. `unfound` counts folders and links that could not be followed. */
interface LeftOut {
  readonly unfound: number;
  readonly damagedFiles: number;
  readonly badLines: number;
}

/** Answered; 6 if not all of the input could be read. */
export function outcome({ unfound, damagedFiles, badLines }: LeftOut, maxBad: number): ExitCode {
  return unfound + damagedFiles > 0 || badLines > maxBad ? 6 : 0;
}
