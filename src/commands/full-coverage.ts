/** What is to be said of an answer whose rows are out. */
import type { Context } from '../context.ts';
import type { Coverage, Result } from '../result.ts';
import type { OutputRequest } from './output-request.ts';

/** What nobody will be told is not looked for. */
export async function fullCoverage(
  result: Pick<Result, 'coverage' | 'fullCoverage'>,
  { quiet }: Pick<OutputRequest, 'quiet'>,
  { stderr }: Context,
): Promise<Coverage> {
  return (quiet ? undefined : await result.fullCoverage?.(stderr.isTerminal)) ?? result.coverage();
}
