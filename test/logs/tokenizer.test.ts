import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collecting, lines, rowsOf, v2 } from './batches.ts';

const good = '2 123456789010 eni-1a2b 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK';
const goodFields = good.split(' ');

/** The good line with other values. */
function line(values: Record<string, string>): string {
  return v2.map((name, i) => values[name] ?? goodFields[i]).join(' ');
}

function v2Kernel() {
  return collecting({ rows: 'counts' }).collector.kernel(v2);
}

/** Scans lines; returns how many were taken before an odd one. */
function taken(kernel: ReturnType<typeof v2Kernel>, bytes: Uint8Array): number {
  const stop = kernel.scan(bytes, 0, bytes.length);
  return new TextDecoder().decode(bytes.subarray(0, stop)).split('\n').length - 1;
}

describe('scanning lines', () => {
  it('counts and sums records', () => {
    const kernel = v2Kernel();
    const block = lines(
      good,
      line({ action: 'REJECT', packets: '3', bytes: '120', start: '1418530000', end: '1418530100' }),
      '2 123456789010 eni-1a2b - - - - - - - 1418529900 1418529960 - NODATA',
      '2 123456789010 eni-1a2b - - - - - - - 1418530200 1418530260 - SKIPDATA',
    );
    expect(kernel.scan(block, 0, block.length)).toBe(block.length);
    expect(kernel.tally).toEqual({
      records: 4,
      ok: 2,
      nodata: 1,
      skipdata: 1,
      accept: 1,
      reject: 1,
      packets: 23n,
      bytes: 4369n,
      first: 1418529900000,
      last: 1418530260000,
      matched: 2,
    });
  });

  it('stops where an odd line begins, and counts nothing of it', () => {
    const kernel = v2Kernel();
    const block = lines(good, line({ bytes: 'NaN' }), good);
    const stop = kernel.scan(block, 0, block.length);
    expect(stop).toBe(good.length + 1);
    expect(kernel.tally).toMatchObject({ records: 1, bytes: 4249n, accept: 1 });
    const next = 2 * good.length - '4249'.length + 'NaN'.length + 2;
    expect(kernel.scan(block, next, block.length)).toBe(block.length);
    expect(kernel.tally.records).toBe(2);
  });

  it('knows nothing of a tally before the first record', () => {
    expect(v2Kernel().tally).toMatchObject({
      records: 0,
      bytes: 0n,
      first: Number.POSITIVE_INFINITY,
      last: Number.NEGATIVE_INFINITY,
    });
  });

  it('reads lines wherever they lie in memory', () => {
    const text = lines(good, good);
    for (const before of [0, 1, 2, 3, 5]) {
      for (const behind of [0, 1, 11, 12, 13, 100]) {
        const memory = Buffer.alloc(before + text.length + behind, '7');
        memory.set(text, before);
        const kernel = v2Kernel();
        expect(kernel.scan(memory, before, before + text.length)).toBe(before + text.length);
        expect(kernel.tally).toMatchObject({ records: 2, bytes: 8498n });
      }
    }
  });

  it('reads short lines at the end of the memory', () => {
    const kernel = collecting({ rows: 'counts' }).collector.kernel(['srcport', 'bytes']);
    const block = lines('1 2', '- -', '3 4');
    expect(kernel.scan(block, 0, block.length)).toBe(block.length);
    expect(kernel.tally).toMatchObject({ records: 3, ok: 3, bytes: 6n, first: Number.POSITIVE_INFINITY });
  });

  it.each([
    ['a field too few', good.replace(' OK', '')],
    ['a field too many', `${good} 7`],
    ['two spaces', good.replace(' ', '  ')],
    ['a space at the end', `${good} `],
    ['a space before', ` ${good}`],
    ['a tab', good.replace(' ', '\t')],
    ['a carriage return', `${good}\r`],
    ['a NUL', good.replace('eni-1a2b', 'eni-1\u0000b')],
    ['nothing', ''],
    ['the header', v2.join(' ').replaceAll('_', '-')],
  ])('leaves a line with %s to the caller', (_, odd) => {
    const kernel = v2Kernel();
    expect(taken(kernel, lines(good, odd, good))).toBe(1);
    expect(kernel.tally.records).toBe(1);
  });

  it('takes any bytes over 0x20 in texts', () => {
    const { plan, collector, batches } = collecting({ rows: 'records', columns: ['interface_id'] });
    const kernel = collector.kernel(v2);
    const texts = ['eni-é漢字', "'; DROP TABLE flow; --".replaceAll(' ', '_'), '\u007f', 'x'.repeat(70_000)];
    const block = lines(...texts.map((text) => line({ interface_id: text })));
    expect(kernel.scan(block, 0, block.length)).toBe(block.length);
    collector.finish();
    expect(rowsOf(batches, plan)).toEqual(texts.map((text) => [text]));
  });
});

