import { describe, expect, it } from 'vitest';
import { addUnits, floorTo, formatDate, parsePattern, readDate } from '../../src/catalog/pattern.ts';

const moment = new Date('2025-08-04T09:05:07Z');

describe('patterns of dates', () => {
  it.each([
    ['yyyy/MM/dd', '2025/08/04', 'day', true],
    ['yyyy-MM-dd', '2025-08-04', 'day', true],
    ['yyyyMMdd', '20250804', 'day', true],
    ['uuuu-MM', '2025-08', 'month', true],
    ['yyyy', '2025', 'year', true],
    ["yyyy-MM-dd'T'HH", '2025-08-04T09', 'hour', true],
    ['yyyy/MM/dd/HH/mm', '2025/08/04/09/05', 'hour', true],
    ['dd-MM-yyyy', '04-08-2025', 'day', false],
    ['yyyy/M/d', '2025/8/4', 'day', false],
  ])('writes and reads %s', (text, value, unit, sorts) => {
    const pattern = parsePattern(text);
    if (!pattern) throw new Error('not understood');
    expect(formatDate(pattern, moment)).toBe(value);
    expect(pattern).toMatchObject({ unit, sorts });
    const read = readDate(pattern, value);
    expect(read && formatDate(pattern, read)).toBe(value);
  });

  it.each(['MMM yyyy', 'yy-MM-dd', 'yyyy-DDD', 'e', '', 'yyyyy'])('does not understand %j', (text) => {
    expect(parsePattern(text)).toBeUndefined();
  });

  it('reads no date that the calendar or this age does not have', () => {
    const pattern = parsePattern('yyyyMMdd');
    if (!pattern) throw new Error('not understood');
    for (const text of ['20250230', '20251301', '19991231', '1234567890123', '2025-08-04', '123456789012']) {
      expect(readDate(pattern, text)).toBeUndefined();
    }
  });

  it('counts units over the ends of months and years', () => {
    expect(floorTo('month', moment)).toEqual(new Date('2025-08-01T00:00:00Z'));
    expect(floorTo('hour', moment)).toEqual(new Date('2025-08-04T09:00:00Z'));
    expect(addUnits('month', new Date('2025-11-01T00:00:00Z'), 3)).toEqual(new Date('2026-02-01T00:00:00Z'));
    expect(addUnits('day', new Date('2024-02-28T00:00:00Z'), 2)).toEqual(new Date('2024-03-01T00:00:00Z'));
    expect(addUnits('year', moment, -1)).toEqual(new Date('2024-01-01T00:00:00Z'));
  });
});
