import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdown } from '../../src/output/markdown.ts';
import { rendered } from './render.ts';

describe('markdown', () => {
  it('is a GitHub table with the cells of the table for people', async () => {
    const text = await rendered(
      markdown,
      { srcaddr: 'address', dstport: 'port', protocol: 'protocol', flows: 'count', bytes: 'bytes', share: 'share' },
      [
        ['10.0.0.1', 443, 6, 1204n, 1_200_000n, 0.123],
        [null, 0, 1, 1n, 999n, 1],
      ],
    );
    expect(text).toBe(
      '| srcaddr | dstport | protocol | flows | bytes | share |\n' +
        '| --- | --- | --- | ---: | ---: | ---: |\n' +
        '| 10.0.0.1 | 443 https | 6 tcp | 1,204 | 1.2 MB | 12.3 % |\n' +
        '| - | - | 1 icmp | 1 | 999 B | 100.0 % |\n',
    );
  });

  it('escapes what would be markup', async () => {
    const rows = [
      ['a|b', '<img src=x>'],
      ['c\\|d', '![x](y) `z` *b* &lt;'],
      ['two\nlines', 'eni_id _it_'],
    ];
    expect(await rendered(markdown, { a: 'text', b_c: 'text' }, rows)).toBe(
      '| a | b_c |\n| --- | --- |\n' +
        '| a\\|b | \\<img src=x> |\n' +
        '| c\\\\\\|d | !\\[x\\](y) \\`z\\` \\*b\\* \\&lt; |\n' +
        '| two\\\\nlines | eni_id \\_it\\_ |\n',
    );
  });

  it('leaves out names and rule when asked to', async () => {
    expect(await rendered(markdown, { a: 'text' }, [['x']], { header: false })).toBe('| x |\n');
    expect(await rendered(markdown, { a: 'text' }, [])).toBe('| a |\n| --- |\n');
  });

  it('has one line a row and as many cells as columns, whatever the values', async () => {
    const cell = fc.string({
      unit: fc.oneof(fc.constantFrom('|', '\\', '\n', '\x1b'), fc.string({ unit: 'binary', maxLength: 1 })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 4 }), async (rows) => {
        const text = await rendered(markdown, { a: 'text', b: 'text' }, rows, { header: false });
        expect(text).not.toMatch(/[^\n\P{Cc}]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        const lines = text.split('\n').slice(0, -1);
        expect(lines).toHaveLength(rows.length);
        // A backslash takes the next character with it; what is left are the pipes that part cells.
        for (const line of lines) expect(line.replace(/\\./gsu, '').replace(/[^|]/g, '')).toBe('|||');
      }),
    );
  });
});
