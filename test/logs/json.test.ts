import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonSplitter } from '../../src/logs/json-splitter.ts';
import { header, readContent, record } from './reading.ts';

/** What the splitter makes of the text when it comes in blocks of that size. */
function split(text: string, size = 1 << 20): string[] {
  const found: string[] = [];
  const splitter = new JsonSplitter({
    item: (value, listed) => found.push(listed ? `listed ${value}` : value),
    bad: (problem) => found.push(`bad: ${problem}`),
  });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) splitter.take(Buffer.from(bytes.subarray(at, at + size)));
  splitter.end();
  return found;
}

const bad = {
  broken: 'bad: is broken JSON',
  stray: 'bad: is no JSON object',
  cut: 'bad: is cut short: the JSON has no end',
};

describe('the splitter', () => {
  test.each<[string, string, string[]]>([
    [
      'objects one behind the other',
      '{"a":1}{"b":{"c":[1]}} {"d":"}{"}\n{"e":"\\"}"}',
      ['{"a":1}', '{"b":{"c":[1]}}', '{"d":"}{"}', '{"e":"\\"}"}'],
    ],
    ['the elements of an array', ' [\n {"a":1},\n{"b":[{}]} ]\n', ['{"a":1}', '{"b":[{}]}']],
    [
      'the elements of an event list',
      '{"x":{"events":[1]},"logEvents":[{"m":1},{"m":2}],"y":[{}]}',
      ['listed {"m":1}', 'listed {"m":2}'],
    ],
    [
      'rows of Insights',
      '{"results":[[{"f":1}],[]],"statistics":{}}{"a":1}',
      ['listed [{"f":1}]', 'listed []', '{"a":1}'],
    ],
    [
      'event lists in an array',
      '[{"events":[{"m":1}]},{"logEvents":[]},{"events":[{"m":2}]}]',
      ['listed {"m":1}', 'listed {"m":2}'],
    ],
    ['a name in a value is no list', '{"a":"events","b":[{"c":1}]}', ['{"a":"events","b":[{"c":1}]}']],
    [
      'text between objects',
      '{"a":1}\nhello world\n{"b":2} x {"c":3}',
      ['{"a":1}', bad.stray, '{"b":2}', bad.stray, '{"c":3}'],
    ],
    ['a string that is not closed', '{"a":"1\n{"b":2}', [bad.broken, '{"b":2}']],
    ['an object that is not closed', '{"a":{"b":1}\n{"c":2}\n', [bad.broken, '{"c":2}']],
    ['a last object cut short', '{"a":1}\n{"b":', ['{"a":1}', bad.cut]],
    ['an array cut short', '[{"a":1},', ['{"a":1}', bad.cut]],
    ['brackets that close nothing', ']}{"a":1}', ['{"a":1}']],
  ])('finds %s, wherever the blocks end', (_, text, expected) => {
    for (const size of [1, 2, 7, 1 << 20]) expect(split(text, size)).toEqual(expected);
  });

  test('finds any objects, however they are written and wherever the blocks end', () => {
    const object = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue());
    const written = fc.record({ object, indent: fc.constantFrom(0, 2), between: fc.constantFrom('', '\n', ' \r\n') });
    fc.assert(
      fc.property(fc.array(written), fc.integer({ min: 1, max: 40 }), fc.boolean(), (values, size, listed) => {
        const texts = values.map(({ object, indent }) => JSON.stringify(object, null, indent));
        const between = values.map(({ between }) => between);
        const text = texts.map(
          (value, index) => `${value}${listed && index < texts.length - 1 ? ',' : ''}${between[index]}`,
        );
        expect(split(listed ? `[${text.join('')}]` : text.join(''), size)).toEqual(texts);
      }),
    );
  });

  test('passes over a value longer than 1 MB', () => {
    const long = `{"a":"${'x'.repeat(2 << 20)}"}`;
    expect(split(`{"b":1}${long}{"c":2}`, 300_000)).toEqual(['{"b":1}', 'bad: is longer than 1 MB', '{"c":2}']);
  });

  test('finds an event list behind a long value', () => {
    const text = `{"a":"${'x'.repeat(2 << 20)}","events":[{"m":1}]}`;
    expect(split(text, 300_000)).toEqual(['listed {"m":1}']);
  });
});

const message = (line: string, more = {}) => JSON.stringify({ ...more, message: line });
const event = (line: string, index = 0) => ({
  id: '1'.repeat(56),
  timestamp: 1_418_530_010_000 + index,
  message: line,
});

