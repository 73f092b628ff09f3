import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { findFiles } from '../../src/logs/files.ts';
import type { FileReport } from '../../src/logs/plan.ts';
import { faultNames, makeFaults } from '../faults.ts';
import { header, logFile, read, readContent, record, temporaryFolder, textOf } from './reading.ts';

const root = join(import.meta.dirname, '../..');
const cases = join(root, 'test/fixtures/cases');
const corpus = join(root, '../shared/corpus');

/** The numbers of a report under the names that expected.json gives them. */
function numbersOf(report: FileReport) {
  const { lines, headers, records, badLines, ok, nodata, skipdata, accept, reject, bytes, packets, first, last } =
    report;
  const exact = (sum: bigint | null) => (sum === null ? null : Number(sum));
  return {
    ...{ lines, headers, records, bad: badLines, ok, nodata, skipdata, accept, reject, first, last },
    ...{ bytes: exact(bytes), packets: exact(packets) },
  };
}

async function readCase(name: string): Promise<FileReport[]> {
  const { files } = await findFiles(['in'], { cwd: join(cases, name), window: {} });
  return Promise.all(files.map((file) => read(file)));
}

const total = (
  reports: readonly FileReport[],
  number: 'records' | 'accept' | 'reject' | 'badLines' | 'nodata' | 'headers',
) => reports.reduce((sum, report) => sum + (report[number] ?? 0), 0);
const bytesOf = (reports: readonly FileReport[]) => reports.reduce((sum, { bytes }) => sum + (bytes ?? 0n), 0n);
const problems = (reports: readonly FileReport[]) => reports.flatMap((report) => report.problems);

describe('a case', () => {
  // Records, ACCEPT, REJECT, bytes, bad lines: from the expected.json of each case.
  test.each<[string, number, number, number, bigint, number]>([
    ['F02-other-files-in-folder', 1, 1, 0, 5n, 0],
    ['P01-header-first-and-middle', 2, 1, 1, 300n, 0],
    ['P02-two-orders-one-folder', 2, 1, 1, 1000n, 0],
    ['P03-header-in-one-file-only', 3, 2, 1, 175n, 0],
    ['P04-crlf', 2, 1, 1, 300n, 0],
    ['P06-spaces-tabs-blank-lines', 3, 3, 0, 600n, 0],
    ['P08-no-final-newline', 2, 2, 0, 300n, 0],
    ['P09-truncated-gz', 2396, 2396, 0, 5_261_820n, 0],
    ['P10-empty-files', 1, 1, 0, 5n, 0],
    ['P11-still-being-written', 1, 1, 0, 100n, 1],
    ['P12-two-gzip-members', 2, 1, 1, 300n, 0],
    ['P15-over-2-31', 1, 1, 0, 3_000_000_000n, 0],
    ['P16-over-2-53', 3, 3, 0, 18_014_398_509_481_987n, 0],
    ['P17-over-2-63-sum', 2, 2, 0, 18_446_744_073_709_551_614n, 0],
    ['P19-bad-numbers', 1, 1, 0, 7n, 7],
    ['P20-extra-and-missing-fields', 1, 1, 0, 4n, 2],
    ['P25-cloudwatch-export', 3, 1, 1, 300n, 0],
    ['P26-firehose-concatenated-json', 3, 1, 1, 300n, 0],
    ['S01-nodata-skipdata', 5, 1, 1, 30n, 0],
    ['S02-same-file-twice', 2, 2, 0, 20n, 0],
    ['T01-midnight', 6, 6, 0, 63n, 0],
    ['T03-three-layouts-one-tree', 3, 3, 0, 7n, 0],
  ])('%s has the numbers that were worked out by hand', async (name, records, accept, reject, bytes, bad) => {
    const reports = await readCase(name);
    const counted = (['records', 'accept', 'reject', 'badLines'] as const).map((number) => total(reports, number));
    expect(counted).toEqual([records, accept, reject, bad]);
    expect(bytesOf(reports)).toBe(bytes);
  });

  test('F02: files that are no flow logs do no harm and are named with what they are', async () => {
    const others = (await readCase('F02-other-files-in-folder')).filter(({ other }) => other);
    expect(others.map(({ lines, damaged }) => [lines, damaged])).toEqual(Array(3).fill([0, false]));
    expect(problems(others).map(({ problem }) => problem)).toEqual([
      'is not a flow log: it is a CloudTrail log',
      'is not a flow log: no header line and no record was found in its first lines',
      'is not a flow log: it is an access log of a load balancer',
    ]);
  });

  test('P09: a gzip that is cut short gives its whole lines, and is named', async () => {
    const [cut] = await readCase('P09-truncated-gz');
    expect(cut).toMatchObject({
      damaged: true,
      records: 2395,
      headers: 1,
      lines: 2396,
      bytes: 5_261_815n,
      badLines: 0,
    });
    expect(cut?.problems).toHaveLength(1);
    expect(cut?.problems[0]?.problem).toBe(
      'is cut short: its gzip data has no end; the 2395 records before that were read',
    );
  });

  test('P10: of empty files only the .gz without a byte gets a warning', async () => {
    const reports = await readCase('P10-empty-files');
    expect(reports.some(({ damaged, other }) => damaged || other)).toBe(false);
    expect(problems(reports)).toEqual([
      { file: 'in/zero.log.gz', line: null, problem: 'is no gzip file: it has 0 bytes' },
    ]);
  });

  test('P11: the last line, cut short, is a bad line that says why', async () => {
    const found = problems(await readCase('P11-still-being-written')).map(({ line, problem }) => [line, problem]);
    const why = 'has 9 fields instead of 14 (the last line, without a newline: cut short or still being written)';
    expect(found).toEqual([[3, why]]);
  });

  test('P19: each bad line is named with its number', async () => {
    expect(problems(await readCase('P19-bad-numbers')).map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8]);
  });

  test('P23: what the format does not record is null', async () => {
    const [report] = await readCase('P23-six-columns');
    expect(report && numbersOf(report)).toEqual({
      ...{
        lines: 2,
        headers: 1,
        records: 1,
        bad: 0,
        ok: null,
        nodata: null,
        skipdata: null,
        accept: null,
        reject: null,
      },
      ...{ bytes: null, packets: null, first: null, last: null },
    });
  });
});

