import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { header, readContent, record, textOf } from './reading.ts';

const fieldsOf = (line: string) => line.split(/[ \t]+/).filter(Boolean);

describe('a header', () => {
  test('may stand anywhere, and another one switches the order of the fields', async () => {
    const other = 'bytes end start action';
    const text = textOf(
      header,
      record(100),
      other,
      '7 1723078900 1723078700 REJECT',
      header,
      record(1),
      other.toUpperCase(),
    );
    const report = await readContent(text);
    expect(report).toMatchObject({ lines: 7, headers: 4, records: 3, badLines: 0, bytes: 108n, accept: 2, reject: 1 });
    expect(report).toMatchObject({ first: 1723078700, last: 1723078900, ok: 2 });
    expect(report.formats.map(({ container, fields, records }) => [container, fields.length, records])).toEqual([
      ['text', 14, 2],
      ['text', 4, 1],
    ]);
  });

  test('may have names that are unknown, and keeps them', async () => {
    const { formats } = await readContent(textOf('srcaddr dstaddr Next-Hop-Id srcaddr', '10.0.0.1 10.0.0.2 x y'));
    expect(formats[0]?.fields).toEqual(['srcaddr', 'dstaddr', 'next_hop_id', 'srcaddr_2']);
  });

  test('alone records nothing', async () => {
    const { ok, bytes, first, records, formats } = await readContent(`${header}\n`);
    expect({ ok, bytes, first, records, formats: formats.length }).toEqual({
      ...{ ok: null, bytes: null, first: null, records: 0, formats: 1 },
    });
  });

  test('after lines that are nothing leaves them bad', async () => {
    const report = await readContent(textOf('hello world', header, record(5)));
    expect(report).toMatchObject({ lines: 3, records: 1, badLines: 1, other: false, damaged: false });
    expect(report.problems).toEqual([
      {
        file: report.file,
        line: 1,
        problem: 'comes before any header line, and its 2 fields are in no documented order',
      },
    ]);
  });
});

describe('without a header', () => {
  test('records of several documented orders may follow each other', async () => {
    const v3 = `3${record(1).slice(1)} vpc-1 subnet-1 i-1 2 IPv4 10.0.0.5 198.51.100.7`;
    const report = await readContent(textOf(record(1), record(2), v3, record(4)));
    expect(report).toMatchObject({ records: 4, badLines: 0, bytes: 8n });
    expect(report.formats.map(({ fields }) => fields.length)).toEqual([14, 21]);
  });

  test('a record with a field too few is bad', async () => {
    expect(await readContent(textOf(record(1), record(2).slice(0, -3)))).toMatchObject({ records: 1, badLines: 1 });
  });

  test('--format says the order, and a header in the file has the last word', async () => {
    const format = 'bytes srcaddr action';
    expect(await readContent('5 10.0.0.1 REJECT\n', { format })).toMatchObject({ records: 1, bytes: 5n, reject: 1 });
    const text = textOf('action bytes srcaddr', 'REJECT 6 10.0.0.1');
    expect(await readContent(text, { format })).toMatchObject({ records: 1, bytes: 6n, reject: 1 });
    expect(await readContent(textOf(record(7)), { format })).toMatchObject({ records: 1, bytes: 7n });
  });

  test('records that do not fit --format are refused with both numbers', async () => {
    const report = await readContent('5 10.0.0.1 eni-1 REJECT OK\n', { format: 'bytes srcaddr action' });
    expect(report).toMatchObject({ damaged: true, records: 0, badLines: 1 });
    expect(report.problems[0]?.problem).toBe(
      'has no header line, and its records have 5 fields, which do not fit the 3 of --format',
    );
  });

  test('numbers that are no flow log are not taken for one', async () => {
    const report = await readContent(textOf('1 2 3 4 5 6 7 8 9 10 11 12 13 14', '2 3 4 5 6 7 8 9 10 11 12 13 14 15'));
    expect(report).toMatchObject({ other: true, records: 0, badLines: 2 });
  });
});

