import { describe, expect, it } from 'vitest';
import { parseWindow } from '../src/window.ts';

const now = new Date('2025-08-14T13:50:20Z');
const iso = (options: Parameters<typeof parseWindow>[0]) => {
  const { from, to } = parseWindow(options, now);
  return [from?.toISOString(), to?.toISOString()];
};

describe('parseWindow', () => {
  it.each([
    [{ since: '90m' }, '2025-08-14T12:20:20.000Z', undefined],
    [{ since: '24h' }, '2025-08-13T13:50:20.000Z', undefined],
    [{ since: '7d', until: '1d' }, '2025-08-07T13:50:20.000Z', '2025-08-13T13:50:20.000Z'],
    [{ since: '2w' }, '2025-07-31T13:50:20.000Z', undefined],
    [{ since: '2025-08-14' }, '2025-08-14T00:00:00.000Z', undefined],
    [{ until: '2025-08-14T10:00Z' }, undefined, '2025-08-14T10:00:00.000Z'],
    [{ since: '2025-08-14T10:00:30' }, '2025-08-14T10:00:30.000Z', undefined],
    [{ since: '2025-08-14 12:00+02:00' }, '2025-08-14T10:00:00.000Z', undefined],
    [{ since: '1755129600' }, '2025-08-14T00:00:00.000Z', undefined],
    [{ since: '1755129600123' }, '2025-08-14T00:00:00.123Z', undefined],
    [{ date: '2024-02-29' }, '2024-02-29T00:00:00.000Z', '2024-03-01T00:00:00.000Z'],
    [{ date: 'today' }, '2025-08-14T00:00:00.000Z', '2025-08-15T00:00:00.000Z'],
    [{ date: 'yesterday' }, '2025-08-13T00:00:00.000Z', '2025-08-14T00:00:00.000Z'],
    [{}, undefined, undefined],
  ])('reads %o in UTC', (options, from, to) => {
    expect(iso(options)).toEqual([from, to]);
  });

  it.each([
    [{ since: '2025-02-30' }, '--since 2025-02-30 is not a time'],
    [{ since: '25:00' }, '--since 25:00 is not a time'],
    [{ until: '2025-08-14T24:00Z' }, '--until 2025-08-14T24:00Z is not a time'],
    [{ since: '-5m' }, '--since -5m is not a time'],
    [{ since: '' }, '--since  is not a time'],
    [{ since: '999999999d' }, '--since 999999999d is not a time'],
    [{ date: '14.8.2025' }, '--date 14.8.2025 is not a day'],
    [{ date: '2025-08-14', since: '1h' }, '--date 2025-08-14 and --since 1h contradict each other'],
    [{ since: '1h', until: '2h' }, 'the window is empty: --since 1h'],
    [{ since: '2025-08-14', until: '2025-08-14' }, 'the window is empty'],
  ])('refuses %o', (options, message) => {
    expect(() => parseWindow(options, now)).toThrow(message);
  });
});
