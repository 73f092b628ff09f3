/** The options that every command has: configuration, time limit, stack traces. */
import { flag, option } from '../option.ts';
import { parseDuration } from './quantity.ts';

export const runningOptions = {
  timeout: option<number | undefined>({
    flags: '--timeout <time>',
    summary: 'give up after 90s, 5m, 1h, with exit code 5',
    heading: 'Running',
    config: 'string',
    fallback: undefined,
    parse: parseDuration,
  }),
  config: option<string | undefined>({
    flags: '--config <file>',
    summary: 'the configuration file, in place of the one found by itself',
    heading: 'Running',
    fallback: undefined,
    parse: (text) => text,
  }),
  debug: flag('--debug', 'Running', 'show where in the program an error came from'),
};

/** Of commands that ask: print the SQL instead. */
export const showSqlOption = {
  showSql: flag('--show-sql', 'Running', 'print the SQL instead of running it'),
};
