/** Puts a question to the engine, or shows what would be put to it. */
import type { Context } from '../context.ts';
import type { Engine } from '../engines/engine.ts';
import type { ExitCode } from '../errors.ts';
import type { Question } from '../query.ts';
import type { Result } from '../result.ts';
import { type Answer, type AskRequest, answer } from './answer.ts';
import type { Given } from './command.ts';
import { outputRequest } from './output-request.ts';
import { type Preview, previewText } from './preview.ts';
import {
  alarmRequest,
  countedFlowsRequest,
  previewRequest,
  type questionOptions,
  type sourceOptions,
  sourceRequest,
} from './requests.ts';

export interface QuestionRequest extends AskRequest {
  readonly preview: Preview;
  /** Fetch the answer of that query instead. */
  readonly queryExecutionId: string | undefined;
}

/** What the command line says beside the flows that are asked about. Throws UsageError. */
export function answerRequest(
  given: Given<typeof sourceOptions>,
): Pick<QuestionRequest, 'output' | 'alarm' | 'preview' | 'queryExecutionId'> {
  return {
    output: outputRequest(given),
    alarm: alarmRequest(given),
    preview: previewRequest(given),
    queryExecutionId: given.values.queryExecutionId,
  };
}

/** All that the command line says of a question that adds up flows. Throws UsageError. */
export function questionRequest(given: Given<typeof questionOptions>): QuestionRequest {
  return {
    source: sourceRequest(given.args, given),
    flows: countedFlowsRequest(given.args, given),
    ...answerRequest(given),
  };
}

/** `isEarlier`: the result is that of an earlier query, whose question nobody knows. */
export type AnswerOf = (result: Result, isEarlier: boolean) => Answer;

export function askQuestion(
  request: QuestionRequest,
  context: Context,
  questionFor: (engine: Engine) => Question | Promise<Question>,
  answerOf: AnswerOf,
): Promise<ExitCode> {
  const { flows, preview, queryExecutionId } = request;
  return answer(request, context, async (source) => {
    if (queryExecutionId !== undefined) return answerOf(await source.fetch(queryExecutionId), true);
    const asked = { ...flows, question: await questionFor(source.engine) };
    if (preview === undefined) return answerOf(await source.engine.run(asked), false);
    return previewText(preview, await source.engine.statement(asked), source, asked);
  });
}
