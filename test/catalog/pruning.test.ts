import { describe, expect, it } from 'vitest';
import { partitionExpression } from '../../src/catalog/expression.ts';
import { partitionKeys } from '../../src/catalog/partitions.ts';
import { projectionOf } from '../../src/catalog/projection.ts';
import { prune } from '../../src/catalog/pruning.ts';
import type { Window } from '../../src/window.ts';
import { tableWith } from './tables.ts';

const day = { from: new Date('2025-08-14T00:00:00Z'), to: new Date('2025-08-15T00:00:00Z') };

function pruning(
  keys: string,
  values: readonly string[] = [],
  window: Window = day,
  parameters: Record<string, string> = {},
) {
  const table = tableWith(keys, parameters);
  const projection = projectionOf(table);
  return prune(partitionKeys(table, projection, values.length > 0 ? [values] : []), projection, window);
}
const predicate = (...given: Parameters<typeof pruning>) => pruning(...given).sql?.text;

describe('the partitions that a window needs', () => {
  it('are the day and the next, whatever the keys are', () => {
    expect(predicate('year month date')).toBe(`"year" = '2025' AND "month" = '08' AND "date" BETWEEN '14' AND '15'`);
    expect(predicate('year:int month:int day:int')).toBe(`"year" = 2025 AND "month" = 8 AND "day" BETWEEN 14 AND 15`);
    expect(predicate('date:date')).toBe(`"date" BETWEEN DATE '2025-08-14' AND DATE '2025-08-15'`);
    expect(predicate('day', ['2025/01/01'])).toBe(`"day" BETWEEN '2025/08/14' AND '2025/08/15'`);
    expect(predicate('dt:int', ['20250101'])).toBe('"dt" BETWEEN 20250814 AND 20250815');
    expect(
      predicate('dt', ['01-01-2025'], day, {
        'projection.enabled': 'true',
        'projection.dt.type': 'date',
        'projection.dt.format': 'dd-MM-yyyy',
      }),
    ).toBe(`"dt" IN ('14-08-2025', '15-08-2025')`);
    expect(predicate('month', ['2025-08'])).toBe(`"month" = '2025-08'`);
    expect(predicate('year')).toBe(`"year" = '2025'`);
    expect(predicate('region')).toBeUndefined();
  });

  it('are told by the keys together where a month or a year turns', () => {
    const turn = { from: new Date('2025-12-31T05:00:00Z'), to: new Date('2025-12-31T06:00:00Z') };
    expect(predicate('year month date', [], turn)).toBe(
      `"year" BETWEEN '2025' AND '2026' AND "year" || '-' || "month" || '-' || "date" BETWEEN '2025-12-31' AND '2026-01-01'`,
    );
    expect(predicate('year month day', ['2025', '8', '4'], turn)).toBe(
      `"year" BETWEEN '2025' AND '2026' AND "year" || '-' || lpad("month", 2, '0') || '-' || lpad("day", 2, '0') BETWEEN '2025-12-31' AND '2026-01-01'`,
    );
    expect(predicate('year:int month:int day:int', [], turn)).toContain(
      `lpad(CAST("year" AS varchar), 4, '0') || '-' || lpad(CAST("month" AS varchar), 2, '0')`,
    );
    expect(predicate('date:date hour', [], turn)).toBe(
      `"date" BETWEEN DATE '2025-12-31' AND DATE '2026-01-01' AND CAST("date" AS varchar) || '-' || "hour" BETWEEN '2025-12-31-05' AND '2026-01-01-23'`,
    );
  });

  it('are none of a gap, but for the day after what is before it', () => {
    const gap = { from: new Date('2025-08-02T00:00:00Z'), to: new Date('2025-08-13T00:00:00Z') };
    const window = { from: new Date('2025-08-01T00:00:00Z'), to: new Date('2025-08-14T00:00:00Z'), gap };
    const { sql, covers, span } = pruning('date:date', [], window);
    expect(sql?.text).toBe(
      `("date" BETWEEN DATE '2025-08-01' AND DATE '2025-08-02' OR "date" BETWEEN DATE '2025-08-13' AND DATE '2025-08-14')`,
    );
    const days = ['2025-07-31', '2025-08-01', '2025-08-02', '2025-08-03', '2025-08-12', '2025-08-13', '2025-08-14'];
    expect(days.filter((day) => covers([day]))).toEqual(['2025-08-01', '2025-08-02', '2025-08-13', '2025-08-14']);
    expect(span).toEqual({ first: window.from, last: new Date('2025-08-14T23:59:59.999Z') });
    expect(predicate('region', [], window)).toBeUndefined();
  });

  it('are open where the window is', () => {
    const { from, to } = day;
    expect(predicate('year month', [], { from })).toBe(`"year" >= '2025' AND "year" || '-' || "month" >= '2025-08'`);
    expect(predicate('date:date', [], { to })).toBe(`"date" <= DATE '2025-08-15'`);
    expect(predicate('year', [], {})).toBeUndefined();
  });

  it.each([
    ['the hour before the window', ['2025', '08', '14', '11'], false],
    ['the hour of the window', ['2025', '08', '14', '12'], true],
    ['the last hour of the next day: deliveries come late', ['2025', '08', '15', '23'], true],
    ['the day after', ['2025', '08', '16', '00'], false],
    ['no date', ['2025', '08', '__HIVE_DEFAULT_PARTITION__', '00'], false],
  ])('cover %s: %j', (_, values, expected) => {
    const noon = { from: new Date('2025-08-14T12:00:00Z'), to: new Date('2025-08-14T13:00:00Z') };
    expect(pruning('year month day hour', [], noon).covers(values)).toBe(expected);
  });

  it('cover the same as real partitions, whatever their values look like', () => {
    const covered = (keys: string, ...values: readonly string[]) => pruning(keys, values).covers(values);
    expect(covered('year month day', '2025', '8', '15')).toBe(true);
    expect(covered('year month day', '2025', '8', '9')).toBe(false);
    expect(covered('year:int month:int day:int', '2025', '08', '14')).toBe(true);
    expect(covered('day', '2025/08/13')).toBe(false);
    expect(covered('region', 'eu-west-1')).toBe(true);
  });

  it('begin earlier where a projection has a value only now and then', () => {
    const weekly = {
      'projection.enabled': 'true',
      'projection.week.type': 'date',
      'projection.week.format': 'yyyy-MM-dd',
      'projection.week.interval': '1',
      'projection.week.interval.unit': 'WEEKS',
    };
    expect(predicate('week', [], day, weekly)).toBe(`"week" BETWEEN '2025-08-08' AND '2025-08-15'`);
  });

  it('are asked of Glue as far as its words go', () => {
    expect(partitionExpression(pruning('year month date'))).toBe(
      "year >= '2025' AND year <= '2025' AND month >= '08' AND month <= '08' AND date >= '14' AND date <= '15'",
    );
    expect(partitionExpression(pruning('year:int month:int', [], { from: day.from }))).toBe('year >= 2025');
    expect(partitionExpression(pruning('year month day', ['2025', '8', '4']))).toBe(
      "year >= '2025' AND year <= '2025'",
    );
    expect(partitionExpression(pruning('region'))).toBeUndefined();
  });
});
