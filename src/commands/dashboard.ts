import type { Context } from '../context.ts';
import { UsageError } from '../errors.ts';
import { dashboardOptions } from '../options/dashboard.ts';
import { type AlarmRequest, alarms } from './alarm.ts';
import { command, type Given } from './command.ts';
import { type DashboardAnswer, dashboardAnswer } from './dashboard-answer.ts';
import { withDestination, writePlain } from './deliver.ts';
import { type SourceRequest, withSource } from './open-source.ts';
import { outcome } from './outcome.ts';
import type { Preview } from './preview.ts';
import {
  alarmRequest,
  countedFlowsRequest,
  type FlowsRequest,
  type OutputRequest,
  outputRequest,
  previewRequest,
  questionOptions,
  sourceRequest,
} from './requests.ts';
import { say } from './say.ts';

export interface DashboardRequest {
  readonly source: SourceRequest;
  readonly flows: FlowsRequest;
  readonly output: OutputRequest;
  readonly alarm: AlarmRequest;
  readonly preview: Preview;
  /** In seconds. */
  readonly bin: number | undefined;
  readonly title: string | undefined;
  /** What was read, as the user named it. */
  readonly logs: readonly string[];
}

/** A page has one format, which all of it is in. */
const { output, csv, json, header, bytes, color, csvSafe, queryExecutionId, ...ofPages } = questionOptions;

const options = { ...ofPages, ...dashboardOptions };

/** The values of the options that a page does not have. */
const ofNoPage = {
  output: output.fallback,
  csv: csv.fallback,
  json: json.fallback,
  header: header.fallback,
  bytes: bytes.fallback,
  color: color.fallback,
  csvSafe: csvSafe.fallback,
  queryExecutionId: queryExecutionId.fallback,
};

export const dashboard = command({
  details: `The page is one file that loads nothing: it can be mailed, archived, and opened without a network. It shows totals, accepted and rejected flows over time, rejected connections, sources, destinations, talkers, ports, protocols, interfaces, and the quality of what was read. A click on a row, a bar or an action filters everything; what the page then says, the other commands say with the same filter.

A page holds sums, not records. Values that matter most are told apart, up to 1,000 addresses a side; all others are added up as "others", so every total is exact, and the page says where more cannot be told. Of large logs it tells fewer values and longer times apart, so as to stay below 2 MB.

On a data lake it asks seven questions, each of which scans what the window needs.`,
  examples: [
    'flowlogs dashboard --out report.html logs/',
    'flowlogs dashboard --date yesterday --action reject --out rejects.html logs/',
  ],
  needs: [],
  filters: true,
  options,
  request: (given: Given<typeof options>): DashboardRequest => {
    const whole = { ...given, values: { ...ofNoPage, ...given.values } };
    return {
      source: sourceRequest(given.args, whole),
      flows: countedFlowsRequest(given.args, whole),
      output: { ...outputRequest(whole), out: outOf(given) },
      alarm: alarmRequest(given),
      preview: previewRequest(whole),
      bin: given.values.bin,
      title: given.values.title,
      logs:
        given.args.length > 0 ? given.args : [[given.values.database, given.values.table].filter(Boolean).join('.')],
    };
  },
  run,
});

/** A page is for a file: on a terminal it would be a flood. What is only shown to be asked may go there. */
function outOf({ values }: Given<typeof options>): string | undefined {
  if (values.out !== undefined || values.showSql || values.dryRun) return values.out;
  throw new UsageError(
    'a dashboard is a page, and no file is named for it',
    'add --out report.html; --out - is standard output',
  );
}

async function run(request: DashboardRequest, context: Context) {
  const told = await withDestination(request.output, context, (destination) =>
    withSource(request.source, request.flows.window, context, async (source): Promise<DashboardAnswer | undefined> => {
      const answer = await dashboardAnswer(request, source, context);
      source.stopProgress();
      const written = await writePlain(answer.text, context, destination);
      return written === 'closed' || answer.told === undefined ? undefined : answer;
    }),
  );
  if (!told?.told) return 0;
  const { coverage, found, flows } = told.told;
  await say(told.told, request, context);
  const read = outcome({ ...coverage, unfound: found.problems.length }, request.output.maxBad);
  return read === 0 && alarms(request.alarm, flows === 0n ? 0 : 1, flows) ? 7 : read;
}
