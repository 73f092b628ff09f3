/** The options that turn an answer into an exit code, for cron and monitors. */
import { flag, option } from '../option.ts';
import { wholeNumber } from './quantity.ts';

export const alarmOptions = {
  failOver: option<number | undefined>({
    flags: '--fail-over <n>',
    summary: 'exit with code 7 if the first row has more than n of what ranks it, or if there are more than n records',
    heading: 'Running',
    fallback: undefined,
    parse: wholeNumber(0),
  }),
  failIfEmpty: flag('--fail-if-empty', 'Running', 'exit with code 7 if the answer has no rows'),
};

/** … of a page, which has no row that is first. */
export const pageAlarmOptions = {
  failOver: { ...alarmOptions.failOver, summary: 'exit with code 7 if more than n flows were rejected' },
  failIfEmpty: { ...alarmOptions.failIfEmpty, summary: 'exit with code 7 if there is no flow' },
};
