import { counted } from '../output/units.ts';
import { services } from '../queries/services.ts';
import type { Result, Row } from '../result.ts';
import { command } from './command.ts';
import { fullRemark } from './cut.ts';
import { askQuestion, questionRequest } from './question.ts';
import { questionOptions } from './requests.ts';

export const servicesCommand = command({
  ...(services.details === undefined ? {} : { details: services.details }),
  examples: services.examples,
  needs: ['srcaddr', 'dstaddr', 'srcport', 'dstport'],
  filters: true,
  options: { ...services.options, ...questionOptions },
  request: (given) => ({
    ...questionRequest(given),
    question: services.ask(given.values),
    sort: given.values.sort,
    limit: given.values.limit,
  }),
  run: ({ question, sort, limit, ...request }, context) =>
    askQuestion(
      request,
      context,
      () => question,
      (answered) => {
        const { result, undecided } = withUndecided(answered);
        const remark = (_: unknown, rows: number) => remarks(rows, undecided(), limit);
        return { result, rankedBy: sort, remark };
      },
    ),
});

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

/** What is undecided is a row beside those of the limit. */
function remarks(rows: number, undecided: bigint, limit: number): string | undefined {
  const served = undecided === 0n ? rows : rows - 1;
  const said = [undecidedRemark(undecided), fullRemark(served, limit, services.options.limit.fallback)];
  return said.filter((one) => one !== undefined).join('; ') || undefined;
}

function undecidedRemark(flows: bigint): string | undefined {
  if (flows === 0n) return undefined;
  return `undecided: of ${counted(flows, 'flow')} neither tcp-flags nor a well-known port tells which side serves`;
}
