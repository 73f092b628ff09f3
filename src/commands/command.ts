/** A command as data: what help shows, which options it has, how they become a request, and what is done with that. */

import type { Settled } from '../config.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../errors.ts';
import type { Condition } from '../filter.ts';
import type { Options } from '../option.ts';

/** A command line, understood as far as options and arguments go. */
export interface Given<O extends Options> extends Settled<O> {
  readonly args: readonly string[];
  readonly conditions: readonly Condition[];
  readonly now: Date;
}

/** The two halves of a command: `request` checks what was typed and reads nothing; `run` does it. */
interface Halves<O extends Options, R> {
  request(given: Given<O>): R;
  run(request: R, context: Context): Promise<ExitCode>;
}

/** What its own help says of it. */
interface About {
  /** More about it, shown below the summary. */
  readonly details?: string;
  readonly examples: readonly string[];
  /** The fields without which there is no answer when nothing else is asked for; not said by commands that read no logs. */
  readonly needs?: readonly string[];
  /** Whether it has the options that choose flows. */
  readonly filters: boolean;
}

/** A request ready to be done. */
export interface Task {
  readonly request: unknown;
  run(context: Context): Promise<ExitCode>;
}

export interface Command extends About {
  readonly options: Options;
  task(given: Given<Options>): Task;
}

/** Ties the halves of a command together, so that commands of different requests can stand in one list. */
export function command<O extends Options, R>(declared: About & { readonly options: O } & Halves<O, R>): Command {
  const { request, run, ...about } = declared;
  return {
    ...about,
    task: (given) => {
      // The values were settled for these very options.
      const asked = request(given as unknown as Given<O>);
      return { request: asked, run: (context) => run(asked, context) };
    },
  };
}
