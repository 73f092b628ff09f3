import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonString, visible } from '../../src/output/escape.ts';

describe('visible text', () => {
  it.each([
    ['\x1b[31mred', '\\x1b[31mred'],
    ['a\nb\tc\rd', 'a\\nb\\tc\\rd'],
    ['\x00\x7f\x9b', '\\x00\\x7f\\x9b'],
    ['\u2028\u2029', '\\u2028\\u2029'],
    ['txt.\u202Eexe', 'txt.\\u202eexe'],
    ['\u2066a\u2069', '\\u2066a\\u2069'],
    ['zero\u200Bwidth\uFEFF', 'zero\\u200bwidth\\ufeff'],
    ['tag\u{E0041}', 'tag\\u{e0041}'],
    ['lone \uD800 half', 'lone \\ud800 half'],
    ['Zürich 日本 😀 \\', 'Zürich 日本 😀 \\'],
    ['', ''],
  ])('of %j is %j', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it('has no character that a terminal obeys, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
  });
});

describe('a JSON string', () => {
  it('escapes what some readers take for the end of a line, and what a terminal obeys', () => {
    expect(jsonString('a\u2028b\x9bc\u0085d\u202Ee')).toBe('"a\\u2028b\\u009bc\\u0085d\\u202ee"');
    expect(jsonString('\u{E0041}')).toBe('"\\udb40\\udc41"');
    expect(jsonString('\uD800')).toBe('"\\ud800"');
    expect(jsonString('"\\/\n')).toBe('"\\"\\\\/\\n"');
  });

  it('reads back the same, whatever the text', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(JSON.parse(jsonString(text))).toBe(text);
      }),
    );
  });
});
