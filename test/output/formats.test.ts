import { describe, expect, it } from 'vitest';
import type { FormatOptions } from '../../src/output/format.ts';
import { formats } from '../../src/output/formats.ts';
import { columnsOf, plain } from './render.ts';

const columns = columnsOf({ srcaddr: 'address', flows: 'count' });

const batch = Array.from({ length: 1000 }, (_, i) => [`10.0.${i >> 8}.${i & 255}`, BigInt(i)]);

async function* inBatchesOf1000(batches: number) {
  for (let i = 0; i < batches; i++) yield batch;
}

describe('every format', () => {
  const options: FormatOptions = { ...plain };

  it.each(Object.entries(formats))('%s gives each row once, in order, and ends with a newline', async (_, format) => {
    let text = '';
    for await (const piece of format({ columns, batches: inBatchesOf1000(1) }, options)) text += piece;
    const addresses = text.match(/10\.0\.\d+\.\d+/g);
    expect(addresses).toEqual(batch.map(([srcaddr]) => srcaddr));
    expect(text.endsWith('\n')).toBe(true);
  });

  it.each(['csv', 'tsv', 'json', 'ndjson', 'markdown'] as const)(
    '%s streams: pieces of some 64 kB, and no more rows asked for than written',
    async (name) => {
      let asked = 0;
      async function* counted() {
        for await (const rows of inBatchesOf1000(200)) {
          asked++;
          yield rows;
        }
      }
      let written = 0;
      for await (const piece of formats[name]({ columns, batches: counted() }, options)) {
        expect(piece.length).toBeLessThan(70_000);
        written += piece.length;
        // A row takes ten characters at least, so this many batches must be in the text by now, or be the next.
        expect(asked).toBeLessThanOrEqual(Math.ceil(written / 10_000) + 1);
      }
      expect(asked).toBe(200);
    },
  );
});
