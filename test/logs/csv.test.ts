import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { splitCsv } from '../../src/logs/csv-line.ts';
import { header, readContent, record, textOf } from './reading.ts';

const comma = (line: string) => line.replaceAll(' ', ',');
const quoted = (line: string) =>
  line
    .split(' ')
    .map((cell) => `"${cell}"`)
    .join(',');

describe('splitCsv', () => {
  test.each([
    ['a,b,c', ['a', 'b', 'c']],
    ['', ['']],
    [',a,', ['', 'a', '']],
    ['"a","b c",d', ['a', 'b c', 'd']],
    ['"a,b","say ""hi""",""', ['a,b', 'say "hi"', '']],
    ['a"b,c', ['a"b', 'c']],
    ['"a,b', undefined],
    ['"a""', undefined],
  ])('of %s', (line, cells) => {
    expect(splitCsv(line)).toEqual(cells);
  });
});

describe('comma-separated text', () => {
  const noData = '2,111122223333,eni-0a1,,,,,,,,1723078800,1723078860,,NODATA';

  test.each([
    ['plain', comma(header), comma],
    ['quoted, as Athena downloads it', quoted(header.replaceAll('-', '_')), quoted],
  ])('is read %s, empty and - both meaning missing', async (_, top, line) => {
    const text = textOf(top, line(record(1)), noData, line(record(2, 'REJECT')), noData.replaceAll(',,', ',-,'));
    const known = { lines: 5, headers: 1, records: 4, badLines: 0, bytes: 3n, nodata: 2, accept: 1, reject: 1 };
    for (const content of [text, text.replaceAll('\n', '\r\n'), `\ufeff${text}`, text.slice(0, -1), gzipSync(text)]) {
      const report = await readContent(content);
      expect(report).toMatchObject(known);
      expect(report.formats).toMatchObject([{ container: 'csv', records: 4 }]);
    }
  });

  test('may have cells with blanks, commas and quotes in them', async () => {
    const text = textOf('srcaddr,dstaddr,note,bytes', '10.0.0.1,10.0.0.2,"a, ""b"" c",5', '10.0.0.1,10.0.0.2,x y,6');
    expect(await readContent(text)).toMatchObject({ records: 2, badLines: 0, bytes: 11n });
  });

  test('may have a column without a name, and unknown ones', async () => {
    const text = textOf(`,${comma(header)},Some Note`, `0,${comma(record(5))},`, `1,${comma(record(6))},x`);
    const report = await readContent(text);
    expect(report).toMatchObject({ records: 2, badLines: 0, bytes: 11n });
    expect(report.formats[0]?.fields.filter((name) => /column|note/.test(name))).toEqual(['column_1', 'some note']);
  });

  test('has its bad lines counted and named', async () => {
    const rows = [record('1x'), `${record(1)} more`, record(2), record(1).slice(0, -3)].map(comma);
    const report = await readContent(textOf(comma(header), ...rows, '"2,1', '', '2 1 , 3', comma(record(4))));
    expect(report).toMatchObject({ lines: 9, records: 2, badLines: 5, bytes: 6n });
    expect(report.problems.map(({ line }) => line)).toEqual([2, 3, 5, 6, 8]);
  });

  test('of another kind is no flow log, and its columns are named', async () => {
    const report = await readContent('id,src_ip,dst_ip,Action,Protocol\n1,10.0.0.1,10.0.0.2,ACCEPTED,TCP\n');
    expect(report).toMatchObject({ other: true, lines: 2, badLines: 2 });
    expect(report.problems[0]?.problem).toContain('not those of AWS flow logs (id, src_ip, dst_ip');
  });

  test('that is an answer of flowlogs itself is no flow log', async () => {
    const text = 'srcaddr,dstaddr,flows,packets,bytes\n10.0.0.1,10.0.0.2,7,70,700\n';
    expect(await readContent(text)).toMatchObject({ other: true, records: 0 });
  });
});

describe('comma-separated text with a column of messages', () => {
  test.each([
    ['@timestamp,@message', (line: string) => `2024-08-08 01:00:00.000,${line}`],
    ['message', (line: string) => line],
    ['"timestamp","message","logStreamName"', (line: string) => `"1","${line}","eni-0a1-all"`],
  ])('%s is read', async (top, row) => {
    const report = await readContent(textOf(top, row(record(1)), row(header), row(record(2)), row(record('x'))));
    expect(report).toMatchObject({ lines: 5, headers: 2, records: 2, badLines: 1, bytes: 3n });
    expect(report.formats).toMatchObject([{ container: 'csv' }]);
  });

  test('that are of something else is no flow log', async () => {
    expect(await readContent('message\nhello\nworld\n')).toMatchObject({ other: true, badLines: 2 });
  });
});
