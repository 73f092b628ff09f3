import { describe, expect, it } from 'vitest';
import { Dictionary, epochTexts, textAddress } from '../../src/logs/dictionary.ts';
import { layoutOf } from '../../src/logs/layout.ts';
import { LogRecord, margin } from '../../src/logs/record.ts';
import { collecting, linesOf, rowsOf } from './batches.ts';

function dictionary(canonical = false) {
  let epochs = 7;
  const made = new Dictionary(3, () => epochs++, canonical);
  made.renew();
  const recordOf = (bytes: Uint8Array) => {
    const record = new LogRecord(layoutOf(['vpc_id']));
    record.open(Uint8Array.of(0x31, ...bytes, 0x20, ...new Uint8Array(margin)));
    record.starts[0] = 1;
    record.ends[0] = 1 + bytes.length;
    return record;
  };
  const encoded = (text: string) => recordOf(new TextEncoder().encode(text));
  return {
    made,
    recordOf,
    text: (text: string, column = 0) => made.text(encoded(text), 0, column),
    address: (text: string) => made.address(encoded(text), 0),
  };
}

describe('a dictionary', () => {
  it('gives equal texts one id, and hands each text over once', () => {
    const { made, text } = dictionary();
    const base = 7 * epochTexts;
    expect([text('a'), text('b'), text('a'), text('')]).toEqual([base, base + 1, base, base + 2]);
    expect(made.handOver()).toEqual({ base, texts: ['a', 'b', ''] });
    expect([text('b'), text('c')]).toEqual([base + 1, base + 3]);
    expect(made.handOver()).toEqual({ base: base + 3, texts: ['c'] });
    expect(made.handOver()).toEqual({ base: base + 4, texts: [] });
  });

  it('starts anew with ids that were never used', () => {
    const { made, text } = dictionary();
    text('a');
    made.handOver();
    made.renew();
    expect(text('a')).toBe(8 * epochTexts);
    expect(made.handOver()).toEqual({ base: 8 * epochTexts, texts: ['a'] });
  });

  it('knows when it has no room for the texts of one more row', () => {
    const { made, text } = dictionary();
    for (let i = 0; i < epochTexts - 3; i++) text(String(i));
    expect(made.isCrowded).toBe(false);
    text('one more');
    expect(made.isCrowded).toBe(true);
    made.renew();
    expect(made.isCrowded).toBe(false);
    const long = new LogRecord(layoutOf(['vpc_id']));
    long.open(new Uint8Array(9 << 20).fill(0x78));
    long.ends[0] = 9 << 20;
    made.text(long, 0, 0);
    expect(made.isCrowded).toBe(true);
  });

  it('makes numbers of IPv4 addresses, and ids of all others', () => {
    const { made, address } = dictionary();
    const id = 7 * epochTexts + textAddress;
    expect(['0.0.0.0', '10.0.0.1', '255.255.255.255'].map(address)).toEqual([0, 167772161, 4294967295]);
    const others = [
      '::1',
      '256.0.0.1',
      '1.2.3',
      '1.2.3.4.5',
      '01.2.3.4',
      '1..2.3',
      '1.2.3.',
      '.1.2.3',
      '1.2.3.4x',
      'é',
    ];
    expect(others.map(address)).toEqual(others.map((_, i) => id + i));
    expect(address('::1')).toBe(id);
    expect(made.handOver().texts).toEqual(others);
  });

  it('holds a text and an address of the same letters apart, and knows canonical addresses', () => {
    const { made, text, address } = dictionary(true);
    text('2001:DB8::1');
    address('2001:DB8::1');
    expect(address('::ffff:1.2.3.4')).toBe(0x01020304);
    expect(made.handOver().texts).toEqual(['2001:DB8::1', '2001:db8::1']);
  });

  it('replaces bytes that are no UTF-8', () => {
    const { made, recordOf } = dictionary();
    made.text(recordOf(Uint8Array.of(0x61, 0xff, 0xfe, 0x62)), 0, 0);
    expect(made.handOver().texts).toEqual(['a\ufffd\ufffdb']);
  });

  it('says so when there are no more ids', () => {
    const exhausted = new Dictionary(1, () => 2 ** 31 / epochTexts, false);
    expect(() => exhausted.renew()).toThrow('too many different texts');
  });

  it('outlives more texts than it remembers', () => {
    const { plan, collector, batches } = collecting({ rows: 'records', columns: ['interface_id', 'subnet_id'] });
    const kernel = collector.kernel(['interface_id', 'subnet_id']);
    const names = Array.from({ length: 150_000 }, (_, i) => [`eni-${i}`, `subnet-${i % 10}`]);
    const block = linesOf(names.map((pair) => pair.join(' ')));
    expect(kernel.scan(block, 0, block.length)).toBe(block.length);
    collector.finish();
    expect(rowsOf(batches, plan)).toEqual(names);
  });
});
