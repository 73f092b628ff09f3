/** What batches say, as rows of plain values. */
import { formatIPv4 } from '../../src/address.ts';
import { fieldNamed } from '../../src/flow.ts';
import { collectorOf } from '../../src/logs/collector.ts';
import type { Collector } from '../../src/logs/kernel.ts';
import type { Batch, Cells, Plan } from '../../src/logs/plan.ts';

export type Cell = string | bigint | number | null;

/** Columns in the order of the plan, then the measures of groups. */
export function rowsOf(batches: readonly Batch[], plan: Plan): Cell[][] {
  const texts = new Map<number, string>();
  return batches.flatMap((batch) => {
    batch.dictionary.texts.forEach((text, i) => {
      const id = batch.dictionary.base + i;
      if (texts.has(id)) throw new Error(`the id ${id} comes twice`);
      texts.set(id, text);
    });
    return Array.from({ length: batch.count }, (_, row) =>
      batch.columns.map((cells, column) => cellOf(cells, row, plan.columns[column], texts)),
    );
  });
}

function cellOf(cells: Cells, row: number, name: string | undefined, texts: Map<number, string>): Cell {
  const cell = cells[row];
  if (cell === undefined) throw new Error('a column is too short');
  if (BigInt(cell) === -1n) return null;
  const type = name === undefined ? 'bigint' : (fieldNamed(name)?.type ?? 'text');
  if (type === 'text') return textOf(Number(cell), texts);
  if (type !== 'address') return cell;
  return cell < 2n ** 32n ? formatIPv4(Number(cell)) : textOf(Number(cell) - 2 ** 32, texts);
}

function textOf(id: number, texts: Map<number, string>): string {
  const text = texts.get(id);
  if (text === undefined) throw new Error(`the id ${id} has no text`);
  return text;
}

/** Rows added up by their columns: in whatever pieces groups came, they are whole then. Sorted. */
export function groupsOf(batches: readonly Batch[], plan: Plan): Cell[][] {
  const groups = new Map<string, Cell[]>();
  for (const row of rowsOf(batches, plan)) {
    const key = JSON.stringify(row.slice(0, plan.columns.length), (_, value) => String(value));
    const known = groups.get(key);
    groups.set(key, known ? merged(known, row, plan.columns.length) : row);
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function merged(a: Cell[], b: Cell[], columns: number): Cell[] {
  const [flows, packets, bytes, first, last] = [0, 1, 2, 3, 4].map(
    (i) => [a[columns + i], b[columns + i]].filter((cell) => typeof cell === 'bigint') as bigint[],
  ) as [bigint[], bigint[], bigint[], bigint[], bigint[]];
  const sum = (values: bigint[]) => (values.length === 0 ? null : values.reduce((x, y) => x + y));
  const sorted = (values: bigint[]) => values.sort((x, y) => (x < y ? -1 : 1));
  return [
    ...a.slice(0, columns),
    sum(flows),
    sum(packets),
    sum(bytes),
    sorted(first)[0] ?? null,
    sorted(last).at(-1) ?? null,
  ];
}

/** A collector that remembers its batches. */
export function collecting(plan: Partial<Plan> & Pick<Plan, 'rows'>): {
  plan: Plan;
  collector: Collector;
  batches: Batch[];
} {
  const whole: Plan = { columns: [], window: {}, conditions: [], ...plan };
  const batches: Batch[] = [];
  let epochs = 0;
  const emit = async (batch: Batch) => {
    batches.push(batch);
  };
  return { plan: whole, collector: collectorOf(whole, emit, () => epochs++), batches };
}

/** Lines of text as a kernel takes them. */
export function linesOf(texts: readonly string[]): Uint8Array {
  return new TextEncoder().encode(texts.map((text) => `${text}\n`).join(''));
}

export function lines(...texts: readonly string[]): Uint8Array {
  return linesOf(texts);
}

export const v2 = [
  'version',
  'account_id',
  'interface_id',
  'srcaddr',
  'dstaddr',
  'srcport',
  'dstport',
  'protocol',
  'packets',
  'bytes',
  'start',
  'end',
  'action',
  'log_status',
];
