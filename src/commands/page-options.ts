/** The options of pages. */
import { option } from '../option.ts';
import { pageAlarmOptions } from '../options/alarm.ts';
import { wholeNumber } from '../options/quantity.ts';
import type { Given } from './command.ts';
import { outputRequest } from './output-request.ts';
import type { PageRequest } from './page.ts';
import { alarmRequest, previewRequest, questionOptions, sourceRequest } from './requests.ts';

const usualRows = 5;
/** Longer lists are for the commands that a page names. */
const mostRows = 1000;

/** A page is the answer of several queries. */
const { queryExecutionId, ...ofPages } = questionOptions;

export const pageOptions = {
  ...ofPages,
  limit: option<number>({
    flags: '-n, --limit <n>',
    summary: `rows of each section, ${mostRows} at most; ${usualRows} if not said`,
    heading: 'Output',
    fallback: usualRows,
    parse: wholeNumber(1, mostRows),
  }),
  ...pageAlarmOptions,
};

type PageGiven = Given<typeof pageOptions>;

/** What other commands have, and pages do not. */
export function asQuestion(given: PageGiven): Given<typeof questionOptions> {
  return { ...given, values: { ...given.values, queryExecutionId: queryExecutionId.fallback } };
}

/** All but the flows. */
export function pageRequest(paths: readonly string[], given: PageGiven): Omit<PageRequest, 'flows'> {
  const whole = asQuestion(given);
  return {
    source: sourceRequest(paths, whole),
    output: outputRequest(whole),
    alarm: alarmRequest(whole),
    preview: previewRequest(whole),
    limit: given.values.limit,
  };
}
