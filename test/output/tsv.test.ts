import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tsv } from '../../src/output/tsv.ts';
import { rendered } from './render.ts';

const letters: Record<string, string> = { t: '\t', n: '\n', r: '\r', '\\': '\\' };

describe('tsv', () => {
  it('writes one line a row, whatever the texts hold', async () => {
    const text = await rendered(tsv, { a: 'text', b: 'bytes' }, [
      ['a\tb\nc\rd\\e', 12n],
      [null, null],
    ]);
    expect(text).toBe('a\tb\na\\tb\\nc\\rd\\\\e\t12\n\t\n');
  });

  it('escapes the names of columns too, and shows control characters on a terminal only', async () => {
    expect(await rendered(tsv, { 'a\tb': 'text' }, [['\x1b']])).toBe('a\\tb\n\x1b\n');
    expect(await rendered(tsv, { a: 'text' }, [['\x1b\t']], { width: 80, header: false })).toBe('\\x1b\\t\n');
  });

  it('is safe for spreadsheets when asked', async () => {
    expect(await rendered(tsv, { a: 'text', b: 'integer' }, [['=1', -1]], { csvSafe: true, header: false })).toBe(
      "'=1\t-1\n",
    );
  });

  it('parses back to the same texts', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '\\', '\t', '\n', '\r', 't', 'n', '日') });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), async (rows) => {
        const text = await rendered(tsv, { a: 'text', b: 'text' }, rows, { header: false });
        const parsed = text
          .split('\n')
          .slice(0, -1)
          .map((line) =>
            line.split('\t').map((part) => part.replace(/\\(.)/g, (_, letter: string) => letters[letter] ?? '?')),
          );
        expect(parsed).toEqual(rows);
      }),
    );
  });
});