describe('values', () => {
  /** The reason that the tolerant path gives for a value, after the fast one left the line to it. */
  function reasonFor(name: string, value: string | null): string | undefined {
    const values = goodFields.map((other, i) => (v2[i] === name ? value : other));
    const kernel = v2Kernel();
    const isTaken = taken(kernel, lines(values.map((text) => text ?? '-').join(' '))) === 1;
    const reason = v2Kernel().record(values);
    expect(isTaken).toBe(reason === undefined);
    return reason;
  }

  it.each([
    ['bytes', 'NaN', 'bytes "NaN" is not a whole number'],
    ['bytes', '-5', 'bytes "-5" is not a whole number'],
    ['bytes', '+5', 'bytes "+5" is not a whole number'],
    ['bytes', '5.0', 'bytes "5.0" is not a whole number'],
    ['bytes', '5e3', 'bytes "5e3" is not a whole number'],
    ['bytes', '1,000', 'bytes "1,000" is not a whole number'],
    ['bytes', '12345678x', 'bytes "12345678x" is not a whole number'],
    ['bytes', '0x10', 'bytes "0x10" is not a whole number'],
    ['bytes', '--', 'bytes "--" is not a whole number'],
    ['bytes', '٣', 'bytes "٣" is not a whole number'],
    ['bytes', '9223372036854775808', 'bytes 9223372036854775808 is over 9223372036854775807'],
    ['bytes', '9'.repeat(60), `bytes ${'9'.repeat(40)}… is over 9223372036854775807`],
    ['packets', 'many', 'packets "many" is not a whole number'],
    ['srcport', '65536', 'srcport 65536 is over 65535'],
    ['dstport', '99999', 'dstport 99999 is over 65535'],
    ['protocol', '256', 'protocol 256 is over 255'],
    ['protocol', 'tcp', 'protocol "tcp" is not a whole number'],
    ['version', '256', 'version 256 is over 255'],
    ['start', '253402300800000', 'start 253402300800000 is over 253402300799999'],
    ['end', '2014-12-14', 'end "2014-12-14" is not a whole number'],
    ['start', '-', 'start is missing'],
    ['end', null, 'end is missing'],
    ['action', 'SUCCESS', 'action "SUCCESS" is neither ACCEPT nor REJECT'],
    ['action', 'accept', 'action "accept" is neither ACCEPT nor REJECT'],
    ['action', 'ACCEPTED', 'action "ACCEPTED" is neither ACCEPT nor REJECT'],
    ['log_status', 'ok', 'log_status "ok" is neither OK, NODATA nor SKIPDATA'],
    ['log_status', 'OKAY', 'log_status "OKAY" is neither OK, NODATA nor SKIPDATA'],
    ['log_status', 'NODATAS', 'log_status "NODATAS" is neither OK, NODATA nor SKIPDATA'],
    ['log_status', '-', 'log_status is missing'],
    ['log_status', null, 'log_status is missing'],
  ])('finds %s %s bad', (name, value, reason) => {
    expect(reasonFor(name, value)).toBe(reason);
  });

  it.each([
    ['bytes', '9223372036854775807'],
    ['bytes', '0'],
    ['bytes', '000000000000000000000000000000000000000000000000007'],
    ['bytes', '-'],
    ['srcport', '65535'],
    ['srcport', '00080'],
    ['protocol', '255'],
    ['start', '253402300799999'],
    ['start', '0'],
    ['action', '-'],
    ['srcaddr', 'no-address'],
    ['account_id', 'unknown'],
    ['version', null],
  ])('finds %s %s good', (name, value) => {
    expect(reasonFor(name, value)).toBeUndefined();
  });

  it('lets a record without traffic lack its times', () => {
    const kernel = v2Kernel();
    expect(taken(kernel, lines('2 unknown eni-1 - - - - - - - - - - NODATA'))).toBe(1);
    expect(kernel.tally).toMatchObject({ nodata: 1, first: Number.POSITIVE_INFINITY });
  });

  it('checks the numbers of records without traffic, too', () => {
    expect(taken(v2Kernel(), lines('2 unknown eni-1 - - 70000 - - - - 1 2 - NODATA'))).toBe(0);
  });

  it('says how many fields there should be', () => {
    expect(v2Kernel().record(['2', '3'])).toBe('2 fields where 14 are expected');
  });

  it('takes an empty value as a missing one', () => {
    const kernel = v2Kernel();
    expect(kernel.record(goodFields.map((value, i) => (v2[i] === 'bytes' ? '' : value)))).toBeUndefined();
    expect(kernel.tally).toMatchObject({ records: 1, bytes: 0n });
  });

  it('shortens what it repeats of a hostile value', () => {
    expect(reasonFor('bytes', 'x'.repeat(100_000))?.length).toBeLessThan(100);
  });
});

