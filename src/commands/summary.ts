import { UsageError } from '../errors.ts';
import { dayWindow } from '../window.ts';
import { command, type Given } from './command.ts';
import { answerPage, type PageRequest } from './page.ts';
import { moreOf } from './page-more.ts';
import { asQuestion, pageOptions, pageRequest } from './page-options.ts';
import type { PageSpec } from './page-spec.ts';
import { windowLine } from './page-window.ts';
import { countedFlowsRequest, type FlowsRequest } from './requests.ts';
import { readSection, summarySections } from './summary-sections.ts';
import { untilNow, usualBin } from './trend-bins.ts';

interface SummaryRequest extends PageRequest {
  /** In seconds, of the trend. */
  readonly bin: number;
  readonly now: Date;
}

export const summary = command({
  details: `The first argument is a day if it looks like one: 2025-08-14, today, yesterday (UTC); a folder of that name is ./2025-08-14. Without it the window options say the time.

Each section has the first rows of what the command beside its title shows with the same options. A section whose fields the logs do not record is left out, and that is said.

On Athena each section is a query of its own, and all run at once; what is said to be scanned is the sum. --max-scan is for each of them. Large logs in files are read four times: merged for all sections at once, hardly two records would be alike.

--fail-over looks at the rejected flows.`,
  examples: ['flowlogs summary 2025-08-14 logs/', 'flowlogs summary yesterday --output markdown --out ticket.md logs/'],
  needs: [],
  filters: true,
  options: pageOptions,
  request: (given: Given<typeof pageOptions>): SummaryRequest => {
    const [first = '', ...others] = given.args;
    const isDay = /^(\d{4}-\d\d?-\d\d?|today|yesterday)$/i.test(first);
    const paths = isDay ? others : given.args;
    const flows = isDay ? flowsOfDay(first, paths, given) : countedFlowsRequest(paths, asQuestion(given));
    return { ...pageRequest(paths, given), flows, bin: usualBin(flows.window, given.now), now: given.now };
  },
  run: (request, context) => answerPage(request, context, pageOf(request)),
});

function flowsOfDay(day: string, paths: readonly string[], given: Given<typeof pageOptions>): FlowsRequest {
  const window = dayWindow(day, given.now, 'summary');
  const typed = (['date', 'since', 'until'] as const).find((key) => given.origins.get(key) === `--${key}`);
  if (typed !== undefined) {
    throw new UsageError(
      `summary ${day} and --${typed} ${given.values[typed]} contradict each other`,
      'give either a day or the window options',
    );
  }
  // A window that the configuration says is for commands without a day of their own.
  const unsaid = { ...given.values, date: undefined, since: undefined, until: undefined };
  const flows = countedFlowsRequest(paths, asQuestion({ ...given, values: unsaid }));
  return { ...flows, window, sayWindow: /^\d/.test(day) ? 'never' : 'person' };
}

function pageOf({ flows, limit, bin, now }: SummaryRequest): PageSpec {
  const { window } = flows;
  return {
    title: 'VPC flow logs',
    lines: () => [windowLine(window)],
    sections: summarySections(limit, { seconds: bin, span: untilNow(window, now) }, moreOf(flows)),
    about: (coverage) => [readSection(coverage, window)],
  };
}
