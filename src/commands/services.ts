import { services } from '../queries/services.ts';
import type { Question } from '../query.ts';
import type { Result, Row } from '../result.ts';
import { type Answer, answer } from './answer.ts';
import { command, type Given } from './command.ts';
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

interface ServicesRequest extends QuestionRequest {
  readonly question: Question;
  /** The column that ranks the rows. */
  readonly sort: string;
}

const options = { ...services.options, ...questionOptions };

export const servicesCommand = command({
  ...(services.details === undefined ? {} : { details: services.details }),
  examples: services.examples,
  needs: ['srcaddr', 'dstaddr', 'srcport', 'dstport'],
  filters: true,
  options,
  request: (given: Given<typeof options>): ServicesRequest => ({
    question: services.ask(given.values),
    sort: given.values.sort,
    source: sourceRequest(given.args, given),
    flows: countedFlowsRequest(given.args, given),
    output: outputRequest(given),
    alarm: alarmRequest(given),
    preview: previewRequest(given),
    queryExecutionId: given.values.queryExecutionId,
  }),
  run: (request, context) => answer(request, context, (source) => ask(request, source)),
});

async function ask({ flows, question, sort, preview, queryExecutionId }: ServicesRequest, source: Source) {
  const asked = { ...flows, question };
  if (preview !== undefined) {
    return previewText(preview, await source.engine.statement(asked), source, asked);
  }
  const answered = queryExecutionId === undefined ? source.engine.run(asked) : source.fetch(queryExecutionId);
  const { result, undecided } = withUndecided(await answered);
  return { result, rankedBy: sort, remark: () => undecidedRemark(undecided()) } satisfies Answer;
}

/** The same answer, and how many flows of it are undecided once its rows have passed. */
function withUndecided(result: Result): { readonly result: Result; undecided(): bigint } {
  const at = (column: string) => result.columns.findIndex(({ name }) => name === column);
  const [decidedBy, flows] = [at('decided_by'), at('flows')];
  let undecided = 0n;
  async function* batches(): AsyncGenerator<readonly Row[]> {
    for await (const batch of result.batches) {
      for (const row of batch) if (row[decidedBy] === 'undecided') undecided = BigInt(String(row[flows]));
      yield batch;
    }
  }
  return { result: { ...result, batches: batches() }, undecided: () => undecided };
}

function undecidedRemark(flows: bigint): string | undefined {
  if (flows === 0n) return undefined;
  const what = `${flows.toLocaleString('en-US')} ${flows === 1n ? 'flow' : 'flows'}`;
  return `undecided: of ${what} neither tcp-flags nor a well-known port tells which side serves`;
}
