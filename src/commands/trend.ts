import type { TrendMeasure } from '../options/trend.ts';
import { trend } from '../queries/trend.ts';
import { withoutWhole, withZeros } from '../queries/trend-zeros.ts';
import type { Question } from '../query.ts';
import type { Window } from '../window.ts';
import { type Answer, answer } from './answer.ts';
import { command, type Given } from './command.ts';
import { checkPacketLevel } from './packet-level-by.ts';
import { previewText } from './preview.ts';
import type { QuestionRequest } from './question.ts';
import {
  alarmRequest,
  countedFlowsRequest,
  outputRequest,
  previewRequest,
  questionOptions,
  sourceRequest,
} from './requests.ts';
import type { Source } from './source.ts';
import { binName, untilNow, usualBin } from './trend-bins.ts';
import { remark } from './trend-remark.ts';

interface TrendRequest extends QuestionRequest {
  readonly question: Question;
  /** In seconds. */
  readonly bin: number;
  readonly measure: TrendMeasure;
  /** With `--by`. */
  readonly isSplit: boolean;
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
    const { values, args, now } = given;
    checkPacketLevel(values.by ?? [], values.packetLevel);
    const flows = countedFlowsRequest(args, given);
    const bin = values.bin ?? usualBin(flows.window, now);
    return {
      question: trend.ask({ ...values, bin }),
      bin,
      measure: values.measure,
      isSplit: values.by !== undefined,
      span: untilNow(flows.window, now),
      source: sourceRequest(args, given),
      flows,
      output: outputRequest(given),
      alarm: alarmRequest(given),
      preview: previewRequest(given),
      queryExecutionId: values.queryExecutionId,
    };
  },
  run: (request, context) => answer(request, context, (source) => ask(request, source)),
});

async function ask(request: TrendRequest, source: Source): Promise<Answer | string> {
  const { flows, question, preview, queryExecutionId, bin, span, measure, isSplit } = request;
  // How long the bins of an earlier answer are, nobody knows.
  if (queryExecutionId !== undefined) {
    return { result: withoutWhole(await source.fetch(queryExecutionId)), rankedBy: measure };
  }
  const asked = { ...flows, question };
  if (preview !== undefined) {
    const text = await previewText(preview, await source.engine.statement(asked), source, asked);
    return preview === 'dry-run' && isSplit && source.pricePerTb !== undefined
      ? `${text}-- … and that twice, for --by\n`
      : text;
  }
  const { trendTable } = await import('../output/trend-table.ts');
  const { result, leftOut } = withZeros(await source.engine.run(asked), { seconds: bin, window: span });
  return {
    result,
    rankedBy: measure,
    table: trendTable({ measure, bin: binName(bin) }),
    remark: (_, rows) => remark(leftOut, rows, bin, request.output.format),
  };
}
