/** The columns of a comparison that are about all of it, taken off its rows. */
import { wholeColumns } from '../queries/diff.ts';
import type { Coverage, Result, Row, Value } from '../result.ts';
import type { Whole } from './diff-notes.ts';

/** The rows as they are shown. */
export interface Taken {
  readonly result: Result;
  /** Known once a row has passed; undefined without one. */
  whole(): Whole | undefined;
}

/** `notes` are what must be said beside the rows, asked once they have passed. Undefined for an answer without such columns. */
export function withoutWhole(
  answer: Result,
  notes: (whole: Whole | undefined, coverage: Coverage) => readonly string[],
): Taken | undefined {
  const shown = answer.columns.length - wholeColumns.length;
  const isWhole = wholeColumns.every(({ name }, i) => answer.columns[shown + i]?.name === name);
  if (!isWhole) return undefined;
  let whole: Whole | undefined;
  async function* batches(): AsyncGenerator<readonly Row[]> {
    for await (const batch of answer.batches) {
      if (batch[0]) whole ??= wholeOf(batch[0].slice(shown));
      yield batch.map((row) => row.slice(0, shown));
    }
  }
  const noted = (read: Coverage) => ({ ...read, notes: [...read.notes, ...notes(whole, read)] });
  const { fullCoverage } = answer;
  const result = {
    columns: answer.columns.slice(0, shown),
    batches: batches(),
    coverage: () => noted(answer.coverage()),
    ...(fullCoverage && { fullCoverage: async (forPeople: boolean) => noted(await fullCoverage(forPeople)) }),
  };
  return { result, whole: () => whole };
}

/** In the order of `wholeColumns`. */
function wholeOf(values: readonly Value[]): Whole {
  const [flowsBefore, flowsNow, fromBefore, toBefore, fromNow, toNow, changes] = values;
  return {
    now: { flows: count(flowsNow), seen: span(fromNow, toNow) },
    before: { flows: count(flowsBefore), seen: span(fromBefore, toBefore) },
    changes: count(changes),
  };
}

function count(value: Value | undefined): bigint {
  return BigInt(String(value ?? 0));
}

function span(from: Value | undefined, to: Value | undefined) {
  return from instanceof Date && to instanceof Date ? { from, to } : undefined;
}