describe('layouts', () => {
  it('takes every record as traffic where there is no log-status', () => {
    const kernel = collecting({ rows: 'counts' }).collector.kernel(['action', 'bytes']);
    expect(taken(kernel, lines('ACCEPT 1', 'REJECT 2', '- 4'))).toBe(3);
    expect(kernel.tally).toMatchObject({ records: 3, ok: 3, accept: 1, reject: 1, bytes: 7n, matched: 3 });
  });

  it('takes the first of two fields of one name, and still checks the second', () => {
    const kernel = collecting({ rows: 'counts' }).collector.kernel(['bytes', 'action', 'bytes', 'action']);
    expect(taken(kernel, lines('1 ACCEPT 10 REJECT', '2 REJECT x ACCEPT'))).toBe(1);
    expect(kernel.tally).toMatchObject({ records: 1, accept: 1, reject: 0, bytes: 1n });
  });

  it('keeps fields that it does not know as text, and makes null of those that are not there', () => {
    const { plan, collector, batches } = collecting({
      rows: 'records',
      columns: ['new_thing', 'srcport', 'bytes', 'srcaddr', 'vpc_id'],
    });
    const kernel = collector.kernel(['new_thing', 'srcport']);
    expect(taken(kernel, lines('x,y 80', '- 443'))).toBe(2);
    collector.finish();
    expect(rowsOf(batches, plan)).toEqual([
      ['x,y', 80, null, null, null],
      [null, 443, null, null, null],
    ]);
  });

  it('leaves lines of no fields, or of far too many, to the tolerant path', () => {
    const names = ['bytes', ...Array.from({ length: 5000 }, (_, i) => `field_${i}`)];
    const kernel = collecting({ rows: 'counts' }).collector.kernel(names);
    expect(taken(kernel, lines(names.map(() => '7').join(' ')))).toBe(0);
    expect(kernel.record(names.map(() => '7'))).toBeUndefined();
    expect(kernel.tally).toMatchObject({ records: 1, bytes: 7n });
    expect(taken(collecting({ rows: 'counts' }).collector.kernel([]), lines(''))).toBe(0);
  });

  it('understands milliseconds', () => {
    const kernel = collecting({ rows: 'counts' }).collector.kernel(['start', 'end']);
    expect(taken(kernel, lines('1418530010123 1418530070456', '1418530011 2147483647', '2147483648 2147483648'))).toBe(
      3,
    );
    expect(kernel.tally).toMatchObject({ first: 2147483648, last: 2147483647000 });
  });
});

