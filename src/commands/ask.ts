/** Makes the command of any ranking question: its options become the question's values, the answer its output. */
import { UsageError } from '../errors.ts';
import type { Condition } from '../filter.ts';
import { rankingOptions } from '../options/ranking.ts';
import type { Ranking, RankingQuery } from '../query.ts';
import { type Command, command, type Given } from './command.ts';
import { askQuestion, type QuestionRequest } from './question.ts';
import { alarmRequest, flowOptions, flowsRequest, outputRequest, previewRequest, sourceRequest } from './requests.ts';

interface RankingRequest extends QuestionRequest {
  readonly ranking: Ranking;
}

const options = { ...rankingOptions, ...flowOptions };

export function rankingCommand(query: RankingQuery): Command {
  return command({
    details: defaultsText(query),
    examples: query.examples,
    filters: true,
    options,
    request: (given): RankingRequest => {
      const flows = flowsRequest(given.args, given);
      return {
        source: sourceRequest(given.args, given),
        flows: { ...flows, conditions: withoutAction(query, flows.conditions) },
        output: outputRequest(given),
        alarm: alarmRequest(given),
        ranking: ranking(query, given),
        preview: previewRequest(given),
        queryExecutionId: given.values.queryExecutionId,
      };
    },
    run: ({ ranking, ...request }, context) => {
      const conditions = [...request.flows.conditions, ...actionOf(query)];
      const asked = { ...request, flows: { ...request.flows, conditions } };
      return askQuestion(asked, context, () => query.ask(ranking), { rankedBy: ranking.sort });
    },
  });
}

function ranking({ name, defaults }: RankingQuery, { values }: Given<typeof options>): Ranking {
  const by = values.by ?? defaults.by;
  if (by === null) {
    throw new UsageError(`${name} does not say what to group by`, `add --by, such as flowlogs ${name} --by dstport`);
  }
  return { by, sort: values.sort ?? defaults.sort, limit: values.limit ?? defaults.limit };
}

/** What the question is about already need not be asked for; its contrary cannot be. Throws UsageError. */
function withoutAction({ name, action }: RankingQuery, conditions: readonly Condition[]): readonly Condition[] {
  if (action === undefined) return conditions;
  const asked = conditions.filter(({ option }) => option === '--action');
  if (asked.some((condition) => condition.is === 'text' && condition.values.includes(action) === condition.not)) {
    throw new UsageError(
      `${name} is about flows with action ${action}, and --action asks for others`,
      'leave out --action, or use flowlogs top --by',
    );
  }
  return conditions.filter((condition) => !asked.includes(condition));
}

/** Lets the reader leave out at once the flows that the text of the question would not count. */
function actionOf({ name, action }: RankingQuery): readonly Condition[] {
  return action === undefined ? [] : [{ is: 'text', option: name, on: ['action'], not: false, values: [action] }];
}

function defaultsText({ defaults: { by, sort, limit } }: RankingQuery): string {
  const group = by === null ? 'what --by names' : by.join(', ');
  return `Unless options say otherwise: one row for each ${group}; the ${limit} with most ${sort} first.`;
}
