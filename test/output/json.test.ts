import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { json, ndjson } from '../../src/output/json.ts';
import { rendered } from './render.ts';

describe('json', () => {
  it('is one array, an object a line', async () => {
    const text = await rendered(json, { srcaddr: 'address', bytes: 'bytes', share: 'share', seen: 'time' }, [
      ['10.0.0.1', 9223372036854775808n, 0.25, new Date(1755166830000)],
      [null, 0n, Number.NaN, null],
      ['x', 1n, Number.POSITIVE_INFINITY, new Date(Number.NaN)],
    ]);
    expect(text).toBe(
      '[\n' +
        '{"srcaddr":"10.0.0.1","bytes":9223372036854775808,"share":0.25,"seen":"2025-08-14T10:20:30Z"},\n' +
        '{"srcaddr":null,"bytes":0,"share":null,"seen":null},\n' +
        '{"srcaddr":"x","bytes":1,"share":null,"seen":null}\n' +
        ']\n',
    );
  });

  it('is an empty array when there are no rows', async () => {
    expect(await rendered(json, { a: 'text' }, [])).toBe('[]\n');
    expect(await rendered(ndjson, { a: 'text' }, [])).toBe('');
  });

  it('takes any name for a key, also in ndjson', async () => {
    const columns = [
      { name: '__proto__', kind: 'text' },
      { name: 'say "hi"\n', kind: 'boolean' },
    ] as const;
    expect(await rendered(ndjson, columns, [['x', true]])).toBe('{"__proto__":"x","say \\"hi\\"\\n":true}\n');
  });

  it('reads back the same, whatever the values', async () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
    );
    const row = fc.tuple(
      fc.option(texts),
      fc.bigInt(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 5 }), async (rows) => {
        const text = await rendered(json, { a: 'text', b: 'bytes', c: 'number', d: 'boolean' }, rows);
        expect(text).not.toMatch(/[^\n\P{Cc}]|[\p{Cf}\p{Zl}\p{Zp}]/u);
        const parsed: { a: string | null; b: number; c: number; d: boolean }[] = JSON.parse(text);
        expect(parsed.map(({ a, c, d }) => [a, c, d])).toEqual(rows.map(([a, , c, d]) => [a, c === 0 ? 0 : c, d]));
        // JSON.parse rounds large numbers, so their digits are compared as text.
        expect([...text.matchAll(/,"b":(-?\d+),"c":/g)].map(([, digits]) => digits)).toEqual(
          rows.map(([, b]) => String(b)),
        );
        const lines = await rendered(ndjson, { a: 'text', b: 'bytes', c: 'number', d: 'boolean' }, rows);
        expect(
          lines
            .split('\n')
            .slice(0, -1)
            .map((line) => JSON.parse(line)),
        ).toEqual(parsed);
      }),
    );
  });
});
