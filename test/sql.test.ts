import { describe, expect, it } from 'vitest';
import { identifier, join, sql } from '../src/sql.ts';

describe('sql', () => {
  it('doubles quotes in text and knows no other escape', () => {
    expect(sql`SELECT ${"it's \\ a '; DROP TABLE flow; --"}`.text).toBe("SELECT 'it''s \\ a ''; DROP TABLE flow; --'");
  });

  it('writes each kind of value so that Trino and DuckDB read the same', () => {
    expect(sql`${1} ${-7} ${2n ** 63n} ${true} ${null} ${new Date('2025-08-14T10:20:30.5Z')}`.text).toBe(
      "1 -7 9223372036854775808 true NULL TIMESTAMP '2025-08-14 10:20:30.500'",
    );
    expect(sql`${1.5} ${0.001}`.text).toBe('1.5e0 1e-3');
  });

  it('splices fragments and joins them', () => {
    expect(sql`SELECT ${join([identifier('a'), identifier('say "b"')])} FROM flow`.text).toBe(
      'SELECT "a", "say ""b""" FROM flow',
    );
  });

  it.each([undefined, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY, {}, ['a'], Symbol('x'), new Date(Number.NaN)])(
    'refuses %s',
    (value) => {
      expect(() => sql`${value as never}`).toThrow(TypeError);
    },
  );

  it('refuses a NUL character in values and names', () => {
    expect(() => sql`${'a\0b'}`).toThrow('NUL');
    expect(() => identifier('a\0b')).toThrow('NUL');
  });

  it('is not to be called like a function', () => {
    expect(() => sql('SELECT 1' as never)).toThrow('template tag');
  });

  it('does not take an object that only looks like SQL', () => {
    expect(() => sql`${{ text: '1; DROP' } as never}`).toThrow(TypeError);
  });
});
