/** Makes the commands of questions: their options become the question's values, the answer their output. */
import { UsageError } from '../errors.ts';
import type { Options, Values } from '../option.ts';
import { type limitOption, rankingOptions } from '../options/ranking.ts';
import type { Query, Question, Ranking, RankingQuery } from '../query.ts';
import { withAction, withoutAction } from './action.ts';
import { type Command, command, type Given } from './command.ts';
import { fullRemark } from './cut.ts';
import { checkPacketLevel } from './packet-level-by.ts';
import { askQuestion, type QuestionRequest, questionRequest } from './question.ts';
import { questionOptions } from './requests.ts';

interface Asking extends QuestionRequest {
  readonly question: Question;
}

const options = { ...rankingOptions, ...questionOptions };

/** The command of a ranking. */
export function rankingCommand(query: RankingQuery): Command {
  return command({
    details: [query.details, defaultsText(query)].filter(Boolean).join('\n\n'),
    examples: query.examples,
    needs: query.defaults.by === null ? [] : query.ask({ ...query.defaults, by: query.defaults.by }).needs,
    filters: true,
    options,
    request: (given): Asking & { readonly ranking: Ranking } => {
      const asked = ranking(query, given);
      return { ...asking(query, given, query.ask(asked)), ranking: asked };
    },
    run: ({ question, ranking, ...request }, context) =>
      askQuestion(
        withAction(query, request),
        context,
        () => question,
        (result) => ({ result, rankedBy: ranking.sort }),
      ),
  });
}

/** The values of a question that is a list. */
type Limited<O extends Options> = Values<O> & { readonly limit: number };

/** The command of a question with options of its own, one of which says how many rows. */
export function queryCommand<O extends Options & { readonly limit: ReturnType<typeof limitOption> }>(
  query: Query<O>,
): Command {
  return command({
    ...(query.details === undefined ? {} : { details: query.details }),
    examples: query.examples,
    needs: query.ask(unsaid(query.options)).needs,
    filters: true,
    options: { ...query.options, ...questionOptions },
    request: (given): Asking & Pick<Limited<O>, 'limit'> => {
      // The values of the question's own options are among those that were given.
      const values = given.values as unknown as Limited<O>;
      return { ...asking(query, given, query.ask(values)), limit: values.limit };
    },
    run: ({ question, limit, ...request }, context) =>
      askQuestion(
        withAction(query, request),
        context,
        () => question,
        (result) => ({
          result,
          ...(query.rankedBy === undefined ? {} : { rankedBy: query.rankedBy }),
          remark: (_, rows) => fullRemark(rows, limit, query.options.limit.fallback),
        }),
      ),
  });
}

/** What the command line asks for, checked. */
function asking(
  query: Pick<RankingQuery, 'name' | 'action'>,
  given: Given<typeof questionOptions>,
  question: Question,
): Asking {
  const request = questionRequest(given);
  const { flows } = request;
  return { ...request, question, flows: { ...flows, conditions: withoutAction(query, flows.conditions) } };
}

function ranking({ name, defaults }: RankingQuery, { values }: Given<typeof options>): Ranking {
  const by = values.by ?? defaults.by;
  if (by === null) {
    throw new UsageError(`${name} does not say what to group by`, `add --by, such as flowlogs ${name} --by dstport`);
  }
  checkPacketLevel(by, values.packetLevel);
  return { by, sort: values.sort ?? defaults.sort, limit: values.limit ?? defaults.limit };
}

function defaultsText({ defaults: { by, sort, limit } }: RankingQuery): string {
  const group = by === null ? 'what --by names' : by.join(', ');
  return `Unless options say otherwise: one row for each ${group}; the ${limit} with most ${sort} first.`;
}

/** What options are when nobody says anything. */
function unsaid<O extends Options>(options: O): Values<O> {
  return Object.fromEntries(Object.entries(options).map(([key, { fallback }]) => [key, fallback])) as Values<O>;
}
