import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it, onTestFinished } from 'vitest';
import { derived } from '../../src/derived.ts';
import { type Diff, diffQuestion, wholeColumns } from '../../src/queries/diff.ts';
import { lengths, type Sides, tellingOf } from '../../src/queries/diff-sides.ts';

const at = (text: string) => new Date(`${text}Z`);

/** A day and the 7 days before it, so that sums before are divided by 7. */
const week: Sides = {
  apart: 'time',
  now: { from: at('2025-08-14T00:00'), to: at('2025-08-15T00:00') },
  before: { from: at('2025-08-07T00:00'), to: at('2025-08-14T00:00') },
};
const paths: Sides = { apart: 'paths' };

/** Groups of `flow`: source, side, flows, bytes. Bins are those that `week` asks for; each flow lasts a minute from its hour. */
type Made = readonly [source: string | null, side: 'now' | 'before', flows: number, bytes: string | null, hour: number];

async function ask(made: readonly Made[], diff: Partial<Diff> = {}): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:');
  onTestFinished(() => instance.closeSync());
  const connection = await instance.connect();
  const values = made.map(([source, side, flows, bytes, hour]) => {
    const start = `TIMESTAMP '2025-08-${side === 'now' ? 14 : 13} ${String(hour).padStart(2, '0')}:00:00'`;
    const bin = `TIMESTAMP '2025-08-${side === 'now' ? '14' : '07'} 00:00:00'`;
    const text = source === null ? 'NULL' : `'${source}'`;
    return `(${text}, '${side}', ${bin}, ${flows}, ${flows * 2}, ${bytes}::BIGINT, ${start}, ${start} + INTERVAL 1 MINUTE)`;
  });
  await connection.run(`CREATE TABLE flow AS SELECT * FROM (VALUES ${values.join(', ')})
    AS t (srcaddr, side, bin, flows, packets, bytes, start_time, end_time)`);
  const question = diffQuestion({
    by: ['srcaddr'],
    sort: 'flows',
    limit: 0,
    sides: week,
    minFactor: 2,
    min: 1n,
    ...diff,
  });
  const rows = (await connection.runAndReadAll(question.sql.text)).getRowObjectsJson() as Record<string, unknown>[];
  for (const row of rows) expect(Object.keys(row)).toEqual(question.columns.map(({ name }) => name));
  return rows;
}

/** Source, change and factor of each row. */
async function changes(made: readonly Made[], diff: Partial<Diff> = {}): Promise<unknown[][]> {
  return (await ask(made, diff)).map(({ srcaddr, change, factor }) => [srcaddr, change, factor]);
}

/** In a day's time before: 10, 10, 0, 1, 6/7, 20, 10. */
const usual: readonly Made[] = [
  ['same', 'before', 70, '700', 1],
  ['same', 'now', 10, '100', 2],
  ['up', 'before', 40, '400', 3],
  ['up', 'before', 30, '300', 5],
  ['up', 'now', 30, '300', 1],
  ['new', 'now', 5, '50', 4],
  ['gone', 'before', 7, '70', 6],
  ['rare', 'before', 6, '60', 6],
  ['down', 'before', 140, '1400', 0],
  ['down', 'now', 10, '100', 23],
  ['little', 'before', 70, '700', 1],
  ['little', 'now', 15, '150', 1],
];

describe('groups before and now', () => {
  it('are new, gone, up or down in equal time, the largest difference first', async () => {
    // In a day: up by 20, down by 10, new by 5, gone by 1.
    expect(await changes(usual)).toEqual([
      ['up', 'up', 3],
      ['down', 'down', 0.5],
      ['new', 'new', null],
      ['gone', 'gone', null],
    ]);
  });

  it('show what was counted, not what it would be in equal time', async () => {
    const [up, , fresh, gone] = await ask(usual);
    expect(up).toMatchObject({ flows_before: '70', flows_now: '30', bytes_before: '700', bytes_now: '300' });
    expect(up).toMatchObject({ first_seen: '2025-08-13 03:00:00', last_seen: '2025-08-14 01:01:00' });
    expect(fresh).toMatchObject({ flows_before: '0', flows_now: '5', bytes_before: '0', bytes_now: '50' });
    expect(fresh).toMatchObject({ first_seen: '2025-08-14 04:00:00', last_seen: '2025-08-14 04:01:00' });
    expect(gone).toMatchObject({ flows_before: '7', flows_now: '0', bytes_before: '70', bytes_now: '0' });
    expect(gone).toMatchObject({ first_seen: '2025-08-13 06:00:00', last_seen: '2025-08-13 06:01:00' });
  });

  it('know of all of them together, whatever the limit', async () => {
    const [first, ...others] = await ask(usual, { limit: 1 });
    expect(others).toEqual([]);
    const whole = wholeColumns.map(({ name }) => first?.[name]);
    expect(whole).toEqual([
      // 70 + 70 + 7 + 6 + 140 + 70, and 10 + 30 + 5 + 10 + 15
      ...['363', '70'],
      ...['2025-08-13 00:00:00', '2025-08-13 06:01:00', '2025-08-14 01:00:00', '2025-08-14 23:01:00'],
      '4',
    ]);
  });

  it('change enough by --min-factor, at which a change counts', async () => {
    expect((await changes(usual, { minFactor: 1.5 })).map(([source]) => source)).toEqual([
      ...['up', 'down', 'little', 'new', 'gone'],
    ]);
    expect((await changes(usual, { minFactor: 2.5 })).map(([source]) => source)).toEqual(['up', 'new', 'gone']);
    // Without any change there is none to show.
    expect((await changes(usual, { minFactor: 1 })).map(([source]) => source)).not.toContain('same');
  });

  it('have enough by --min, of the measure in equal time on the side that has more', async () => {
    expect((await changes(usual, { min: 20n })).map(([source]) => source)).toEqual(['up', 'down']);
    expect((await changes(usual, { min: 21n })).map(([source]) => source)).toEqual(['up']);
    expect((await changes(usual, { min: 0n })).map(([source]) => source)).toEqual([
      'up',
      'down',
      'new',
      'gone',
      'rare',
    ]);
  });

  it('stand in the order of their fields where the difference is the same, those without a value last', async () => {
    const made: readonly Made[] = [
      [null, 'now', 3, '1', 0],
      ['b', 'now', 3, '1', 0],
      ['a', 'before', 21, '1', 0],
    ];
    expect((await changes(made)).map(([source]) => source)).toEqual(['a', 'b', null]);
  });
});

