/** Puts a question to the engine, or shows what would be put to it. */
import type { Context } from '../context.ts';
import type { Engine } from '../engines/engine.ts';
import type { ExitCode } from '../errors.ts';
import type { Question } from '../query.ts';
import { type Answer, type AskRequest, answer } from './answer.ts';
import { type Preview, previewText } from './preview.ts';

export interface QuestionRequest extends AskRequest {
  readonly preview: Preview;
  /** Fetch the answer of that query instead. */
  readonly queryExecutionId: string | undefined;
}

export function askQuestion(
  request: QuestionRequest,
  context: Context,
  questionFor: (engine: Engine) => Question | Promise<Question>,
  told: Omit<Answer, 'result'>,
): Promise<ExitCode> {
  const { flows, preview, queryExecutionId } = request;
  return answer(request, context, async (source) => {
    if (queryExecutionId !== undefined) return { ...told, result: await source.fetch(queryExecutionId) };
    const asked = { ...flows, question: await questionFor(source.engine) };
    if (preview === undefined) return { ...told, result: await source.engine.run(asked) };
    return previewText(preview, await source.engine.statement(asked), source, asked);
  });
}
