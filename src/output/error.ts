/** An error as the user sees it: what failed, then what to do about it. */
import { Chalk } from 'chalk';
import { FlowlogsError } from '../errors.ts';
import { visible } from './escape.ts';

export interface ErrorOptions {
  /** Also shows where in the program it came from, and what caused it. */
  readonly debug: boolean;
  readonly color: boolean;
}

/** The lines for stderr, without the last newline. Control characters of quoted values are escaped. */
export function errorText(error: unknown, { debug, color }: ErrorOptions): string {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const expected = error instanceof FlowlogsError;
  const lines = [
    `${chalk.red('flowlogs:')} ${block(expected ? error.message : unexpected(error))}`,
    ...(expected && error.hint !== undefined ? [`  ${block(error.hint)}`] : []),
    ...(debug ? traces(error).map((trace) => `  ${block(trace)}`) : []),
  ];
  return lines.join('\n');
}

function unexpected(error: unknown): string {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return `unexpected: ${what} (please report; --debug shows where)`;
}

/** Further lines of a text are indented, so that none of them passes for a message of its own. */
function block(text: string): string {
  return text.split('\n').map(visible).join('\n  ');
}

/** The stack of the error, then of what caused it, and so on. */
function traces(error: unknown): string[] {
  const all: string[] = [];
  for (let cause = error; cause !== undefined && all.length < 10; ) {
    all.push(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return all;
}