describe('records in messages', () => {
  test.each<[string, string, string]>([
    ['a message a line', [record(1), record(2)].map((line) => message(line)).join('\n'), 'json-message'],
    [
      'without newlines, as Firehose writes them',
      [record(1), record(2)].map((line) => message(line)).join(''),
      'json-message',
    ],
    [
      'with a newline in the message',
      [record(1), record(2)].map((line) => message(`${line}\n`)).join(''),
      'json-message',
    ],
    [
      'in an array, as body',
      JSON.stringify([{ body: record(1), event: {} }, { body: record(2) }], null, 2),
      'json-message',
    ],
    [
      'of filter-log-events',
      JSON.stringify({ events: [event(record(1)), event(record(2))], searchedLogStreams: [] }, null, 4),
      'cloudwatch-json',
    ],
    [
      'of two subscription payloads',
      [record(1), record(2)]
        .map((line) => JSON.stringify({ messageType: 'DATA_MESSAGE', owner: '1', logEvents: [event(line)] }))
        .join(''),
      'cloudwatch-json',
    ],
    [
      'of Insights',
      JSON.stringify({
        results: [record(1), record(2)].map((line) => [
          { field: '@timestamp', value: 'x' },
          { field: '@message', value: line },
        ]),
        status: 'Complete',
      }),
      'cloudwatch-json',
    ],
  ])('%s are read', async (_, text, container) => {
    for (const content of [text, gzipSync(text), `\ufeff \n${text}\n`]) {
      const report = await readContent(content);
      expect(report).toMatchObject({ lines: 2, records: 2, badLines: 0, bytes: 3n, accept: 2, problems: [] });
      expect(report.formats).toMatchObject([{ container, records: 2 }]);
    }
  });

  test('a probe of CloudWatch Logs is no record, and no bad line', async () => {
    const probe = {
      messageType: 'CONTROL_MESSAGE',
      logEvents: [event('CWL CONTROL MESSAGE: Checking health of destination Firehose.')],
    };
    const data = { messageType: 'DATA_MESSAGE', logEvents: [event(record(1))] };
    expect(await readContent(JSON.stringify(probe) + JSON.stringify(data))).toMatchObject({
      lines: 1,
      records: 1,
      badLines: 0,
    });
  });

  test('a header may be a message, and names the fields', async () => {
    const lines = ['bytes srcaddr action', '5 10.0.0.1 REJECT', header, record(1)].map((line) => message(line));
    expect(await readContent(lines.join('\n'))).toMatchObject({
      lines: 4,
      headers: 2,
      records: 2,
      bytes: 6n,
      reject: 1,
    });
  });

  test('what is bad is counted by the number of the message', async () => {
    const lines = [
      message(record(1)),
      message('hello'),
      '{"message":"2 1',
      message(record('x')),
      '{"other":1}',
      'text',
      message(record(2)),
    ];
    const report = await readContent(lines.join('\n'));
    expect(report).toMatchObject({ lines: 7, records: 2, badLines: 5, bytes: 3n, damaged: false, other: false });
    expect(report.problems.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
  });

  test('a gzip that is cut short gives the whole messages before the cut, and no bad line', async () => {
    const text = Array.from({ length: 20_000 }, (_, i) => message(record((i * 7919) % 1000))).join('\n');
    const packed = gzipSync(text);
    const report = await readContent(packed.subarray(0, packed.length / 2));
    expect(report).toMatchObject({ damaged: true, badLines: 0 });
    expect(report.records).toBeGreaterThan(5000);
    expect(report.problems[0]?.problem).toContain(`the ${report.records} records before that were read`);
  });
});

describe('records as objects', () => {
  const fields = {
    version: 2,
    'account-id': '064076352821',
    srcaddr: '10.0.0.1',
    Bytes: 5,
    'log-status': 'OK',
    action: 'ACCEPT',
  };

  test('have any spelling of the names, floats that are whole, and null for missing', async () => {
    const rows = [
      fields,
      { ...fields, Bytes: 6 },
      { ...fields, srcaddr: null, Bytes: '7' },
      { ...fields, note: { a: 1 } },
    ];
    const text = rows
      .map((row) => JSON.stringify(row))
      .join('\n')
      .replace('"Bytes":6', '"Bytes":6.0');
    const report = await readContent(text);
    expect(report).toMatchObject({ lines: 4, records: 4, badLines: 0, bytes: 23n, accept: 4 });
    expect(report.formats.map(({ container, fields, records }) => [container, fields.length, records])).toEqual([
      ['json-record', 6, 3],
      ['json-record', 7, 1],
    ]);
  });

  test('keep numbers above 2^53 exact', async () => {
    const numbers = ['18014398509481985', '9007199254740993.0', '"1"'];
    const text = numbers.map(
      (bytes) => `{"srcaddr":"a 1234567890123456789","dstaddr":"\\"9007199254740993","bytes":${bytes}}`,
    );
    expect(await readContent(text.join('\n'))).toMatchObject({ records: 3, bytes: 27_021_597_764_222_979n });
  });

  test('with a fraction or a word for a number are bad', async () => {
    const numbers = ['25238.5', '"x"', '-1', 'true', '1e3'];
    const rows = numbers.map((bytes) => JSON.stringify(fields).replace('"Bytes":5', `"Bytes":${bytes}`));
    expect(await readContent(rows.join('\n'))).toMatchObject({ records: 1, badLines: 4, bytes: 1000n });
  });

  test('that are of something else are no flow log', async () => {
    const report = await readContent('{"level":"info","msg":"hello"}\n{"level":"warn"}\n');
    expect(report).toMatchObject({ other: true, lines: 2, badLines: 2, damaged: false });
    const folder = await readContent('{"level":"info"}\n'.repeat(1000), { named: false });
    expect(folder).toMatchObject({ other: true, lines: 0, badLines: 0 });
  });

  test('with ever new fields end in damage, not in memory', async () => {
    const text = Array.from({ length: 1200 }, (_, i) => `{"srcaddr":"10.0.0.1","dstaddr":"10.0.0.2","x${i}":1}`).join(
      '\n',
    );
    expect(await readContent(text)).toMatchObject({ damaged: true, records: 1000 });
  });
});
