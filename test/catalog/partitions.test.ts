import { describe, expect, it } from 'vitest';
import { partitionKeys } from '../../src/catalog/partitions.ts';
import { projectionOf } from '../../src/catalog/projection.ts';
import { timeKeys } from '../../src/catalog/time-keys.ts';
import { tableWith } from './tables.ts';

/** `year=yyyy month=MM`, of keys that tell the time; the meaning of others. */
function meanings(
  keys: string,
  seen: readonly (readonly string[])[] = [],
  parameters: Record<string, string> = {},
): string {
  const table = tableWith(keys, parameters);
  return partitionKeys(table, projectionOf(table), seen)
    .map(({ name, meaning, pattern }) => `${name}=${pattern?.text ?? meaning}`)
    .join(' ');
}
const times = (keys: string, seen: readonly (readonly string[])[] = []) =>
  timeKeys(partitionKeys(tableWith(keys), undefined, seen))
    .map(({ name }) => name)
    .join(' ');

describe('what partition keys mean', () => {
  it('is told by names', () => {
    expect(meanings('year month date')).toBe('year=yyyy month=MM date=dd');
    expect(meanings('aws-account-id aws-service aws-region year month day hour')).toBe(
      'aws-account-id=account aws-service=other aws-region=region year=yyyy month=MM day=dd hour=HH',
    );
    expect(meanings('accid region day', [['111122223333', 'eu-west-1', '2025/08/14']])).toBe(
      'accid=account region=region day=yyyy/MM/dd',
    );
  });

  it('is told by types and by projection', () => {
    expect(meanings('date:date')).toBe('date=yyyy-MM-dd');
    expect(
      meanings('d', [], {
        'projection.enabled': 'TRUE',
        'projection.d.type': 'date',
        'projection.d.format': 'yyyy/MM/dd/HH',
      }),
    ).toBe('d=yyyy/MM/dd/HH');
    expect(
      meanings('d', [], {
        'projection.enabled': 'false',
        'projection.d.type': 'date',
        'projection.d.format': 'yyyy/MM/dd',
      }),
    ).toBe('d=other');
  });

  it.each([
    ['2025-08-14', 'yyyy-MM-dd'],
    ['2025/08/14', 'yyyy/MM/dd'],
    ['20250814', 'yyyyMMdd'],
    ['2025-08', 'yyyy-MM'],
    ['2025/08/14/07', 'yyyy/MM/dd/HH'],
    ['20250814-eu', 'other'],
  ])('is told by the values of real partitions: %s', (value, pattern) => {
    expect(meanings('dt', [[value]])).toBe(`dt=${pattern}`);
    expect(meanings('anything', [[value], ['__HIVE_DEFAULT_PARTITION__']])).toBe(`anything=${pattern}`);
  });

  it('is told by values where a crawler made the names', () => {
    const seen = [
      ['AWSLogs', '111122223333', 'vpcflowlogs', 'us-gov-west-1', '2025', '08', '14', '00'],
      ['AWSLogs', '444455556666', 'vpcflowlogs', 'eu-west-1', '2024', '12', '31', '23'],
    ];
    const names = Array.from({ length: 8 }, (_, i) => `partition_${i}`).join(' ');
    expect(meanings(names, seen)).toBe(
      'partition_0=other partition_1=account partition_2=other partition_3=region partition_4=yyyy partition_5=MM partition_6=dd partition_7=HH',
    );
    expect(meanings(names)).toBe(names.replaceAll(/(partition_\d)/g, '$1=other'));
  });

  it('sees whether values have their zeros', () => {
    expect(meanings('year month day', [['2025', '8', '14']])).toBe('year=yyyy month=M day=dd');
    const parameters = {
      'projection.enabled': 'true',
      'projection.month.type': 'integer',
      'projection.month.range': '1,12',
      'projection.year.type': 'enum',
      'projection.year.values': '2024,2025',
    };
    expect(meanings('year month', [], parameters)).toBe('year=yyyy month=M');
    expect(meanings('year month', [], { ...parameters, 'projection.month.digits': '2' })).toBe('year=yyyy month=MM');
  });

  it('takes a date apart from a day of the month beside year and month by its values', () => {
    expect(meanings('year month date', [['2025', '08', '2025-08-14']])).toBe('year=yyyy month=MM date=yyyy-MM-dd');
    expect(times('year month date', [['2025', '08', '2025-08-14']])).toBe('date');
  });

  it('has no time without a year, nor below a gap', () => {
    expect(times('month day')).toBe('');
    expect(times('year day month hour')).toBe('year month day hour');
    expect(times('year day hour')).toBe('year');
    expect(times('hour date', [['07', '2025-08-14']])).toBe('date hour');
    expect(times('region')).toBe('');
  });
});
