/**
 * What can go wrong, as classes that carry their exit code, and the table behind `flowlogs help exit-codes`.
 *
 * A message says what failed, with the value and the option; the hint says what to do. Only `cli.ts` prints them.
 */

/** Every exit code of the program and when it is used. Codes 6 and 7 are outcomes of an answered question, not errors. */
export const exitCodes = {
  0: 'asked and answered, also with no rows; a closed pipe',
  1: 'could not answer: the query failed, a table is missing, or not one record could be read',
  2: 'wrong use: an option, a date, the config file, or a path that does not exist',
  3: 'AWS credentials or permission',
  4: "stopped by a limit on the scan: --max-scan or the workgroup's cutoff",
  5: '--timeout ran out (an Athena query was stopped)',
  6: 'answered, but not all could be read: a damaged file, or more bad lines than --max-bad allows',
  7: 'answered, and the condition of --fail-over or --fail-if-empty holds',
  130: 'interrupted (an Athena query was stopped, nothing half-written stays)',
} as const;

export type ExitCode = keyof typeof exitCodes;

/** An expected failure: one line for the user, a hint, and the exit code of its kind. */
export class FlowlogsError extends Error {
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;

  constructor(message: string, exitCode: ExitCode, hint?: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.exitCode = exitCode;
    this.hint = hint;
  }
}

/** The question could not be answered (exit 1). */
export class AnswerError extends FlowlogsError {
  constructor(message: string, hint?: string, cause?: unknown) {
    super(message, 1, hint, cause);
  }
}

/** The command line, the configuration or a path is wrong (exit 2). */
export class UsageError extends FlowlogsError {
  constructor(message: string, hint?: string, cause?: unknown) {
    super(message, 2, hint, cause);
  }
}

/** AWS credentials are missing, expired or refused (exit 3). */
export class AccessError extends FlowlogsError {
  constructor(message: string, hint?: string, cause?: unknown) {
    super(message, 3, hint, cause);
  }
}

/** The scan would be, or was, larger than allowed (exit 4). */
export class ScanLimitError extends FlowlogsError {
  constructor(message: string, hint?: string, cause?: unknown) {
    super(message, 4, hint, cause);
  }
}

/** `--timeout` ran out (exit 5). */
export class TimeoutError extends FlowlogsError {
  constructor(message: string, hint?: string, cause?: unknown) {
    super(message, 5, hint, cause);
  }
}

/** The user pressed Ctrl-C or the process got SIGTERM (exit 130). */
export class InterruptedError extends FlowlogsError {
  constructor(message = 'interrupted') {
    super(message, 130);
  }
}
