/** The answer of a statement. */
import type { Column, Coverage, Result, Row } from '../../result.ts';
import type { Prepared } from './prepared.ts';
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

async function* untilEnd(batches: AsyncIterable<readonly Row[]>, session: Session): AsyncGenerator<readonly Row[]> {
  try {
    yield* batches;
  } finally {
    await session.close();
  }
}
