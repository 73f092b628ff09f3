import type { TrendMeasure } from '../options/trend.ts';
import type { Format } from '../output/format.ts';
import { trend } from '../queries/trend.ts';
import { withoutWhole, withZeros } from '../queries/trend-zeros.ts';
import type { Question } from '../query.ts';
import type { Result } from '../result.ts';
import type { Window } from '../window.ts';
import type { Answer } from './answer.ts';
import { command, type Given } from './command.ts';
import { checkPacketLevel } from './packet-level-by.ts';
import { askQuestion, type QuestionRequest, questionRequest } from './question.ts';
import { questionOptions } from './requests.ts';
import { binName, untilNow, usualBin } from './trend-bins.ts';
import { remark } from './trend-remark.ts';

interface TrendRequest extends QuestionRequest {
  readonly question: Question;
  /** In seconds. */
  readonly bin: number;
  readonly measure: TrendMeasure;
  /** What the rows are to reach over. */
  readonly span: Window;
}

const options = { ...trend.options, ...questionOptions };

export const trendCommand = command({
  ...(trend.details === undefined ? {} : { details: trend.details }),
  examples: trend.examples,
  needs: ['start'],
  filters: true,
  options,
  request: (given: Given<typeof options>): TrendRequest => {
    const { values, now } = given;
    checkPacketLevel(values.by ?? [], values.packetLevel);
    const request = questionRequest(given);
    const { window } = request.flows;
    const bin = values.bin ?? usualBin(window, now);
    return {
      ...request,
      question: trend.ask({ ...values, bin }),
      bin,
      measure: values.measure,
      span: untilNow(window, now),
    };
  },
  run: async (request, context) => {
    const { trendTable } = await import('../output/trend-table.ts');
    const { bin, measure } = request;
    const table = trendTable({ measure, bin: binName(bin) });
    return askQuestion(
      request,
      context,
      () => request.question,
      (result, isEarlier) => (isEarlier ? earlier(result, measure) : drawn(result, request, table)),
    );
  },
});

/** How long the bins of an earlier answer are, nobody knows. */
function earlier(result: Result, measure: TrendMeasure): Answer {
  return { result: withoutWhole(result), rankedBy: measure };
}

function drawn(answered: Result, { bin, span, measure, output }: TrendRequest, table: Format): Answer {
  const { result, leftOut } = withZeros(answered, { seconds: bin, window: span });
  return { result, rankedBy: measure, table, remark: (_, rows) => remark(leftOut, rows, bin, output.format) };
}