interface Expected {
  readonly format: string | null;
  readonly numbers: Record<string, number | null>;
}

/** In no documented order, so that they need --format; and the file that two layouts of JSON are in. */
const needsFormat = /^(10|40|41|58|68)-/;

describe.skipIf(!existsSync(corpus))('a file of the corpus', () => {
  const path = join(corpus, 'expected.json');
  const expected: Record<string, Expected> = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  const names = Object.keys(expected).filter((name) => !name.endsWith('.parquet'));

  test.each(names)('%s has the numbers that are known of it', async (name) => {
    const { format, numbers } = expected[name] as Expected;
    const { columns: _columns, bytes_any_status: _bytes, ...known } = numbers;
    const file = logFile(join(corpus, 'files', name));
    const given = format && format !== 'header' ? { format } : {};
    expect(numbersOf(await read(file, given))).toEqual(known);
    if (!needsFormat.test(name)) expect(numbersOf(await read(file))).toEqual(known);
  });

  test.each(names.filter((name) => needsFormat.test(name)))('%s is refused without --format', async (name) => {
    const report = await read(logFile(join(corpus, 'files', name)));
    const lines = expected[name]?.numbers.lines;
    expect(report).toMatchObject({ damaged: true, other: false, records: 0, lines, badLines: lines });
    expect(report.problems).toHaveLength(1);
    expect(report.problems[0]?.hint).toContain('--format "<field list>"');
  });

  test.each(['80-rebuilt-v5-dash.parquet', '82-rebuilt-drifted.parquet'])('%s is known as Parquet', async (name) => {
    const { formats, other, damaged } = await read(logFile(join(corpus, 'files', name)));
    expect({ formats, other, damaged }).toEqual({
      formats: [{ container: 'parquet', fields: [], records: 0 }],
      ...{ other: false, damaged: false },
    });
  });
});