describe('sums', () => {
  it.each([
    ['over 2^53', ['9007199254740993', '9007199254740993', '1'], 18014398509481987n],
    ['over 2^63', Array<string>(3).fill('9223372036854775807'), 27670116110564327421n],
    ['of many just below 2^52', Array<string>(5).fill('4503599627370495'), 22517998136852475n],
    ['of 15 digits', Array<string>(9).fill('999999999999999'), 8999999999999991n],
  ])('are exact %s', (_, values, expected) => {
    const block = lines(...values.map((value) => line({ bytes: value, packets: value })));
    const kernel = v2Kernel();
    expect(kernel.scan(block, 0, block.length)).toBe(block.length);
    expect(kernel.tally).toMatchObject({ bytes: expected, packets: expected });
  });
});

describe('the two paths', () => {
  const digits = fc.oneof(
    fc.nat(99_999).map(String),
    fc.bigInt(0n, 2n ** 64n).map(String),
    fc.nat({ max: 2 ** 31 }).map(String),
    fc.constantFrom('0', '007', '65535', '65536', '255', '256', '1234', '12345', '1234567', '12345678', '-', '', '--'),
  );
  const text = fc.oneof(
    fc.constantFrom('-', 'eni-0', '10.0.0.1', '255.255.255.255', '256.1.1.1', '1.2.3', '01.2.3.4', '2001:DB8::1', 'é'),
    fc.string({ unit: fc.constantFrom('a', '.', '1', ':', '\u007f', '漢', '"'), minLength: 1, maxLength: 20 }),
  );
  const word = fc.constantFrom('ACCEPT', 'REJECT', 'OK', 'NODATA', 'SKIPDATA', '-', 'NODATE', 'SKIPDAT', 'REJECTED');
  const names = fc.shuffledSubarray([...v2, 'extra'], { minLength: 1 });
  const record = names.chain((fields) =>
    fc.record({
      fields: fc.constant(fields),
      values: fc.array(
        fc.tuple(
          ...fields.map((name) => {
            if (name === 'action') return fc.oneof({ weight: 5, arbitrary: fc.constantFrom('ACCEPT', 'REJECT') }, word);
            if (name === 'log_status') return fc.oneof({ weight: 5, arbitrary: fc.constant('OK') }, word);
            return /addr|id$|extra/.test(name) ? text : digits;
          }),
        ),
        { minLength: 1, maxLength: 8 },
      ),
    }),
  );

  it('agree on every line: what is good, what it counts, what it keeps', () => {
    fc.assert(
      fc.property(record, ({ fields, values }) => {
        const fast = collecting({ rows: 'records', columns: [...v2, 'extra'] });
        const slow = collecting({ rows: 'records', columns: [...v2, 'extra'] });
        const fastKernel = fast.collector.kernel(fields);
        const slowKernel = slow.collector.kernel(fields);
        for (const cells of values as string[][]) {
          const block = lines(cells.join(' '));
          const isTaken = fastKernel.scan(block, 0, block.length) === block.length;
          // An empty value makes an odd line, though the tolerant path takes one from CSV or JSON.
          if (cells.includes('')) expect(isTaken).toBe(false);
          else expect(slowKernel.record(cells) === undefined).toBe(isTaken);
        }
        fast.collector.finish();
        slow.collector.finish();
        expect(fastKernel.tally).toEqual(slowKernel.tally);
        expect(rowsOf(fast.batches, fast.plan)).toEqual(rowsOf(slow.batches, slow.plan));
      }),
      { numRuns: 300 },
    );
  });
});
