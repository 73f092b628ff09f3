import { describe, expect, it } from 'vitest';
import { partitionKeys } from '../../src/catalog/partitions.ts';
import { projectedLocations } from '../../src/catalog/projected.ts';
import { dateRange, projectionOf } from '../../src/catalog/projection.ts';
import { prune } from '../../src/catalog/pruning.ts';
import { tableWith } from './tables.ts';

const day = { from: new Date('2025-08-14T00:00:00Z'), to: new Date('2025-08-15T00:00:00Z') };
const now = new Date('2025-08-20T12:00:00Z');

function locations(
  keys: string,
  properties: Record<string, string>,
  window: { from?: Date; to?: Date } = day,
  given: Record<string, string[]> = {},
  most = 1000,
) {
  const table = tableWith(keys, {
    'projection.enabled': 'true',
    ...Object.fromEntries(
      Object.entries(properties).map(([key, value]) => [
        key === 'template' ? 'storage.location.template' : `projection.${key}`,
        value,
      ]),
    ),
  });
  const projection = projectionOf(table);
  if (!projection) throw new Error('not projected');
  const all = partitionKeys(table, projection, []);
  return projectedLocations({
    projection,
    keys: all,
    pruning: prune(all, projection, window),
    given: new Map(Object.entries(given)),
    now,
    most,
  });
}

const places = (...names: readonly string[]) => `s3://b/${names.map((name) => `\${${name}}`).join('/')}`;
const daily = { 'day.type': 'date', 'day.format': 'yyyy/MM/dd', 'day.range': '2025/08/01,NOW' };

describe('the places of a projected table', () => {
  it('are those of the window, for every account and Region', () => {
    const properties = { ...daily, 'accid.type': 'enum', 'accid.values': '1,2', template: places('accid', 'day') };
    expect(locations('accid day', properties)).toEqual([
      's3://b/1/2025/08/14/',
      's3://b/2/2025/08/14/',
      's3://b/1/2025/08/15/',
      's3://b/2/2025/08/15/',
    ]);
    expect(locations('accid day', properties, day, { accid: ['2'] })).toEqual([
      's3://b/2/2025/08/14/',
      's3://b/2/2025/08/15/',
    ]);
  });

  it('are folders below the location without a template', () => {
    expect(locations('day', daily)).toEqual(['s3://logs/root/day=2025/08/14/', 's3://logs/root/day=2025/08/15/']);
  });

  it('end with the projection, and begin with it', () => {
    expect(locations('day', daily, { from: new Date('2025-08-19T00:00:00Z') })).toEqual([
      's3://logs/root/day=2025/08/19/',
      's3://logs/root/day=2025/08/20/',
    ]);
    expect(locations('day', daily, { to: new Date('2025-08-01T00:00:00Z') })).toEqual([
      's3://logs/root/day=2025/08/01/',
    ]);
    expect(locations('day', daily, { to: new Date('2025-07-01T00:00:00Z') })).toEqual([]);
    expect(locations('day', daily, {})).toHaveLength(20);
  });

  it('have the digits that the projection says, also when that is none', () => {
    const parts = {
      'year.type': 'integer',
      'year.range': '2025,2025',
      'month.type': 'integer',
      'month.range': '1,12',
      template: places('year', 'month'),
    };
    expect(locations('year month', parts)).toEqual(['s3://b/2025/8/']);
    expect(locations('year month', { ...parts, 'month.digits': '2' })).toEqual(['s3://b/2025/08/']);
    expect(locations('year month', parts, {})).toHaveLength(12);
    expect(locations('year month', { ...parts, 'year.range': '2020,2024' })).toEqual([]);
  });

  it('are hours of the days', () => {
    const hourly = {
      ...daily,
      'hour.type': 'integer',
      'hour.range': '00,23',
      'hour.digits': '2',
      template: places('day', 'hour'),
    };
    const noon = { from: new Date('2025-08-14T22:00:00Z'), to: new Date('2025-08-14T23:00:00Z') };
    const found = locations('day hour', hourly, noon);
    expect(found?.slice(0, 3)).toEqual(['s3://b/2025/08/14/22/', 's3://b/2025/08/14/23/', 's3://b/2025/08/15/00/']);
    expect(found).toHaveLength(26);
  });

  it('are unknown when a value is, or when there are too many', () => {
    expect(locations('id day', { ...daily, 'id.type': 'injected' })).toBeUndefined();
    expect(locations('id day', { ...daily, 'id.type': 'integer', 'id.range': '1,1000000' })).toBeUndefined();
    expect(locations('day', daily, {}, {}, 19)).toBeUndefined();
    expect(locations('day', { ...daily, 'day.range': 'soon,later' }, {})).toBeUndefined();
  });
});

describe('the range of a projected date', () => {
  it.each([
    ['2025/08/01,NOW', '2025-08-01T00:00:00Z', '2025-08-20T12:00:00Z'],
    ['NOW-3YEARS,NOW+1MONTH', '2022-08-20T12:00:00Z', '2025-09-20T12:00:00Z'],
    [' NOW - 2 DAYS , NOW ', '2025-08-18T12:00:00Z', '2025-08-20T12:00:00Z'],
    ['NOW-1WEEKS,NOW-90MINUTES', '2025-08-13T12:00:00Z', '2025-08-20T10:30:00Z'],
  ])('is understood: %s', (range, first, last) => {
    const projection = projectionOf(
      tableWith('day', {
        'projection.enabled': 'true',
        'projection.day.type': 'date',
        'projection.day.format': 'yyyy/MM/dd',
        'projection.day.range': range,
      }),
    );
    const key = projection?.keys.get('day');
    expect(key?.type === 'date' && dateRange(key, now)).toEqual([new Date(first), new Date(last)]);
  });
});
