import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { InterruptedError } from '../../../src/errors.ts';
import type { Batch, FileReport, Plan } from '../../../src/logs/plan.ts';
import type { ScanFiles } from '../../../src/logs/reader.ts';
import { engine, everything, records, rowsOf, temporaryFolder, totals } from './logs.ts';

const report: FileReport = {
  ...{ file: 'a.log', other: false, damaged: false, lines: 1, headers: 0, records: 1, badLines: 0, matched: 1 },
  formats: [{ container: 'text', fields: ['interface_id', 'srcaddr', 'action', 'bytes'], records: 1 }],
  ...{
    ok: null,
    nodata: null,
    skipdata: null,
    accept: 1,
    reject: 0,
    bytes: 1n,
    packets: null,
    first: null,
    last: null,
  },
  problems: [],
};

/** A reader that gives these batches. */
function reader(batches: (plan: Plan) => AsyncIterable<Batch>): ScanFiles {
  return (_, plan) => ({ batches: batches(plan), reports: [report] });
}

const file = { name: 'a.log', path: '/a.log', size: 1, named: true };
const textAddress = 2n ** 32n;

/** Groups of interface_id, srcaddr and action, with texts from the id `base` on. */
async function* groups(base: number): AsyncGenerator<Batch> {
  const id = (n: number) => (n < 0 ? -1 : base + n);
  const ids = (...numbers: number[]) => Int32Array.from(numbers, id);
  const measure = (...numbers: bigint[]) => BigInt64Array.from(numbers);
  yield {
    count: 3,
    columns: [
      ids(0, 0, -1),
      BigInt64Array.of(0x0a000005n, textAddress + BigInt(base) + 1n, -1n),
      ids(-1, -1, -1),
      ...[
        measure(1n, 2n, 3n),
        measure(-1n, 5n, 5n),
        measure(10n, -1n, 30n),
        measure(0n, 1n, -1n),
        measure(0n, 1n, -1n),
      ],
    ],
    dictionary: { base, texts: ['eni-1', '2001:db8::1'] },
  };
  // The same group again, and a text that the reader has told before under another id.
  yield {
    count: 2,
    columns: [
      ids(0, 2),
      BigInt64Array.of(0x0a000005n, textAddress + BigInt(base) + 1n),
      ids(-1, 3),
      ...[measure(1n, 1n), measure(1n, 1n), measure(1n, 1n), measure(0n, 0n), measure(0n, 0n)],
    ],
    dictionary: { base: base + 2, texts: ['eni-1', 'ACCEPT'] },
  };
}

describe('what the reader hands over', () => {
  it.each([
    ['few texts', 0],
    ['texts with ids far apart', 200_000],
    ['more addresses than one list holds', 5_000_000],
  ])('becomes flow with %s', async (_, base) => {
    const opened = engine([file], { scan: reader(() => groups(base)) });
    const question = { ...totals('interface_id', 'srcaddr', 'action'), needs: [] };
    expect(await rowsOf(opened.run({ question, ...everything }))).toEqual([
      ['eni-1', '10.0.0.5', null, 2n, 11n],
      ['eni-1', '2001:db8::1', 'ACCEPT', 1n, 1n],
      ['eni-1', '2001:db8::1', null, 2n, null],
      [null, null, null, 3n, 30n],
    ]);
  });

  it('becomes flow with more words than one list holds', async () => {
    const count = 300_000;
    async function* batches(): AsyncGenerator<Batch> {
      const ids = Int32Array.from({ length: count }, (_, i) => i);
      yield { count, columns: [ids], dictionary: { base: 0, texts: Array.from(ids, (id) => `eni-${id}`) } };
    }
    const opened = engine([file], { scan: reader(batches) });
    const text =
      "SELECT count(DISTINCT interface_id) AS n, count(*) FILTER (interface_id = 'eni-299999') AS last FROM flow";
    expect(await rowsOf(opened.select(text, everything))).toEqual([[count, 1]]);
  });

  it('is asked for batch by batch', async () => {
    let given = 0;
    let wanted = 0;
    async function* batches(): AsyncGenerator<Batch> {
      for (let i = 0; i < 5; i++) {
        given++;
        expect(given - wanted).toBe(1);
        yield { count: 1, columns: [Int32Array.of(-1)], dictionary: { base: 0, texts: [] } };
        wanted++;
      }
    }
    const opened = engine([file], { scan: reader(batches) });
    expect(await rowsOf(opened.select('SELECT count(protocol) AS n, count(*) AS all FROM flow', everything))).toEqual([
      [0, 5],
    ]);
  });

  it('fails the question if the reader fails, and leaves nothing behind', async () => {
    const parent = temporaryFolder();
    async function* batches(): AsyncGenerator<Batch> {
      yield* groups(0);
      throw new InterruptedError();
    }
    const opened = engine([file], { scan: reader(batches), temporaryFolder: parent });
    await expect(opened.run({ question: totals('interface_id', 'srcaddr', 'action'), ...everything })).rejects.toThrow(
      InterruptedError,
    );
    await opened.close();
    expect(readdirSync(parent)).toEqual([]);
  });

  it('is let go if DuckDB cannot be opened', async () => {
    let ended = false;
    async function* batches(): AsyncGenerator<Batch> {
      try {
        yield* groups(0);
      } finally {
        ended = true;
      }
    }
    const opened = engine([file], { scan: reader(batches), temporaryFolder: '/nonexistent' });
    await expect(opened.run({ question: records('srcaddr'), ...everything })).rejects.toThrow('/nonexistent');
    expect(ended).toBe(true);
  });
});
