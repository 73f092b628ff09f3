import { expect, it } from 'vitest';
import { jsonText } from '../../src/commands/json-text.ts';

it('writes plain data as JSON, whole numbers with all their digits', () => {
  const text = jsonText({
    a: 9223372036854775809n,
    b: [1, 'x"', null],
    c: [{ d: true }],
    e: [],
    f: 'ctrl\u001b\u009b',
  });
  expect(text).toBe(`{
  "a": 9223372036854775809,
  "b": [1, "x\\"", null],
  "c": [
    {
      "d": true
    }
  ],
  "e": [],
  "f": "ctrl\\u001b\\u009b"
}`);
});
