import { recordOptions } from '../options/ranking.ts';
import { command } from './command.ts';
import { answerRequest } from './question.ts';
import { type RecordsRequest, rowLimit, showRecords } from './records.ts';
import { flowOptions, flowsRequest, sourceRequest } from './requests.ts';

export const search = command({
  details:
    'Every field that the logs record. start and end are epoch seconds as logged; tables show them as times in UTC.',
  examples: [
    'flowlogs search --addr 10.0.0.5 --port 443 --since 2h logs/',
    "flowlogs search --src '!10.0.0.0/8' --action accept --output ndjson logs/",
  ],
  needs: [],
  filters: true,
  options: { ...recordOptions, ...flowOptions },
  request: (given): RecordsRequest => {
    const answer = answerRequest(given);
    return {
      source: sourceRequest(given.args, given),
      flows: flowsRequest(given.args, given),
      ...answer,
      limit: rowLimit(given.values.limit, answer.output),
    };
  },
  run: showRecords,
});
