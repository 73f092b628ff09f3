import { describe, expect, it } from 'vitest';
import { parseCell } from '../src/cell.ts';

const time = new Date('2025-08-14T10:20:30.500Z');

describe('parseCell', () => {
  it('makes the same count of what Athena writes and of what DuckDB hands over', () => {
    for (const raw of ['12345', 12345, 12345n, '12345.000', '1.2345E4']) expect(parseCell('count', raw)).toBe(12345n);
    expect(parseCell('bytes', '18014398509481986')).toBe(18014398509481986n);
    expect(parseCell('packets', -3n)).toBe(-3n);
  });

  it('keeps whole numbers numbers, and makes them bigint only where a number would round', () => {
    for (const raw of ['443', 443, 443n]) expect(parseCell('port', raw)).toBe(443);
    expect(parseCell('protocol', '6')).toBe(6);
    expect(parseCell('integer', '9007199254740993')).toBe(9007199254740993n);
    expect(parseCell('integer', 9007199254740991n)).toBe(9007199254740991);
  });

  it('reads shares and other real numbers in the forms of both', () => {
    for (const raw of ['3.33E-1', 0.333, '0.333']) expect(parseCell('share', raw)).toBeCloseTo(0.333, 9);
    expect(parseCell('number', '1.0E8')).toBe(1e8);
    expect(parseCell('number', 7n)).toBe(7);
  });

  it('takes NaN and infinity, which come of a division by zero, for missing', () => {
    for (const raw of [Number.NaN, Number.POSITIVE_INFINITY, 'NaN', 'Infinity', '-Infinity']) {
      expect(parseCell('share', raw)).toBeNull();
    }
  });

  it('reads times as UTC', () => {
    for (const raw of [time, '2025-08-14 10:20:30.500', '2025-08-14 10:20:30.500 UTC', '2025-08-14T10:20:30.500Z']) {
      expect(parseCell('time', raw)).toEqual(time);
    }
    expect(parseCell('time', '2025-08-14 10:20:30.500999')).toEqual(time);
    expect(parseCell('time', '2025-08-14 10:20:30')).toEqual(new Date('2025-08-14T10:20:30Z'));
    expect(parseCell('time', '2025-08-14')).toEqual(new Date('2025-08-14T00:00:00Z'));
  });

  it('tells empty text from missing text, and takes an empty number for missing', () => {
    expect(parseCell('text', '')).toBe('');
    expect(parseCell('text', null)).toBeNull();
    for (const kind of ['count', 'port', 'share', 'time', 'boolean'] as const) expect(parseCell(kind, '')).toBeNull();
  });

  it('reads booleans', () => {
    expect(parseCell('boolean', 'true')).toBe(true);
    expect(parseCell('boolean', false)).toBe(false);
  });

  it('writes other values as text where a text is expected', () => {
    expect(parseCell('text', 12n)).toBe('12');
    expect(parseCell('address', true)).toBe('true');
    expect(parseCell('text', time)).toBe('2025-08-14T10:20:30.500Z');
  });

  it('gives back the text of what is no value of its kind', () => {
    expect(parseCell('count', '12.5')).toBe('12.5');
    expect(parseCell('port', 'https')).toBe('https');
    expect(parseCell('share', 'much')).toBe('much');
    expect(parseCell('time', '2025-02-30 25:00:00')).toBe('2025-02-30 25:00:00');
    expect(parseCell('boolean', 'maybe')).toBe('maybe');
  });
});
