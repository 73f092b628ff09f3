import { describe, expect, it } from 'vitest';
import { queryOf, statementOf } from '../../../src/engines/athena/statement.ts';
import { sql } from '../../../src/sql.ts';

const flow = { source: sql`  SELECT 1 AS "a"`, columns: ['a', 'b'] };

describe('the statement', () => {
  it.each([
    ['a question', 'SELECT a\nFROM flow', 'WITH flow AS (\n  SELECT 1 AS "a"\n)\nSELECT a\nFROM flow'],
    [
      'one with a WITH',
      'with t AS (SELECT a FROM flow) SELECT * FROM t',
      'WITH flow AS (\n  SELECT 1 AS "a"\n),\nt AS (SELECT a FROM flow) SELECT * FROM t',
    ],
    [
      'a comment before',
      '-- with\n/* x */ WITH t AS (SELECT 1) SELECT 2',
      'WITH flow AS (\n  SELECT 1 AS "a"\n),\n-- with\n/* x */ t AS (SELECT 1) SELECT 2',
    ],
    [
      'a recursive one',
      'WITH RECURSIVE t (n) AS (SELECT 1) SELECT n FROM t',
      'WITH RECURSIVE flow ("a", "b") AS (\n  SELECT 1 AS "a"\n),\nt (n) AS (SELECT 1) SELECT n FROM t',
    ],
    [
      'a column that begins with the word',
      'SELECT within FROM flow',
      'WITH flow AS (\n  SELECT 1 AS "a"\n)\nSELECT within FROM flow',
    ],
  ])('puts flow before %s', (_, query, whole) => {
    expect(statementOf(flow, query)).toBe(whole);
  });

  it('takes what asks for rows, without its semicolons', () => {
    for (const text of ['select 1', ' (SELECT 1)', 'VALUES 1', 'TABLE flow', '/* x */ WITH t AS (SELECT 1) SELECT 1']) {
      expect(queryOf(`${text} ;\n; `)).toBe(text);
    }
    for (const text of [
      '',
      '  -- nothing',
      'DROP TABLE x',
      'INSERT INTO x SELECT 1',
      'selection',
      'MSCK REPAIR TABLE x',
    ]) {
      expect(() => queryOf(text)).toThrow(expect.objectContaining({ exitCode: 2 }));
    }
  });
});