describe('odd lines', () => {
  test('have any blanks between and around their fields, and any end', async () => {
    const odd = [
      ` ${record(1)}`,
      record(2).replaceAll(' ', '\t'),
      record(4).replaceAll(' ', ' \t  '),
      `${record(8)} \t`,
    ];
    const text = `${header}\r\n${odd.join('\r\n')}\r\n\r\n \t\r\n${record(16)}\n${record(32)}  \r\n`;
    const report = await readContent(text);
    expect(report).toMatchObject({ lines: 9, headers: 1, records: 6, badLines: 0, bytes: 63n });
  });

  test('are counted exactly and listed up to the twentieth', async () => {
    const lines = Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? record('NaN') : record(1)));
    const { problems, badLines, records } = await readContent(textOf(header, ...lines));
    expect({ badLines, records, listed: problems.length }).toEqual({ badLines: 50, records: 50, listed: 21 });
    expect(problems.slice(0, 20).map(({ line }) => line)).toEqual(Array.from({ length: 20 }, (_, i) => 2 + 2 * i));
    expect(problems[20]).toMatchObject({ line: null, problem: 'and 30 more bad lines' });
  });

  test('with a control character are bad', async () => {
    const lines = ['\u0000', '\u001b', '\u001f', '\r'].map((control) => record(1).replace('eni', `e${control}ni`));
    const report = await readContent(textOf(header, ...lines, record(2)));
    expect(report).toMatchObject({ lines: 6, records: 1, badLines: 4, bytes: 2n });
    expect(new Set(report.problems.map(({ problem }) => problem))).toEqual(new Set(['has a control character']));
  });

  test('with another byte order mark, where files were joined, are read', async () => {
    expect(await readContent(`\ufeff${header}\n${record(1)}\n\ufeff${header}\n${record(2)}\n`)).toMatchObject({
      ...{ headers: 2, records: 2, badLines: 0 },
    });
  });

  test('longer than 1 MB are bad, wherever the blocks end, and one of 1 MB is not', async () => {
    const long = (length: number) => `${record(1)} ${'x'.repeat(length - record(1).length - 1)}`;
    const MB = 1024 * 1024;
    const lines = [record(2), long(MB + 1), record(4), long(3 * MB), long(2 * MB - 1), record(8)];
    const text = textOf(`${header} note`, ...lines.map((line) => (line.length < 200 ? `${line} -` : line)), long(MB));
    for (const content of [text, gzipSync(text), text.slice(0, -1)]) {
      const report = await readContent(content);
      expect(report).toMatchObject({ lines: 8, records: 4, badLines: 3, bytes: 15n });
      expect(report.problems.map(({ line, problem }) => [line, problem])).toEqual(
        [3, 5, 6].map((line) => [line, 'is longer than 1 MB']),
      );
    }
    expect(await readContent(`${header} note\n${long(MB + 1)}`)).toMatchObject({ lines: 2, badLines: 1 });
  });
});

describe('an export of CloudWatch Logs', () => {
  const at = (line: string) => `2024-08-08T01:00:00.000Z ${line}`;

  test('has a time before each line, also where that is odd or a header', async () => {
    const text = textOf(
      at(record(1)),
      at(''),
      at(record(2).replaceAll(' ', '  ')),
      record(4),
      at(header),
      at(record(8)),
    );
    const report = await readContent(text);
    expect(report).toMatchObject({ lines: 6, headers: 1, records: 4, badLines: 1, bytes: 15n });
    expect(report.formats).toMatchObject([{ container: 'cloudwatch-export', records: 4 }]);
    expect(report.formats[0]?.fields[0]).toBe('version');
  });

  test('in no documented order needs --format', async () => {
    const text = textOf(at('5 eni-1 10.0.0.1 10.0.0.2 REJECT'));
    expect(await readContent(text)).toMatchObject({ damaged: true, badLines: 1 });
    const format = 'bytes interface-id srcaddr dstaddr action';
    expect(await readContent(text, { format })).toMatchObject({ records: 1, bytes: 5n });
  });
});

test('dirty text is counted as a plain reading of its lines counts it, wherever the blocks end', async () => {
  const good = fc.nat(99).map((bytes) => record(bytes));
  const line = fc.oneof(
    { weight: 4, arbitrary: good },
    good.map((text) => text.replaceAll(' ', '\t')),
    good.map((text) => ` ${text}  `),
    good.map((text) => `${text}\r`),
    good.map((text) => text.slice(0, -3)),
    good.map((text) => `${text} more`),
    good.map((text) => text.replace(' 443 ', ' 4x3 ')),
    fc.constantFrom('', '  ', '\r', header, `${header}\r`, 'nonsense'),
  );
  const isRecord = (cells: readonly string[]) => cells.length === 14 && cells[0] === '2' && cells[6] === '443';
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 60 }), fc.nat(3), fc.boolean(), async (lines, spread, packed) => {
      const cells = lines.map((text) => fieldsOf(text.replace(/\r$/, '')));
      const records = cells.filter(isRecord);
      const headers = 1 + cells.filter(([first]) => first === 'version').length;
      const filler = Array.from({ length: spread * 5000 }, () => record(0));
      const text = textOf(header, ...filler, ...lines, ...filler);
      const report = await readContent(packed ? gzipSync(text) : text);
      expect(report).toMatchObject({
        ...{ lines: 1 + lines.length + 2 * filler.length, headers, records: records.length + 2 * filler.length },
        badLines: cells.filter((line) => line.length > 0).length - records.length - headers + 1,
        bytes:
          filler.length + records.length === 0 ? null : BigInt(records.reduce((sum, line) => sum + Number(line[9]), 0)),
      });
    }),
    { numRuns: 60 },
  );
});