describe('2000 records with', async () => {
  const faults = await makeFaults(temporaryFolder());
  test.each(faultNames)('%s are counted exactly', async (name) => {
    const { file, expected } = faults.find((fault) => fault.name === name) as (typeof faults)[number];
    const { records, ok, badLines, headers, damaged, other, problems: told } = await read(logFile(file));
    const { warned, ...counts } = expected;
    expect({ records, ok, badLines, headers, damaged }).toEqual(counts);
    expect(other).toBe(false);
    expect(told.length > 0).toBe(expected.damaged || expected.badLines > 0 || warned === true);
  });
});

describe('whatever a file is packed in', () => {
  const text = textOf(header, record(100), record(200, 'REJECT'));
  const twice = gzipSync(gzipSync(text));
  test.each<[string, string | Buffer]>([
    ['nothing', text],
    ['gzip', gzipSync(text)],
    ['gzip in gzip', twice],
    [
      'two members that each hold gzip',
      Buffer.concat([gzipSync(gzipSync(text).subarray(0, 40)), gzipSync(gzipSync(text).subarray(40))]),
    ],
    ['gzip with zeros behind it', Buffer.concat([gzipSync(text), Buffer.alloc(512)])],
  ])('%s: its records are read', async (_, content) => {
    const report = await readContent(content);
    expect(report).toMatchObject({ records: 2, accept: 1, reject: 1, bytes: 300n, lines: 3, problems: [] });
  });

  test('Parquet in gzip is refused with the way out', async () => {
    const { damaged, formats, problems: told } = await readContent(gzipSync('PAR1 and so on PAR1'));
    expect([damaged, formats, told[0]?.hint]).toEqual([true, [], 'unpack it first: gunzip']);
  });

  test('gzip that holds gzip without end is refused', async () => {
    let packed = gzipSync(text);
    for (let depth = 0; depth < 6; depth++) packed = gzipSync(packed);
    expect(await readContent(packed)).toMatchObject({ damaged: true, records: 0 });
  });
});

describe('a large file', () => {
  const lines = Array.from({ length: 60_000 }, (_, i) => record(i % 1000, i % 7 === 0 ? 'REJECT' : 'ACCEPT'));
  const text = textOf(header, ...lines);
  const known = { records: 60_000, lines: 60_001, badLines: 0, reject: 8572, bytes: 60n * 499_500n, damaged: false };

  test.each([
    ['text', Buffer.from(text)],
    ['gzip', gzipSync(text, { level: 0 })],
    ['gzip in gzip', gzipSync(gzipSync(text, { level: 0 }), { level: 0 })],
  ])('of %s is read block by block, with every byte told once', async (_, content) => {
    expect(content.length).toBeGreaterThan(4_000_000);
    expect(await readContent(content)).toMatchObject(known);
  });
});

describe('what a user named', () => {
  test('counts its lines as bad if it is no flow log, and names the first', async () => {
    const content = textOf('not', 'a flow log', '', 'at all');
    const named = await readContent(content);
    expect(named).toMatchObject({ other: true, damaged: false, lines: 4, badLines: 3, records: 0, ok: null });
    expect(named.problems.map(({ line }) => line)).toEqual([1]);
    expect(await readContent(content, { named: false })).toMatchObject({ other: true, lines: 0, badLines: 0 });
  });

  test('is damaged if it cannot be read', async () => {
    const report = await read({ name: 'gone.log', path: '/nowhere/gone.log', size: 10, named: true });
    expect(report).toMatchObject({ damaged: true, records: 0, lines: 0 });
    expect(report.problems).toEqual([{ file: 'gone.log', line: null, problem: 'cannot be read: ENOENT' }]);
  });
});

test('an abort ends the reading', async () => {
  const { readFile } = await import('../../src/logs/read-file.ts');
  const { collectorOf } = await import('../../src/logs/collector.ts');
  const { planOf } = await import('./reading.ts');
  const collector = collectorOf(
    planOf(),
    async () => {},
    () => 0,
  );
  const file = logFile(join(cases, 'P04-crlf/in/a.log'));
  const reading = readFile(file, planOf(), collector, { signal: AbortSignal.abort(new Error('stop')) });
  await expect(reading).rejects.toThrow('stop');
});
