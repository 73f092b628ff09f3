/** What the exit code says of what was read. */
import type { ExitCode } from '../errors.ts';

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
