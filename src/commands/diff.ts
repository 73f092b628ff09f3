import type { Context } from '../context.ts';
import { derivedNamed } from '../derived.ts';
import { UsageError } from '../errors.ts';
import { diffOptions } from '../options/diff.ts';
import { diffDefaults, diffQuestion } from '../queries/diff.ts';
import type { Sides } from '../queries/diff-sides.ts';
import type { Question } from '../query.ts';
import { type Answer, answer } from './answer.ts';
import { command, type Given } from './command.ts';
import { sideNotes, timesNote } from './diff-notes.ts';
import { withoutWhole } from './diff-whole.ts';
import { gapConditions, sidesOf, windowOf } from './diff-windows.ts';
import { checkPaths, type SourceRequest } from './open-source.ts';
import { checkPacketLevel } from './packet-level-by.ts';
import { previewText } from './preview.ts';
import type { QuestionRequest } from './question.ts';
import {
  alarmRequest,
  countedFlowsRequest,
  type FlowsRequest,
  outputRequest,
  previewRequest,
  questionOptions,
  sourceRequest,
} from './requests.ts';
import type { Source } from './source.ts';

interface DiffRequest extends QuestionRequest {
  readonly question: Question;
  readonly sides: Sides;
  /** The times compared are said, as windows are elsewhere. */
  readonly sayTimes: FlowsRequest['sayWindow'];
  readonly minFactor: number;
}

const options = { ...diffOptions, ...questionOptions };

export const diff = command({
  details: `Looks for groups of flows that are new, gone, or up or down by a factor. Now is the time of --since, --until or --date; before is that of --against, anywhere else, or as long as now and just before it. With --against-paths, now are the logs in the paths and before those in its own, each in the window if one is given.

One row for each srcaddr, dstaddr, service, or what --by names: replies of a server belong to its port, so that the ports that clients happen to get are no news. flows_before, flows_now and bytes are sums as counted (packets too with --sort packets). Times of different length are compared by their rates: factor is now against before in equal time, empty for new and gone, and the largest difference in equal time comes first, by flows or what --sort names. --min-factor 2 and --min 1 are usual: a group that once in 7 days had one flow is not gone because an hour has none. Two sets of paths are compared as they are, however long they are.

When it is wrong: if logs of a side are missing, everything seems new, gone or changed; that is said as far as it shows. Without tcp-flags, the server is told by well-known ports alone, and conversations between other ports have no service. Scanners of the internet are always new: --action accept leaves most of them out. A time that is seldom like now, such as a weekend, makes changes of its own: compare with the same hours of last week, --since 24h --against 8d..7d.

--fail-over compares with the number of changes, whatever the limit.`,
  examples: [
    'flowlogs diff --since 24h --against 7d --action accept',
    'flowlogs diff --by srcaddr --sort bytes --against-paths yesterday/ today/',
  ],
  needs: diffDefaults.by,
  filters: true,
  options,
  request: (given: Given<typeof options>): DiffRequest => {
    const { values, args } = given;
    const { by = diffDefaults.by, sort = diffDefaults.sort, limit = diffDefaults.limit, minFactor, min } = values;
    checkPacketLevel(by, values.packetLevel);
    const { sides, flows, source } = comparison(given);
    if (sides.apart === 'time') checkTimes(by);
    return {
      question: diffQuestion({ by, sort, limit, minFactor, min, sides }),
      sides,
      sayTimes: flows.sayWindow === 'never' && values.against !== undefined ? 'never' : sayTimes(flows),
      minFactor,
      source,
      flows: { ...flows, sayWindow: sides.apart === 'time' ? 'never' : flows.sayWindow },
      output: outputRequest(given),
      alarm: alarmRequest(given),
      preview: previewRequest(given),
      queryExecutionId: values.queryExecutionId,
    };
  },
  run: (request, context) => answer(request, context, (source) => ask(request, source, context)),
});
