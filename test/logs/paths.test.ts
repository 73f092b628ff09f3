import { describe, expect, test } from 'vitest';
import { fileSpan, folderSpan, mayHold } from '../../src/logs/paths.ts';

const plain = 'logs/AWSLogs/111122223333/vpcflowlogs/us-east-1';
const hive = 'AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=us-east-1';
const name = (stamp: string) => `111122223333_vpcflowlogs_us-east-1_fl-0a1_${stamp}_3a9dfd9d.log.gz`;
const utc = (text: string) => Date.parse(`${text}Z`);
const window = (from?: string, to?: string) => ({
  ...(from ? { from: new Date(utc(from)) } : {}),
  ...(to ? { to: new Date(utc(to)) } : {}),
});

describe('the span of a folder', () => {
  test.each([
    [`${plain}/2024`, '2024-01-01T00:00', '2025-01-01T00:00'],
    [`${plain}/2024/12`, '2024-12-01T00:00', '2025-01-01T00:00'],
    [`${plain}/2024/02/29`, '2024-02-29T00:00', '2024-03-01T00:00'],
    [`${plain}/2024/08/08/23/x.log.gz`, '2024-08-08T23:00', '2024-08-09T00:00'],
    [`AWSLogs/o-abc123/111122223333/vpcflowlogs/us-east-1/2024/08/08/`, '2024-08-08T00:00', '2024-08-09T00:00'],
    [`${hive}/year=2024/month=08/day=08`, '2024-08-08T00:00', '2024-08-09T00:00'],
    [`a/b/${hive}/year=2024/month=8/day=8/hour=5/x`, '2024-08-08T05:00', '2024-08-08T06:00'],
    [`${hive}/year=2024`, '2024-01-01T00:00', '2025-01-01T00:00'],
  ])('of %s is known', (path, from, to) => {
    expect(folderSpan(path)).toEqual({ from: utc(from), to: utc(to) });
  });

  test.each([
    plain,
    hive,
    'backup/2024/08/08/a.log',
    `${plain}/2024/13`,
    `${plain}/2024/02/30`,
    `${plain}/20240808/a.log`,
    'AWSLogs/1/elasticloadbalancing/us-east-1/2024/08/08',
  ])('of %s is not known', (path) => {
    expect(folderSpan(path)).toBeUndefined();
  });
});

describe('the span of a file', () => {
  test('is the five minutes from the stamp in its name', () => {
    const span = { from: utc('2018-06-20T16:20'), to: utc('2018-06-20T16:25') };
    expect(fileSpan(`any/where/${name('20180620T1620Z')}`)).toEqual(span);
  });

  test.each(['20180620T1620Z.log', `${name('20180620T1620Z')}/other.log`, name('20181320T1620Z'), name('2018')])(
    'of %s is not known',
    (path) => {
      expect(fileSpan(path)).toBeUndefined();
    },
  );
});

describe('with a window', () => {
  const inside = (path: string, from?: string, to?: string) => mayHold(path, window(from, to));

  test('a file is needed while its five minutes reach beyond the start of the window', () => {
    const file = `${plain}/2024/08/08/${name('20240808T1000Z')}`;
    expect(inside(file, '2024-08-08T10:04:59')).toBe(true);
    expect(inside(file, '2024-08-08T10:05')).toBe(false);
  });

  test('the day after the last day of the window is needed, as records lie where they end and come late', () => {
    const of = (day: string) => `${plain}/2024/08/${day}/${name(`202408${day}T2355Z`)}`;
    const needed = (to: string) => ['08', '09', '10'].map((day) => inside(of(day), undefined, to));
    expect(needed('2024-08-08T00:00')).toEqual([true, false, false]);
    expect(needed('2024-08-08T00:01')).toEqual([true, true, false]);
    expect(needed('2024-08-09T00:00')).toEqual([true, true, false]);
  });

  test('a folder is needed as long as one of its files may be', () => {
    expect(inside(`${plain}/2024/08/07`, '2024-08-08T00:00')).toBe(false);
    expect(inside(`${plain}/2024/08/07/23`, '2024-08-07T23:59')).toBe(true);
    expect(inside(`${plain}/2024/08/07/22`, '2024-08-07T23:00')).toBe(false);
    expect(inside(`${plain}/2024/07`, '2024-08-01T00:00')).toBe(false);
    expect(inside(`${plain}/2023`, '2024-01-01T00:00')).toBe(false);
    expect(inside(`${hive}/year=2024/month=09`, undefined, '2024-08-31T00:00')).toBe(false);
    expect(inside(`${hive}/year=2024/month=09`, undefined, '2024-08-31T00:01')).toBe(true);
  });

  test('what only holds records of a gap in the window is not needed', () => {
    const at = (day: string) => `${plain}/2024/08/${day}`;
    const time = (day: string) => new Date(`2024-08-${day}T00:00:00Z`);
    const window = { from: time('01'), to: time('14'), gap: { from: time('02'), to: time('13') } };
    const days = ['01', '02', '03', '12', '13', '14', '15'];
    // The day after each part may hold records that came late.
    expect(days.filter((day) => mayHold(at(day), window))).toEqual(['01', '02', '13', '14']);
    expect(mayHold(`${plain}/2024/08`, window)).toBe(true);
  });

  test('everything else is needed, and all without a window', () => {
    expect(inside('some/old.log', '2024-08-08T00:00', '2024-08-09T00:00')).toBe(true);
    expect(inside(`${plain}/1999/01/01`)).toBe(true);
  });
});
