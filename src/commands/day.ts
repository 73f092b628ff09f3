import { UsageError } from '../errors.ts';
import { recordOptions } from '../options/ranking.ts';
import { dayWindow } from '../window.ts';
import { command } from './command.ts';
import { answerRequest } from './question.ts';
import { type RecordsRequest, rowLimit, showRecords } from './records.ts';
import { conditionsOn, sourceOptions, sourceRequest } from './requests.ts';

export const day = command({
  details:
    'Every field that the logs record. A record belongs to the day of its start. start and end are epoch seconds as logged; tables show them as times in UTC.',
  examples: ['flowlogs day 2025-08-14 logs/', 'flowlogs day yesterday --csv --out yesterday.csv logs/'],
  needs: [],
  filters: true,
  options: { ...recordOptions, ...sourceOptions },
  request: (given): RecordsRequest => {
    const [date = '', ...paths] = given.args;
    const answer = answerRequest(given);
    return {
      flows: {
        window: dayOf(date, given.now),
        conditions: conditionsOn(paths, given),
        sayWindow: /^\d/.test(date) ? 'never' : 'person',
      },
      source: sourceRequest(paths, given),
      ...answer,
      limit: rowLimit(given.values.limit, answer.output),
    };
  },
  run: showRecords,
});

/** The day comes first: a path in its place is the usual slip. */
function dayOf(text: string, now: Date) {
  try {
    return dayWindow(text, now, 'day');
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(
      error.message,
      'the day comes first: flowlogs day 2025-08-14 logs/; or today, yesterday (UTC)',
      error,
    );
  }
}
