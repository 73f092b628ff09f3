import { describe, expect, it } from 'vitest';
import { inspection, inspectionOutcome } from '../../src/commands/inspection.ts';
import type { FileReport } from '../../src/logs/plan.ts';

const empty: FileReport = {
  file: 'empty.log',
  formats: [],
  other: false,
  damaged: false,
  lines: 0,
  headers: 0,
  records: 0,
  badLines: 0,
  ok: null,
  nodata: null,
  skipdata: null,
  accept: null,
  reject: null,
  bytes: null,
  packets: null,
  first: null,
  last: null,
  matched: 0,
  problems: [],
};

const full: FileReport = {
  ...empty,
  file: 'a.log',
  formats: [
    { container: 'text', fields: ['account_id', 'start', 'my_field'], records: 3 },
    { container: 'text', fields: ['srcaddr'], records: 1 },
  ],
  lines: 6,
  headers: 1,
  records: 4,
  badLines: 1,
  ok: 3,
  nodata: 1,
  skipdata: 0,
  accept: 2,
  reject: 1,
  bytes: 9007199254740993n,
  packets: 4n,
  first: 100,
  last: 200,
  problems: [{ file: 'a.log', line: 4, problem: 'bytes is no number', hint: 'look' }],
};

describe('an inspection', () => {
  it('adds up what files recorded, exactly, and leaves null what none did', () => {
    const all = inspection([full, empty, { ...full, file: 'b.log', first: 50, bytes: 1n, reject: null }], []);
    expect(all).toMatchObject({
      files: 3,
      lines: 12,
      headers: 2,
      records: 8,
      bad_lines: 2,
      ok: 6,
      nodata: 2,
      skipdata: 0,
      accept: 4,
      reject: 1,
      bytes: 9007199254740994n,
      packets: 8n,
      first: 50,
      last: 200,
    });
    expect(inspection([empty], [])).toMatchObject({ bytes: null, ok: null, first: null, last: null });
    expect(inspection([], [])).toMatchObject({ files: 0, records: 0, bytes: null });
  });

  it('lists each format once, under the names of AWS, most records first', () => {
    expect(inspection([full, { ...full, file: 'b.log' }], []).formats).toEqual([
      { container: 'text', fields: ['account-id', 'start', 'my_field'], files: 2, records: 6 },
      { container: 'text', fields: ['srcaddr'], files: 2, records: 2 },
    ]);
  });

  it('names problems of the search before those of the files', () => {
    expect(inspection([full], [{ file: 'dir', line: null, problem: 'cannot be looked into' }]).problems).toEqual([
      { file: 'dir', line: null, problem: 'cannot be looked into', hint: null },
      { file: 'a.log', line: 4, problem: 'bytes is no number', hint: 'look' },
    ]);
  });

  it('counts other files among all files', () => {
    expect(inspection([{ ...empty, other: true }, full], [])).toMatchObject({ files: 2, other_files: 1 });
  });
});

describe('its exit code', () => {
  const other = { ...empty, other: true };
  const damaged = { ...empty, damaged: true };
  const all = Number.POSITIVE_INFINITY;
  it.each([
    ['whole logs', [full], all, 0],
    ['empty files', [empty], all, 0],
    ['more bad lines than allowed', [full, full], 1, 6],
    ['as many as allowed', [full, full], 2, 0],
    ['a damaged file beside a whole one', [full, damaged], all, 6],
    ['other files beside a log', [full, other], 0, 6],
    ['nothing but other files', [other, empty], all, 1],
    ['nothing but a damaged file', [damaged], all, 1],
  ])('of %s', (_, reports, maxBad, code) => {
    expect(inspectionOutcome(reports, [], maxBad)).toBe(code);
  });

  it('of a folder that cannot be looked into', () => {
    const problem = { file: 'dir', line: null, problem: 'cannot be looked into' };
    expect(inspectionOutcome([full], [problem], all)).toBe(6);
    expect(inspectionOutcome([], [problem], all)).toBe(1);
  });
});
