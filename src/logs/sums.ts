/** Adds up what the records of a file were tallied to. */
import type { Tally } from './kernel.ts';

/** The records of one layout. */
interface Part {
  readonly fields: readonly string[];
  readonly tally: Tally;
}

/** The numbers of a file whose records have several layouts. One that no record records is null. */
export function sums(parts: readonly Part[]) {
  const met = parts.filter(({ tally }) => tally.records > 0);
  const having = (field: string) => met.filter((part) => part.fields.includes(field));
  return {
    records: total(met, 'records') ?? 0,
    matched: total(met, 'matched') ?? 0,
    ok: total(having('log_status'), 'ok'),
    nodata: total(having('log_status'), 'nodata'),
    skipdata: total(having('log_status'), 'skipdata'),
    accept: total(having('action'), 'accept'),
    reject: total(having('action'), 'reject'),
    bytes: exact(having('bytes'), 'bytes'),
    packets: exact(having('packets'), 'packets'),
    first: seconds(Math.min(...met.map((part) => part.tally.first))),
    last: seconds(Math.max(...met.map((part) => part.tally.last))),
  };
}

type Count = 'records' | 'ok' | 'nodata' | 'skipdata' | 'accept' | 'reject' | 'matched';

function total(met: readonly Part[], count: Count): number | null {
  return met.length === 0 ? null : met.reduce((sum, part) => sum + part.tally[count], 0);
}

function exact(met: readonly Part[], sum: 'bytes' | 'packets'): bigint | null {
  return met.length === 0 ? null : met.reduce((all, part) => all + part.tally[sum], 0n);
}

const seconds = (ms: number): number | null => (Number.isFinite(ms) ? Math.floor(ms / 1000) : null);
