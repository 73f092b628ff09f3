import { describe, expect, it } from 'vitest';
import { AnswerError, UsageError } from '../../src/errors.ts';
import { errorText } from '../../src/output/error.ts';

const quiet = { debug: false, color: false };

describe('the text of an error', () => {
  it('says what failed, then what to do', () => {
    expect(errorText(new UsageError('--date x is not a day', 'use 2025-08-14'), quiet)).toBe(
      'flowlogs: --date x is not a day\n  use 2025-08-14',
    );
    expect(errorText(new AnswerError('the query failed'), quiet)).toBe('flowlogs: the query failed');
  });

  it('escapes control characters, and lets no further line pass for a message', () => {
    const error = new UsageError('no file \x1b[2Ja\u202E\nflowlogs: all is well', 'try\tthis\nor that');
    expect(errorText(error, quiet)).toBe(
      'flowlogs: no file \\x1b[2Ja\\u202e\n  flowlogs: all is well\n  try\\tthis\n  or that',
    );
  });

  it('asks for a report when it was not expected, and shows no stack', () => {
    expect(errorText(new TypeError('x is undefined'), quiet)).toBe(
      'flowlogs: unexpected: TypeError: x is undefined (please report; --debug shows where)',
    );
    expect(errorText('thrown text', quiet)).toBe(
      'flowlogs: unexpected: thrown text (please report; --debug shows where)',
    );
  });

  it('shows stacks, also of causes, with --debug', () => {
    const text = errorText(new AnswerError('outer', 'hint', new RangeError('inner')), { debug: true, color: false });
    expect(text).toMatch(/^flowlogs: outer\n {2}hint\n {2}\w*Error: outer\n {2} +at .*error\.test\.ts/);
    expect(text).toMatch(/\n {2}RangeError: inner\n {2} +at .*error\.test\.ts/);
  });

  it('ends with causes that go round in a circle', () => {
    const error = new Error('round');
    error.cause = error;
    expect(errorText(error, { debug: true, color: false }).match(/Error: round/g)?.length).toBeLessThan(20);
  });

  it('is coloured only when asked to', () => {
    expect(errorText(new UsageError('no'), { debug: false, color: true })).toBe('\x1b[31mflowlogs:\x1b[39m no');
  });
});
