/** What only a second query tells of an answer: flows that are counted more than once, or that `--dedupe` leaves out. */
import { InterruptedError } from '../../errors.ts';
import { copiesNotes, gatewaysUnknown, leftOutNotes } from '../../left-out.ts';
import type { Column, Coverage, Row } from '../../result.ts';
import type { Sql } from '../../sql.ts';
import { copiesQuery, leftOutQuery } from '../../vantage.ts';
import type { AthenaResult } from './answer.ts';
import type { AthenaOptions } from './options.ts';
import { priceOf } from './price.ts';

/** Of bytes: half a cent's worth is asked without leave, more only within `--max-scan`. */
const scannedFreely = 1_000_000_000n;

interface Looking {
  readonly dedupe: boolean;
  /** The answer's query named the table so often. */
  readonly readings: number;
  readonly knowsGateways: boolean;
  readonly options: AthenaOptions;
  ask(query: Sql, columns: readonly Column[]): Promise<AthenaResult>;
}

/** The coverage of an answer, with what was looked for. Throws InterruptedError; another failure is no fault of the answer. */
export async function withCopies({ coverage, statistics }: AthenaResult, looking: Looking): Promise<Coverage> {
  const { dedupe, readings, options } = looking;
  const known = coverage();
  const found = (said: readonly string[], scanned = 0n): Coverage => ({
    ...known,
    ...(dedupe ? { notes: [...known.notes, ...said, ...unknown(looking)] } : { asides: said }),
    scannedBytes: (known.scannedBytes ?? 0n) + scanned,
  });
  const { scannedBytes, reused } = statistics;
  if (reused) return found(unasked(dedupe, 'the answer is an earlier one'));
  const another = scannedBytes / BigInt(readings);
  if (scannedBytes + another > (options.maxScanBytes ?? scannedFreely)) {
    return found(unasked(dedupe, costOf(another, scannedBytes + another, options)));
  }
  try {
    const result = await looking.ask(dedupe ? leftOutQuery : copiesQuery, dedupe ? leftOut : copies);
    const rows = await rowsOf(result);
    return found(dedupe ? leftOutNotes(rows) : copiesNotes(rows[0] ?? []), result.statistics.scannedBytes);
  } catch (error) {
    if (error instanceof InterruptedError || !(error instanceof Error)) throw error;
    return found(unasked(dedupe, error.message));
  }
}

const leftOut: readonly Column[] = [
  { name: 'left_out', kind: 'text' },
  { name: 'flows', kind: 'count' },
  { name: 'bytes', kind: 'bytes' },
];
const copies: readonly Column[] = [
  { name: 'copies', kind: 'count' },
  { name: 'flows', kind: 'count' },
];

function unknown({ knowsGateways }: Looking): readonly string[] {
  return knowsGateways ? [] : [gatewaysUnknown];
}

function unasked(dedupe: boolean, why: string): readonly string[] {
  return [
    dedupe
      ? `--dedupe: how many flows were left out was not counted: ${why}`
      : `whether conversations are logged more than once was not looked for: ${why}; --dedupe counts each once`,
  ];
}

function costOf(another: bigint, together: bigint, { pricePerTb }: AthenaOptions): string {
  const gigabytes = (Number(another) / 1e9).toFixed(1);
  const dollars = priceOf(another, pricePerTb).toFixed(2);
  const allowed = (together + 999_999_999n) / 1_000_000_000n;
  return `it would scan another ${gigabytes} GB, about $${dollars} (--max-scan ${allowed}GB allows it)`;
}

async function rowsOf({ batches }: AthenaResult): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows;
}
