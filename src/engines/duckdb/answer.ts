/** The answer of a statement. */
import type { Column, Coverage, Result, Row } from '../../result.ts';
import { Prepared } from './prepared.ts';
import type { Session } from './session.ts';

/** Runs the statement until its first rows are there. The session goes when the last have come. */
export async function answer(
  session: Session,
  prepared: Prepared,
  columns: readonly Column[],
  coverage: Coverage,
): Promise<Result> {
  const batches = await prepared.run(columns.map(({ kind }) => kind));
  return { columns, batches: untilEnd(batches, session), coverage: () => coverage };
}

/**
 * The answers of several texts, one for each question: each runs when it is first asked for, and must have ended before
 * the next is. The session goes with the last.
 */
export async function answers(
  session: Session,
  texts: readonly string[],
  questions: readonly { readonly columns: readonly Column[] }[],
  coverage: Coverage,
): Promise<readonly Result[]> {
  const prepared: Prepared[] = [];
  for (const text of texts) prepared.push(await Prepared.of(session, text));
  const last = prepared.length - 1;
  return Promise.all(
    prepared.map(async (statement, i) => {
      const columns = questions[i]?.columns ?? [];
      if (i === 0 && i === last) return answer(session, statement, columns, coverage);
      const batches = later(statement, columns);
      return { columns, batches: i === last ? untilEnd(batches, session) : batches, coverage: () => coverage };
    }),
  );
}

async function* later(statement: Prepared, columns: readonly Column[]): AsyncGenerator<readonly Row[]> {
  yield* await statement.run(columns.map(({ kind }) => kind));
}

async function* untilEnd(batches: AsyncIterable<readonly Row[]>, session: Session): AsyncGenerator<readonly Row[]> {
  try {
    yield* batches;
  } finally {
    await session.close();
  }
}
