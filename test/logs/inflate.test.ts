import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Damage } from '../../src/logs/damage.ts';
import { DirectInflater, directWorks } from '../../src/logs/direct-inflater.ts';
import { inflate, inflateStart, inflateWhole, isGzip } from '../../src/logs/inflate.ts';
import type { Inflater } from '../../src/logs/inflater.ts';
import { StreamInflater } from '../../src/logs/stream-inflater.ts';

const lines = (count: number) => Array.from({ length: count }, (_, i) => `line ${i} ${(i * 7919) % 104729}\n`).join('');
const text = lines(200_000);
const packed = gzipSync(text);

/** Cuts bytes into blocks of that size, in one buffer that is used again for each. */
const source = (bytes: Buffer, block = 100_000) =>
  async function* () {
    const buffer = Buffer.alloc(block);
    for (let at = 0; at < bytes.length; at += block) {
      const length = bytes.copy(buffer, 0, at, at + block);
      yield buffer.subarray(0, length);
    }
  };

type Inflated = (bytes: Buffer, block?: number) => Promise<{ text: string; damage?: Damage }>;

async function inflatedBy(
  open: () => Inflater,
  bytes: Buffer,
  block?: number,
): Promise<{ text: string; damage?: Damage }> {
  const blocks: Buffer[] = [];
  try {
    for await (const piece of inflate(source(bytes, block), open)) blocks.push(Buffer.from(piece));
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    return { text: Buffer.concat(blocks).toString(), damage: error };
  }
  return { text: Buffer.concat(blocks).toString() };
}

function changed(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8((copy.readUInt8(at) ^ 1) & 0xff, at);
  return copy;
}

test('the handle of a zlib stream is what it was', () => {
  expect(directWorks()).toBe(true);
});

const inflaters: readonly (readonly [string, Inflated])[] = [
  ['the handle', (...given) => inflatedBy(() => new DirectInflater(), ...given)],
  ['the stream', (...given) => inflatedBy(() => new StreamInflater(), ...given)],
];

describe.each(inflaters)('by %s, inflate gives', (_, inflated) => {
  test('the text of one member, whatever the size of the blocks', async () => {
    for (const block of [1009, 65_536, 10_000_000]) expect((await inflated(packed, block)).text).toBe(text);
  });

  test('the text of all members', async () => {
    const members = Buffer.concat(['a\n', '', 'b\n', lines(5000)].map((member) => gzipSync(member)));
    for (const block of [7, 100_000]) expect(await inflated(members, block)).toEqual({ text: `a\nb\n${lines(5000)}` });
  });

  test('nothing for an empty member', async () => {
    expect(await inflated(gzipSync(''))).toEqual({ text: '' });
  });

  test('the text before padding with zeros, also where the padding fills blocks of its own', async () => {
    const padded = Buffer.concat([packed, Buffer.alloc(512)]);
    expect(await inflated(padded)).toEqual({ text });
    expect(await inflated(padded, packed.length)).toEqual({ text });
    expect(await inflated(padded, 100)).toEqual({ text });
  });
});

describe.each(inflaters)('by %s, inflate hands on all that can be decoded and then says that', (_, inflated) => {
  test('the data is cut short', async () => {
    for (const length of [packed.length - 1, packed.length - 8, 700_000, 300_001, 20]) {
      const { text: read, damage } = await inflated(packed.subarray(0, length));
      expect(text.startsWith(read)).toBe(true);
      expect(damage?.cut).toBe(true);
      expect(damage?.message).toContain('cut short');
    }
    expect((await inflated(packed.subarray(0, packed.length - 1))).text).toBe(text);
  });

  test('the checksum or the length is wrong, with the whole text', async () => {
    for (const at of [packed.length - 8, packed.length - 4]) {
      const { text: read, damage } = await inflated(changed(packed, at));
      expect(read).toBe(text);
      expect(damage?.message).toMatch(/incorrect (data|length) check/);
    }
  });

  test('something follows that is no gzip data, of which the text is not cut', async () => {
    const follows = [Buffer.from('garbage'), Buffer.concat([Buffer.alloc(9), Buffer.from('garbage')])];
    for (const what of follows) {
      for (const block of [100_000, packed.length, packed.length + 9]) {
        const { text: read, damage } = await inflated(Buffer.concat([packed, what]), block);
        expect(read).toBe(text);
        expect(damage?.cut).toBe(false);
      }
    }
  });

  test('a second member is damaged, with the text of the first', async () => {
    const second = gzipSync(lines(10));
    const { text: read, damage } = await inflated(Buffer.concat([packed, changed(second, second.length - 8)]));
    expect(read).toBe(text + lines(10));
    expect(damage?.cut).toBe(true);
  });

  test('a bit is wrong in the middle, with the text before it', async () => {
    const at = Math.floor(packed.length / 2);
    const sound = gunzipSync(packed.subarray(0, at), { finishFlush: constants.Z_SYNC_FLUSH }).toString();
    const { text: read, damage } = await inflated(changed(packed, at));
    expect(damage?.cut).toBe(true);
    expect(read.startsWith(sound)).toBe(true);
    expect(sound.length).toBeGreaterThan(text.length / 3);
  });

  test('it is no gzip data at all', async () => {
    const { text: read, damage } = await inflated(Buffer.from([0x1f, 0x8b, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9]));
    expect(read).toBe('');
    expect(damage?.message).toContain('does not decode');
  });
});

test('a caller that stops early stops the reading', async () => {
  let closed = false;
  async function* endless() {
    try {
      for (;;) yield packed.subarray(0, 100_000);
    } finally {
      closed = true;
    }
  }
  for await (const block of inflate(endless)) {
    expect(block.length).toBeGreaterThan(0);
    break;
  }
  expect(closed).toBe(true);
});

describe('inflateWhole', () => {
  test('gives the text of a plain file', () => {
    expect(inflateWhole(packed)?.toString()).toBe(text);
    expect(inflateWhole(gzipSync(''))?.length).toBe(0);
  });

  test('leaves to inflate whatever is not plain', () => {
    const odd = [Buffer.concat([packed, packed]), packed.subarray(0, -1), changed(packed, packed.length - 8)];
    const more = [
      Buffer.concat([packed, Buffer.alloc(3)]),
      Buffer.concat([packed, Buffer.from('x')]),
      Buffer.from([0x1f, 0x8b]),
    ];
    for (const bytes of [...odd, ...more]) expect(inflateWhole(bytes)).toBeUndefined();
  });

  test('leaves to inflate what would be very large', () => {
    expect(inflateWhole(gzipSync(Buffer.alloc(40_000_000)))).toBeUndefined();
  });
});

test('inflateStart gives what the first bytes hold', () => {
  const start = inflateStart(packed.subarray(0, 4096))?.toString() ?? '';
  expect(start.length).toBeGreaterThan(4096);
  expect(text.startsWith(start)).toBe(true);
  expect(inflateStart(Buffer.from('plain text'))).toBeUndefined();
});

test('gzip data is known by its first two bytes', () => {
  expect([isGzip(packed), isGzip(Buffer.from('2 1')), isGzip(Buffer.from([0x1f]))]).toEqual([true, false, false]);
});
