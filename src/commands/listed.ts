/** A command as the list of commands shows it; what it is beyond that is loaded when it is asked for. */
import type { Purpose } from '../purpose.ts';
import type { Command } from './command.ts';

export interface Listed {
  readonly name: string;
  /** As commander writes them: `[paths...]`. */
  readonly arguments: string;
  /** Short enough for one line of the list. */
  readonly summary: string;
  readonly purpose: Purpose;
  /** It puts one question about flows, which engines answer alike. */
  readonly asks?: true;
  load(): Promise<Command>;
}
