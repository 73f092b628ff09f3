import { UsageError } from '../errors.ts';
import { pageAlarmOptions } from '../options/alarm.ts';
import { dashboardOptions } from '../options/dashboard.ts';
import { answerBy } from './answer.ts';
import { command, type Given } from './command.ts';
import { type DashboardRequest, dashboardAnswer } from './dashboard-answer.ts';
import { writePlain } from './deliver.ts';
import { outputRequest } from './output-request.ts';
import { alarmRequest, countedFlowsRequest, previewRequest, questionOptions, sourceRequest } from './requests.ts';

/** A page has one format, which all of it is in. */
const { output, csv, json, header, bytes, color, csvSafe, queryExecutionId, ...ofPages } = questionOptions;

const options = { ...ofPages, ...pageAlarmOptions, ...dashboardOptions };

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
  run: (request, context) =>
    answerBy(request, context, async ({ source, destination, names, context: stoppable }) => {
      const { text, told } = await dashboardAnswer(request, source, names, stoppable);
      source.stopProgress();
      const written = await writePlain(text, stoppable, destination);
      return written === 'closed' ? undefined : told;
    }),
});

/** A page is for a file: on a terminal it would be a flood. What is only shown to be asked may go there. */
function outOf({ values }: Given<typeof options>): string | undefined {
  if (values.out !== undefined || values.showSql || values.dryRun) return values.out;
  throw new UsageError(
    'a dashboard is a page, and no file is named for it',
    'add --out report.html; --out - is standard output',
  );
}
