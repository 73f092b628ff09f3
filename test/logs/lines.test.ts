import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineCutter, longestLine } from '../../src/logs/lines.ts';

/** What comes out when the text comes in blocks that end at these places, in one buffer that is used again. */
function cut(text: string, ends: readonly number[]): string[] {
  const found: string[] = [];
  const cutter = new LineCutter({
    lines: (bytes, from, to) => found.push(...bytes.toString('latin1', from, to).split('\n').slice(0, -1)),
    last: (bytes, to) => found.push(`last ${bytes.toString('latin1', 0, to - 1)}`),
    tooLong: () => found.push('too long'),
  });
  const bytes = Buffer.from(text, 'latin1');
  const buffer = Buffer.alloc(Math.max(1, bytes.length));
  const places = [0, ...ends.map((end) => end % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  for (const [index, place] of places.entries()) {
    const length = bytes.copy(buffer, 0, places[index - 1] ?? 0, place);
    if (length > 0) cutter.take(buffer.subarray(0, length));
    buffer.fill(0);
  }
  cutter.end();
  return found;
}

test('every line is handed over once and in order, wherever the blocks end', () => {
  const text = fc.array(fc.stringMatching(/^[ab]{0,4}$/), { maxLength: 20 });
  fc.assert(
    fc.property(text, fc.array(fc.nat(100), { maxLength: 8 }), fc.boolean(), (lines, ends, closed) => {
      const last = closed || lines.at(-1) === undefined || lines.at(-1) === '' ? [] : [`last ${lines.at(-1)}`];
      const whole = closed ? lines : lines.slice(0, -1);
      expect(cut(lines.join('\n') + (closed && lines.length > 0 ? '\n' : ''), ends)).toEqual([...whole, ...last]);
    }),
  );
});

test('a line longer than 1 MB is counted and not kept', () => {
  const long = 'x'.repeat(longestLine);
  const ends = [1000, longestLine, longestLine + 500, 2 * longestLine];
  expect(cut(`a\n${long}y\nb\n`, ends)).toEqual(['a', 'too long', 'b']);
  expect(cut(`${long}${long}${long}\nb`, ends)).toEqual(['too long', 'last b']);
  expect(cut(`a\n${long}y`, ends)).toEqual(['a', 'too long']);
  expect(cut(`${long}\nb\n${long}`, ends).map((line) => line.length)).toEqual([longestLine, 1, longestLine + 5]);
});
