import type { Context } from '../context.ts';
import { alarmOptions } from '../options/alarm.ts';
import { diffOptions } from '../options/diff.ts';
import { diffDefaults, diffQuestion } from '../queries/diff.ts';
import type { Question } from '../query.ts';
import type { Coverage, Result } from '../result.ts';
import type { Answer } from './answer.ts';
import { command, type Given } from './command.ts';
import { cutRemark } from './cut.ts';
import { type Comparison, comparisonOf } from './diff-comparison.ts';
import { sideNotes, timesNote, type Whole } from './diff-notes.ts';
import { withoutWhole } from './diff-whole.ts';
import { checkPacketLevel } from './packet-level-by.ts';
import { answerRequest, askQuestion, type QuestionRequest } from './question.ts';
import { questionOptions } from './requests.ts';

interface DiffRequest extends QuestionRequest, Comparison {
  readonly question: Question;
  /** `--min-factor 2, --min 1`. */
  readonly thresholds: string;
  /** Nobody has said how many rows. */
  readonly usualLimit: boolean;
}

const options = {
  ...questionOptions,
  ...diffOptions,
  failOver: { ...alarmOptions.failOver, summary: 'exit with code 7 if there are more than n changes, shown or not' },
};

export const diff = command({
  details: `Looks for groups of flows that are new, gone, or up or down by a factor. Now is the time of --since, --until or --date; before is that of --against, or as long as now and just before it. With --against-paths, now are the logs in the paths and before those in its own, each in the window if one is given.

One row for each srcaddr, dstaddr, service, or what --by names: a server's replies belong to its port, so that the ports that clients happen to get are no news. flows_before, flows_now and bytes are sums as counted (with --sort packets, packets too). Times of different lengths are compared by their rates: factor is now against before in equal time, empty for new and gone, and the largest difference in equal time comes first, by flows or what --sort names; ${diffDefaults.limit} rows if --limit does not say. A group that had one flow in 7 days is not gone because an hour has none: --min is of equal time, too. Two sets of paths are compared as they are, however long they are.

When it is wrong: if logs of a side are missing, everything seems new, gone or changed; that is said as far as it shows. Without tcp-flags the server is told by well-known ports alone, and conversations between other ports have no service. The internet's scanners are always new: --action accept leaves most of them out. Times that differ by nature, such as a weekend, make changes of their own: compare with the same hours a week ago, --since 24h --against 8d..7d.`,
  examples: [
    'flowlogs diff --since 24h --against 7d --action accept',
    'flowlogs diff --by srcaddr --sort bytes --against-paths yesterday/ today/',
  ],
  needs: diffDefaults.by,
  filters: true,
  options,
  request: (given: Given<typeof options>): DiffRequest => {
    const { by = diffDefaults.by, sort = diffDefaults.sort, limit = diffDefaults.limit, ...values } = given.values;
    const { minFactor, min } = values;
    checkPacketLevel(by, values.packetLevel);
    const comparison = comparisonOf(given, by);
    const { sides } = comparison;
    return {
      ...comparison,
      question: diffQuestion({ by, sort, limit, minFactor, min, sides }),
      usualLimit: given.values.limit === undefined,
      thresholds: `--min-factor ${minFactor}, --min ${min}`,
      ...answerRequest(given),
    };
  },
  run: ({ flows, ...request }, context) => {
    // Two times are said otherwise.
    const shown = request.sides.apart === 'time' ? { ...flows, sayWindow: 'never' as const } : flows;
    return askQuestion(
      { ...request, flows: shown },
      context,
      () => request.question,
      (result, isEarlier) => compared({ ...request, flows }, result, isEarlier, context),
    );
  },
});

function compared(request: DiffRequest, answered: Result, isEarlier: boolean, context: Context): Answer {
  // Which times an earlier query compared, nobody knows.
  const taken = withoutWhole(answered, (whole, read) => (isEarlier ? [] : notes(request, whole, read, context)));
  if (!taken) return { result: answered };
  const changes = () => taken.whole()?.changes ?? 0n;
  const remark = (_: Coverage, rows: number) =>
    request.usualLimit ? cutRemark(rows, changes(), 'changes') : undefined;
  return { result: taken.result, number: changes, remark };
}

function notes(
  { sides, flows, thresholds }: DiffRequest,
  whole: Whole | undefined,
  read: Coverage,
  { stderr }: Context,
): readonly string[] {
  const times = flows.sayWindow === 'always' || stderr.isTerminal ? timesNote(sides) : undefined;
  const nothing = read.flows === 0 ? [] : [`no record is of a group that changed enough: ${thresholds}`];
  return [...(times === undefined ? [] : [times]), ...(whole ? sideNotes(sides, whole) : nothing)];
}
