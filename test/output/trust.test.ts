import { describe, expect, it } from 'vitest';
import { trustLine, warnings } from '../../src/output/trust.ts';
import type { Coverage, Problem } from '../../src/result.ts';

const at = (text: string) => Date.parse(text) / 1000;

/** The day of the records. */
const now = new Date('2025-08-14T14:00:00Z');

const clean: Coverage = {
  flows: 1204,
  records: 48211,
  files: 288,
  otherFiles: 0,
  nodata: 0,
  skipdata: 0,
  badLines: 0,
  damagedFiles: 0,
  first: at('2025-08-14T00:00:12Z'),
  last: at('2025-08-14T13:50:59Z'),
  problems: [],
  notes: [],
};

describe('the line of trust', () => {
  it('says what was read and how far it goes', () => {
    expect(trustLine(clean, { window: {}, now })).toBe(
      '1,204 flows of 48,211 records in 288 files · complete to 13:50Z',
    );
  });

  it('says what was left out or lost', () => {
    const coverage = { ...clean, nodata: 12, skipdata: 3, badLines: 7, otherFiles: 2, damagedFiles: 1 };
    expect(trustLine(coverage, { window: {}, now })).toBe(
      '1,204 flows of 48,211 records in 288 files · NODATA 12 · SKIPDATA 3 (records lost) · ' +
        '7 bad lines, see flowlogs inspect · 2 other files · 1 damaged file · complete to 13:50Z',
    );
  });

  it('knows one from many, and none', () => {
    const coverage = { ...clean, flows: 1, records: 1, files: 1, badLines: 1, first: null, last: null };
    expect(trustLine(coverage, { window: {}, now })).toBe(
      '1 flow of 1 record in 1 file · 1 bad line, see flowlogs inspect',
    );
    expect(trustLine({ ...clean, flows: 0, records: 0, files: 3, first: null, last: null }, { window: {}, now })).toBe(
      '0 flows of 0 records in 3 files',
    );
  });

  it('names the day unless it is today', () => {
    for (const later of ['2025-08-15T00:00:00Z', '2026-08-14T14:00:00Z']) {
      expect(trustLine(clean, { window: {}, now: new Date(later) })).toMatch(/ · complete to 2025-08-14 13:50Z$/);
    }
  });

  it('is complete to the end of the window when records go beyond it', () => {
    const window = { to: new Date('2025-08-14T12:00:00Z') };
    expect(trustLine(clean, { window, now })).toMatch(/ · complete to 12:00Z$/);
    expect(trustLine(clean, { window: { to: new Date('2025-08-15T00:00:00Z') }, now })).toMatch(
      / · complete to 13:50Z$/,
    );
  });

  it('says what Athena scanned and what that costs, with the least that is charged', () => {
    const nothing = { ...clean, flows: null, records: null, files: null, first: null, last: null };
    const line = (scannedBytes: bigint, pricePerTb?: number) =>
      trustLine({ ...nothing, scannedBytes }, { window: {}, now, ...(pricePerTb === undefined ? {} : { pricePerTb }) });
    expect(line(1_200_000_000n, 5)).toBe('scanned 1.2 GB, about $0.006');
    expect(line(1_200_000_000_000n, 5)).toBe('scanned 1.2 TB, about $6.00');
    expect(line(1000n, 5)).toBe('scanned 1.0 kB, less than $0.001');
    expect(line(1000n, 500)).toBe('scanned 1.0 kB, about $0.005');
    expect(line(0n)).toBe('scanned 0 B');
  });
});

describe('warnings', () => {
  it('are none when all was read', () => {
    expect(warnings(clean)).toEqual([]);
  });

  it('name what could not be read, a line for each reason, with what to do', () => {
    const other = (file: string, what = 'plain text') => ({ file, line: null, problem: `is not a flow log: ${what}` });
    const hint = 'fetch it again from where it came';
    const problems = [
      other('README.txt'),
      other('_SUCCESS', 'it is empty'),
      other('c.json'),
      { file: 'half.log.gz', line: null, problem: 'is cut short: its gzip data has no end', hint },
      other('d'),
      other('e'),
    ];
    expect(warnings({ ...clean, otherFiles: 5, damagedFiles: 1, problems })).toEqual([
      'warning: README.txt, _SUCCESS, c.json and 2 more: each is not a flow log',
      'warning: half.log.gz: is cut short: its gzip data has no end',
      `  ${hint}`,
    ]);
    expect(warnings({ ...clean, otherFiles: 1, problems: [other('README.txt')] })).toEqual([
      'warning: README.txt: is not a flow log: plain text',
    ]);
  });

  it('show the first three bad lines and count them all', () => {
    const problems: Problem[] = [3, 4, 9, 12].map((line) => ({
      file: 'a.log',
      line,
      problem: 'srcport is no number: x',
    }));
    problems.push({ file: 'a.log', line: null, problem: 'and 1196 more bad lines' });
    expect(warnings({ ...clean, badLines: 1200, problems })).toEqual([
      'warning: 1,200 bad lines left out, see flowlogs inspect',
      '  a.log:3: srcport is no number: x',
      '  a.log:4: srcport is no number: x',
      '  a.log:9: srcport is no number: x',
    ]);
  });

  it('tell of lost records and of what the engine has to say', () => {
    expect(warnings({ ...clean, skipdata: 3, notes: ['tcp_flags is recorded in 2 of 5 files only'] })).toEqual([
      'warning: SKIPDATA 3: AWS could not record some flows in these windows',
      'note: tcp_flags is recorded in 2 of 5 files only',
    ]);
  });

  it('show control characters of file names and lines instead of sending them', () => {
    const problems = [
      { file: '\x1b[2J.log', line: null, problem: 'not a flow log' },
      { file: 'a\nb.log', line: 1, problem: 'action is \x07' },
    ];
    expect(warnings({ ...clean, otherFiles: 1, badLines: 1, problems })).toEqual([
      'warning: \\x1b[2J.log: not a flow log',
      'warning: 1 bad line left out, see flowlogs inspect',
      '  a\\nb.log:1: action is \\x07',
    ]);
  });
});
