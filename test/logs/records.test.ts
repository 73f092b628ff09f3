import { describe, expect, it } from 'vitest';
import { collecting, lines, linesOf, rowsOf, v2 } from './batches.ts';

describe('records', () => {
  it('come as rows of the wanted columns, each value as it was logged', () => {
    const { plan, collector, batches } = collecting({ rows: 'records', columns: [...v2].reverse() });
    const kernel = collector.kernel(v2);
    const block = lines(
      '2 123456789010 eni-1 172.31.16.139 ::ffff:10.0.0.1 0 65535 6 20 9007199254740993 1418530010 1418530070123 ACCEPT OK',
      '3 unknown - 2001:DB8::1 - - 22 255 - 0 1 2 - OK',
    );
    expect(kernel.scan(block, 0, block.length)).toBe(block.length);
    collector.finish();
    const row = (...cells: (string | number | bigint | null)[]) => cells.reverse();
    expect(rowsOf(batches, plan)).toEqual([
      row(
        2,
        '123456789010',
        'eni-1',
        '172.31.16.139',
        '::ffff:10.0.0.1',
        0,
        65535,
        6,
        20n,
        9007199254740993n,
        1418530010n,
        1418530070123n,
        'ACCEPT',
        'OK',
      ),
      row(3, 'unknown', null, '2001:DB8::1', null, null, 22, 255, null, 0n, 1n, 2n, null, 'OK'),
    ]);
  });

  it('are only those of traffic', () => {
    const { plan, collector, batches } = collecting({ rows: 'records', columns: ['interface_id'] });
    const kernel = collector.kernel(['interface_id', 'log_status']);
    const block = lines('eni-1 OK', 'eni-2 NODATA', 'eni-3 SKIPDATA', 'eni-4 OK');
    kernel.scan(block, 0, block.length);
    expect(kernel.record(['eni-5', 'NODATA'])).toBeUndefined();
    expect(kernel.record(['eni-6', 'OK'])).toBeUndefined();
    collector.finish();
    expect(rowsOf(batches, plan)).toEqual([['eni-1'], ['eni-4'], ['eni-6']]);
    expect(kernel.tally).toMatchObject({ records: 6, ok: 3, nodata: 2, skipdata: 1, matched: 3 });
  });

  it('keep texts that only JSON or CSV can hold', () => {
    const { plan, collector, batches } = collecting({ rows: 'records', columns: ['a', 'b', 'srcport'] });
    const kernel = collector.kernel(['a', 'srcport', 'b']);
    expect(kernel.record(['one two', '1', '\ud800'])).toBeUndefined();
    expect(kernel.record(['', '2', ' \n漢'])).toBeUndefined();
    collector.finish();
    expect(rowsOf(batches, plan)).toEqual([
      ['one two', '\ufffd', 1],
      [null, ' \n漢', 2],
    ]);
  });

  it('of files with different fields are rows of the same columns', () => {
    const { plan, collector, batches } = collecting({ rows: 'records', columns: ['srcport', 'region'] });
    const first = collector.kernel(['srcport', 'bytes']);
    const second = collector.kernel(['region', 'srcport']);
    const again = collector.kernel(['srcport', 'bytes']);
    for (const [kernel, text] of [
      [first, '1 10'],
      [second, 'eu-west-1 2'],
      [again, '3 30'],
      [first, '4 40'],
    ] as const) {
      const block = lines(text);
      expect(kernel.scan(block, 0, block.length)).toBe(block.length);
    }
    collector.finish();
    expect(rowsOf(batches, plan)).toEqual([
      [1, null],
      [2, 'eu-west-1'],
      [3, null],
      [4, null],
    ]);
    expect([first, second, again].map(({ tally }) => tally.bytes)).toEqual([50n, 0n, 30n]);
  });

  it('come in batches of bounded size', () => {
    const { plan, collector, batches } = collecting({ rows: 'records', columns: v2 });
    const kernel = collector.kernel(['srcport']);
    const block = linesOf(Array.from({ length: 200_000 }, (_, i) => String(i % 65536)));
    expect(kernel.scan(block, 0, block.length)).toBe(block.length);
    collector.finish();
    expect(batches.length).toBeGreaterThan(1);
    const bytes = batches.map(({ columns }) => columns.reduce((sum, cells) => sum + cells.byteLength, 0));
    expect(Math.max(...bytes)).toBeLessThan(4 << 20);
    expect(rowsOf(batches, plan).map((row) => row[5])).toEqual(Array.from({ length: 200_000 }, (_, i) => i % 65536));
  });
});
