/** `--fail-over` and `--fail-if-empty`: whether an answer is cause for alarm. */
import { AnswerError } from '../errors.ts';
import type { Rows } from '../output/format.ts';
import type { Value } from '../result.ts';

export interface AlarmRequest {
  readonly failOver: number | undefined;
  readonly failIfEmpty: boolean;
}

/** The same rows, watched as they pass. */
export interface Watched<T extends Rows> {
  readonly rows: T;
  /** How many there were. */
  count(): number;
  /** The largest number in the watched column; 0 without one. */
  most(): bigint;
}

export function watch<T extends Rows>(rows: T, column: string | undefined): Watched<T> {
  const at = rows.columns.findIndex(({ name }) => name === column);
  let count = 0;
  let most = 0n;
  async function* batches() {
    for await (const batch of rows.batches) {
      count += batch.length;
      for (const row of batch) most = larger(most, row[at]);
      yield batch;
    }
  }
  return { rows: { ...rows, batches: batches() }, count: () => count, most: () => most };
}

/** Measures are whole numbers, or missing. */
function larger(most: bigint, value: Value | undefined): bigint {
  return typeof value === 'bigint' && value > most ? value : most;
}

/** What `--fail-over` of a page compares with: its rejected flows, undefined if actions are not recorded. */
export function rejects({ failOver }: AlarmRequest, rejected: bigint | undefined): bigint {
  if (failOver === undefined || rejected !== undefined) return rejected ?? 0n;
  throw new AnswerError(
    '--fail-over looks at the rejected flows, and action is not recorded in these logs',
    'leave out --fail-over; flowlogs top --fail-over looks at other numbers',
  );
}

/** `number` is what `--fail-over` compares with. */
export function alarms({ failOver, failIfEmpty }: AlarmRequest, rows: number, number: bigint): boolean {
  return (failIfEmpty && rows === 0) || (failOver !== undefined && number > BigInt(failOver));
}
