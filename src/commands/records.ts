/** What `day` and `search` have in common: records in the order of time, cut in tables and nowhere else. */
import type { Context } from '../context.ts';
import type { ExitCode } from '../errors.ts';
import { recordsQuestion } from '../queries/records.ts';
import type { Coverage } from '../result.ts';
import { cutTableRemark } from './cut.ts';
import type { OutputRequest } from './output-request.ts';
import { askQuestion, type QuestionRequest } from './question.ts';

export interface RecordsRequest extends QuestionRequest {
  /** Rows at most; 0 is all. */
  readonly limit: number;
}

/** So many rows fill a terminal a few times over. */
const rowsOfTable = 100;

/** The limit typed, or what is usual for the format: whoever exports wants all. */
export function rowLimit(typed: number | undefined, { format }: OutputRequest): number {
  return typed ?? (format === 'table' ? rowsOfTable : 0);
}

export function showRecords({ limit, ...request }: RecordsRequest, context: Context): Promise<ExitCode> {
  const { window } = request.flows;
  return askQuestion(
    request,
    context,
    async (engine) => recordsQuestion(await engine.recorded(window), limit),
    (result) => ({
      result,
      remark: ({ flows }: Coverage, rows: number) => cutTableRemark(rows, flows, 'flows', request.output),
    }),
  );
}
