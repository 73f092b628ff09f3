import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const examples = join(import.meta.dirname, '../examples');
const script = join(import.meta.dirname, '../scripts/make-examples.mjs');

const logFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.gz'))
    .sort();

const text = (folder: string, name: string) => gunzipSync(readFileSync(join(folder, name))).toString();

describe('the committed example logs', () => {
  let made: string;
  beforeAll(() => {
    made = mkdtempSync(join(tmpdir(), 'flowlogs-examples-'));
    execFileSync(process.execPath, [script, made]);
  });
  afterAll(() => rmSync(made, { recursive: true }));

  test('are those that the script writes now', () => {
    expect(logFiles(examples)).toEqual(logFiles(made));
    // Compressed bytes depend on the zlib of the machine; the text does not.
    for (const name of logFiles(examples)) expect(text(examples, name)).toBe(text(made, name));
  });

  test('carry no time of their making', () => {
    for (const name of logFiles(made)) {
      expect(readFileSync(join(examples, name)).subarray(0, 10).toString('hex')).toBe('1f8b08000000000000ff');
    }
  });
});

test('the example logs stay small', () => {
  const sizes = logFiles(examples).map((name) => readFileSync(join(examples, name)).length);
  expect(sizes).toHaveLength(26);
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(250_000);
});

describe('the story that docs/examples.md tells', () => {
  const day = { from: Date.UTC(2025, 7, 14) / 1000, to: Date.UTC(2025, 7, 15) / 1000 };
  const [accountId, source, target, port, bytes, start, end, action, status] = [1, 3, 4, 6, 9, 10, 11, 12, 13] as const;
  const lines = logFiles(examples).flatMap((name) => {
    const [header = '', ...records] = text(examples, name).trimEnd().split('\n');
    const columns = header.split(' ').length;
    return records.map((record) => ({ name, columns, fields: record.split(' ') }));
  });
  const at = (fields: readonly string[], index: number) => fields[index] ?? '';
  const onTheDay = lines.filter(({ fields }) => {
    const began = Number(at(fields, start));
    return began >= day.from && began < day.to;
  });
  const flows = onTheDay.filter(({ fields }) => at(fields, status) === 'OK');
  const rejects = flows.filter(({ fields }) => at(fields, action) === 'REJECT');
  const rejectsFrom = (address: string) => rejects.filter(({ fields }) => at(fields, source) === address);
  const portsOf = (records: typeof lines) => new Set(records.map(({ fields }) => at(fields, port)));

  test('has version 2 until noon and version 5 after it', () => {
    expect(lines).toHaveLength(6019);
    for (const { fields, columns } of lines) {
      const morning = Number(at(fields, end)) < day.from + 12 * 3600;
      expect([fields[0], fields.length, columns]).toEqual(morning ? ['2', 14, 14] : ['5', 29, 29]);
      expect(at(fields, accountId)).toBe('123456789012');
    }
  });

  test('every file holds records that ended in the five minutes of its name', () => {
    for (const { name, fields } of lines) {
      const [, hour, minute] = /T(\d\d)(\d\d)Z_/.exec(name) ?? [];
      const [, date] = /2025\/08\/(\d\d)\//.exec(name) ?? [];
      const begin = Date.UTC(2025, 7, Number(date), Number(hour), Number(minute)) / 1000;
      expect(Number(at(fields, end))).toBeGreaterThanOrEqual(begin);
      expect(Number(at(fields, end))).toBeLessThan(begin + 300);
    }
  });

  test('uses addresses of private and documentation ranges only', () => {
    const allowed = /^(-|10\.0\.\d+\.\d+|192\.0\.2\.\d+|198\.51\.100\.\d+|203\.0\.113\.\d+|2001:db8:.*)$/;
    for (const { fields } of lines) {
      expect(at(fields, source)).toMatch(allowed);
      expect(at(fields, target)).toMatch(allowed);
    }
  });

  test('the loud scanner is rejected 30 times an hour and 5 times in the last minute, on 60 ports of 4 hosts', () => {
    const scans = rejectsFrom('203.0.113.77');
    expect(scans).toHaveLength(24 * 30 + 5);
    expect(portsOf(scans).size).toBe(60);
    expect(new Set(scans.map(({ fields }) => at(fields, target))).size).toBe(4);
  });

  test('the slow scanner is rejected once an hour, each time on another port', () => {
    const scans = rejectsFrom('2001:db8:bad::77');
    expect([scans.length, portsOf(scans).size]).toEqual([24, 24]);
  });

  test('the cache turns its own client away from 09:10 on', () => {
    const turnedAway = rejectsFrom('10.0.2.15');
    // Three a minute: four minutes of the hour in which it began, five of each of 14 hours, the last of the day.
    expect(turnedAway).toHaveLength(3 * (4 + 5 * 14 + 1));
    expect(portsOf(turnedAway)).toEqual(new Set(['6379']));
    const first = Math.min(...turnedAway.map(({ fields }) => Number(at(fields, start))));
    expect(new Date(first * 1000).toISOString()).toBe('2025-08-14T09:10:42.000Z');
  });

  test('982 of 5,761 flows are rejected', () => {
    expect([flows.length, rejects.length]).toEqual([5761, 982]);
    expect(rejectsFrom('203.0.113.9')).toHaveLength(982 - 725 - 24 - 225);
  });

  test('the database sends most, and nearly all of it after 14:00', () => {
    const sent = new Map<string, number>();
    const answers = { before: 0, after: 0 };
    for (const { fields } of flows.filter(({ fields }) => at(fields, action) === 'ACCEPT')) {
      const from = at(fields, source);
      sent.set(from, (sent.get(from) ?? 0) + Number(at(fields, bytes)));
      const late = Number(at(fields, start)) >= day.from + 14 * 3600;
      if (from === '10.0.3.10') answers[late ? 'after' : 'before'] += Number(at(fields, bytes));
    }
    expect([...sent].sort((a, b) => b[1] - a[1])[0]?.[0]).toBe('10.0.3.10');
    expect(answers.after / 10 / (answers.before / 14)).toBeGreaterThan(100);
  });

  test('records are lost in four windows and interfaces are quiet in 136', () => {
    const count = (word: string) => onTheDay.filter(({ fields }) => at(fields, status) === word).length;
    expect([count('SKIPDATA'), count('NODATA')]).toEqual([4, 136]);
  });

  test('51 flows of the day lie in the folder of the next one, and 26 in its own began the day before', () => {
    const strays = lines.filter(({ name, fields }) => name.includes('/08/14/') && Number(at(fields, start)) < day.from);
    expect(flows.filter(({ name }) => name.includes('/08/15/'))).toHaveLength(51);
    expect(strays.filter(({ fields }) => at(fields, status) === 'OK')).toHaveLength(26);
  });
});