describe('the measure', () => {
  const made: readonly Made[] = [
    // Equal in flows; in bytes 2^63 − 1 before against twice that now.
    ['large', 'before', 2, '9223372036854775807', 0],
    ['large', 'now', 1, '9223372036854775807', 0],
    ['large', 'now', 1, '9223372036854775807', 1],
    ['unsaid', 'before', 1, null, 0],
    ['unsaid', 'now', 9, '10', 0],
  ];

  it('is exact beyond 2^63', async () => {
    const [first] = await ask(made, { sort: 'bytes', sides: paths });
    expect(first).toMatchObject({ bytes_before: '9223372036854775807', bytes_now: '18446744073709551614', factor: 2 });
  });

  it('is missing where flows do not say it, and counts as nothing then', async () => {
    const [, unsaid] = await ask(made, { sort: 'bytes', sides: paths });
    expect(unsaid).toMatchObject({
      srcaddr: 'unsaid',
      change: 'up',
      bytes_before: null,
      bytes_now: '10',
      factor: null,
    });
  });

  it('has columns of its own if it is packets', async () => {
    const [first] = await ask(usual, { sort: 'packets' });
    expect(first).toMatchObject({ srcaddr: 'up', packets_before: '140', packets_now: '60', factor: 3 });
    expect(Object.keys((await ask(usual))[0] ?? {})).not.toContain('packets_now');
  });
});

describe('sides', () => {
  it('are compared as they are if they are sets of paths', async () => {
    // 15 of 70 is a fall by more than 4, and 30 of 70 one by more than 2.
    expect(await changes(usual, { sides: paths })).toEqual([
      ['down', 'down', 10 / 140],
      ['same', 'down', 10 / 70],
      ['little', 'down', 15 / 70],
      ['up', 'down', 30 / 70],
      ['gone', 'gone', null],
      ['rare', 'gone', null],
      ['new', 'new', null],
    ]);
  });

  it('are two bins, the later of which begins with the later time', () => {
    expect(tellingOf(week)).toMatchObject({ bin: { seconds: 604_800, origin: at('2025-08-14T00:00') }, reads: 'bin' });
    expect(tellingOf(week).isNow.text).toBe("bin >= TIMESTAMP '2025-08-14 00:00:00.000'");
    expect(tellingOf(paths)).toMatchObject({ reads: 'side' });
  });

  it('may have now before what it is compared with, and a gap between them', () => {
    const now = { from: at('2025-08-01T00:00'), to: at('2025-08-01T06:00') };
    const before = { from: at('2025-08-03T00:00'), to: at('2025-08-03T09:00') };
    const { isNow, bin } = tellingOf({ apart: 'time', now, before });
    expect(isNow.text).toBe("bin < TIMESTAMP '2025-08-03 00:00:00.000'");
    // From the start of the earlier to that of the later: all of the earlier is in one bin.
    expect(bin).toEqual({ seconds: 172_800, origin: before.from });
    expect(lengths({ apart: 'time', now, before })).toEqual({ now: 2, before: 3 });
  });
});

describe('the text', () => {
  const words = (diff: Partial<Diff>) =>
    diffQuestion({ by: ['srcaddr', 'dstport'], sort: 'bytes', limit: 3, sides: week, minFactor: 2, min: 1n, ...diff });

  it('is one that both engines read', () => {
    const { sql, needs, reads } = words({});
    expect(sql.text).not.toMatch(/count\(|OFFSET|GROUP BY ALL|::|;|DISTINCT/);
    expect(sql.text).toMatch(/LIMIT 3$/);
    expect(words({ limit: 0 }).sql.text).not.toContain('LIMIT');
    expect(needs).toEqual(['srcaddr', 'dstport', 'bytes']);
    expect(reads).toEqual(['srcaddr', 'dstport', 'protocol', 'bin']);
  });

  it('groups by everything that rankings group by', () => {
    for (const { name } of derived) expect(words({ by: [name], sides: paths }).columns[0]).toMatchObject({ name });
    expect(words({ by: ['hour', 'srcnet/16'], sides: paths }).bin).toEqual({ seconds: 3600 });
  });
});
