import { describe, expect, test } from 'vitest';
import { sniff } from '../../src/logs/sniff.ts';
import { header, record, textOf } from './reading.ts';

const of = (text: string, format?: readonly string[]) => sniff(Buffer.from(text, 'latin1'), format);
const comma = (line: string) => line.replaceAll(' ', ',');

describe('a file is told by its first bytes:', () => {
  test.each<[string, string, string]>([
    ['a header', textOf(header), 'text'],
    ['a record in a documented order', textOf(record(1)), 'text'],
    ['a record without newline', record(1), 'text'],
    ['nothing but blank lines', ' \n\n\t\n', 'text'],
    ['a record of unknown fields', '7 eni-1 10.0.0.1 10.0.0.2\n', 'text'],
    ['a header behind other lines', textOf('some words', '', header, record(1)), 'text'],
    ['a record behind NUL bytes', textOf('\0'.repeat(600), record(1), record(1)), 'text'],
    ['a time before a record', `2024-08-08T01:00:00.000Z ${record(1)}\n`, 'cloudwatch-export'],
    ['a header with commas', comma(header), 'csv'],
    ['a column of messages', '@timestamp,@message\n', 'message-csv'],
    ['an object', '\n {"a":1}', 'json'],
    ['an array', '[', 'json'],
    ['PAR1', 'PAR1\x15\x04', 'parquet'],
  ])('%s', (_, text, sort) => {
    expect(of(text).is).toBe(sort);
  });

  test('--format tells of records that it fits', () => {
    expect(of('5 10.0.0.1 x\n').is).toBe('other');
    expect(of('5 10.0.0.1 x\n', ['bytes', 'srcaddr', 'vpc_id']).is).toBe('text');
    expect(of('see our wiki\n', ['bytes', 'srcaddr', 'vpc_id']).is).toBe('other');
  });
});

describe('what is no flow log is named:', () => {
  const prose = Array.from({ length: 18 }, (_, i) => `${'word '.repeat(i + 3)}of a text about logs`);
  test.each<[string, string, RegExp]>([
    [
      'prose that quotes a header and a record',
      textOf(...prose.slice(0, 9), header, record(1), ...prose.slice(9)),
      /no header/,
    ],
    ['CloudTrail', '{"Records":[{"eventVersion":"1.08"}]}', /CloudTrail/],
    ['a load balancer', 'h2 2024-08-08T00:00:00.1Z app/x/1 10.0.0.5:443 -\n', /load balancer/],
    ['zstd', '\x28\xb5\x2f\xfdxxxx', /zstd; unpack/],
    ['UTF-16', '\xff\xfev\0e\0r\0', /UTF-16/],
    ['other columns', 'a,b,c,d\n1,2,3,4\n', /columns.*a, b, c, d/],
    ['binary data', '\x01\0\x02\0\x03', /binary/],
  ])('%s', (_, text, what) => {
    expect(of(text)).toMatchObject({ is: 'other', what: expect.stringMatching(what) });
  });
});
