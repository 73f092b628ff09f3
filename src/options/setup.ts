/** The options of the commands that set up the data lake. */
import { UsageError } from '../errors.ts';
import { choice, flag, option } from '../option.ts';
import { parseWindow } from '../window.ts';

const partitionings = ['projection', 'registered'] as const;

export const partitioningOption = {
  partitioning: option<(typeof partitionings)[number] | undefined>({
    flags: '--partitioning <way>',
    summary:
      'projection (Athena works the partitions out; the default) or registered (setup-partitions or a crawler adds them)',
    heading: 'Data lake',
    choices: partitionings,
    fallback: undefined,
    parse: choice(partitionings),
  }),
};

export const sinceDayOption = {
  since: option<string | undefined>({
    flags: '--since <day>',
    summary: 'days before it do not count: 2025-08-14',
    heading: 'Data lake',
    fallback: undefined,
    parse: parseDay,
  }),
};

export const dryRunOption = { dryRun: flag('--dry-run', 'Running', 'show what would be done, and do nothing') };

export const checkOption = {
  check: flag('--check', 'Running', 'change nothing; exit with 1 if there is something to do'),
};

export const replaceOption = { replace: flag('--replace', 'Running', 'change what is there and differs') };

export const prefixOption = {
  prefix: option<string>({
    flags: '--prefix <text>',
    summary: 'what the names of the views begin with',
    heading: 'Data lake',
    fallback: '',
    parse: (text, origin) => {
      if (/^[a-z0-9_-]{1,64}$/.test(text)) return text;
      throw new UsageError(`${origin} ${text} cannot begin the name of a view`, 'use small letters, digits, _ and -');
    },
  }),
};

/** A day of the calendar, as `2025-08-14`. */
function parseDay(text: string, origin: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text))
    throw new UsageError(`${origin} ${text} is not a day`, 'write it as in 2025-08-14');
  const { from } = parseWindow({ since: text }, new Date(0));
  return from?.toISOString().slice(0, 10) ?? text;
}
