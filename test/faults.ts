/** Files of 2000 records with one fault each, and what is true of them by construction. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { constants, crc32, deflateRawSync, gunzipSync, gzipSync } from 'node:zlib';
import { count, header, records, spoilt, textOf, whole, wholeText, withField } from './two-thousand-records.ts';

interface Expected {
  /** Readable records, NODATA and SKIPDATA included. */
  readonly records: number;
  /** Records of traffic; null where no record says what it is. */
  readonly ok: number | null;
  readonly badLines: number;
  readonly headers: number;
  readonly damaged: boolean;
  /** Must be named in a warning although nothing is lost. */
  readonly warned?: boolean;
}

export interface Fault {
  readonly name: string;
  readonly file: string;
  readonly expected: Expected;
}

const clean = { records: count, ok: count - 15, badLines: 0, headers: 1, damaged: false } satisfies Expected;
const twentyBad: Expected = { ...clean, records: count - 20, ok: count - 15 - 20, badLines: 20 };

/** What the lines before a cut are worth; a line that the cut went through is no bad line. */
function beforeCut(text: string): Expected {
  const lines = text.split('\n').slice(0, -1).slice(1);
  const silent = lines.filter((line) => /(NODATA|SKIPDATA)$/.test(line)).length;
  return { ...clean, records: lines.length, ok: lines.length - silent, damaged: true };
}

const gz = (text: string | Buffer) => gzipSync(text);
const latin1 = (text: string) => Buffer.from(text, 'latin1');

function cutGzip(): { bytes: Buffer; expected: Expected } {
  const full = gz(wholeText);
  const bytes = full.subarray(0, Math.floor(full.length * 0.6));
  return { bytes, expected: beforeCut(gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).toString()) };
}

/** One bit flipped where a block begins, in its type, so that what precedes it is sound and what follows cannot be read. */
function flippedGzip(): { bytes: Buffer; expected: Expected } {
  const before = textOf(whole.slice(0, 1001));
  const after = textOf(whole.slice(1001));
  const first = deflateRawSync(before, { finishFlush: constants.Z_FULL_FLUSH });
  const second = deflateRawSync(after);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(wholeText));
  trailer.writeUInt32LE(wholeText.length, 4);
  const bytes = Buffer.concat([gz('').subarray(0, 10), first, second, trailer]);
  if (gunzipSync(bytes).toString() !== wholeText) throw new Error('the file is not sound before the bit is flipped');
  const at = 10 + first.length;
  // A block with codes of its own has type 2; type 3 does not exist.
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0b010, at);
  return { bytes, expected: beforeCut(before) };
}

function wrongCrc(): Buffer {
  const bytes = gz(wholeText);
  bytes.writeUInt32LE((bytes.readUInt32LE(bytes.length - 8) ^ 1) >>> 0, bytes.length - 8);
  return bytes;
}

const reversed = whole.map((line) => line.split(' ').reverse().join(' '));
const half = count / 2;
const thirds = [header, ...records.slice(0, 600), header, ...records.slice(600, 1300), header, ...records.slice(1300)];
const giant = [header, ...records.map((line, i) => (i === half ? `${line} ${'x'.repeat(3_000_000)}` : line))];
const quoted = spoilt((line) => withField(line, 'interface-id', (value) => `"${value}`));
const cut = cutGzip();
const flipped = flippedGzip();

const oneBad: Expected = { ...clean, records: count - 1, ok: count - 16, badLines: 1 };
const damaged: Expected = { ...clean, damaged: true };

const faults: readonly (readonly [name: string, file: string, bytes: string | Buffer, expected: Expected])[] = [
  ['a header repeated twice in the middle', 'headers.log', textOf(thirds), { ...clean, headers: 3 }],
  ['too few fields', 'few.log', spoilt((line) => line.slice(0, line.lastIndexOf(' '))), twentyBad],
  ['too many fields', 'many.log', spoilt((line) => `${line} OK`), twentyBad],
  ['a double space', 'double.log', spoilt((line) => line.replace(' eni', '  eni')), clean],
  ['a trailing space', 'trailing.log', spoilt((line) => `${line} `), clean],
  [
    'a bad number in bytes',
    'number.log',
    spoilt((line) => withField(line, 'bytes', (value) => `${value}x`)),
    twentyBad,
  ],
  ['\\n and \\r\\n mixed', 'mixed.log', spoilt((line) => `${line}\r`), clean],
  ['\\r\\n everywhere', 'crlf.log', wholeText.replaceAll('\n', '\r\n'), clean],
  ['a byte order mark', 'bom.log', `\ufeff${wholeText}`, clean],
  ['blank lines', 'blank.log', spoilt((line) => `${line}\n`), clean],
  ['a last line without newline', 'last.log', whole.join('\n'), clean],
  ['a stray quote in a text field', 'quote.log', quoted, clean],
  ['a line of 3 MB', 'giant.log', textOf(giant), oneBad],
  ['a NUL byte', 'nul.log', spoilt((line) => line.replace('eni', 'e\0ni')), twentyBad],
  ['invalid UTF-8 in a text field', 'utf8.log', latin1(spoilt((line) => line.replace('eni', 'eni\xff'))), clean],
  ['a gzip cut at 60 %', 'cut.log.gz', cut.bytes, cut.expected],
  ['a .gz of no bytes', 'zero.log.gz', '', { ...clean, records: 0, ok: null, headers: 0, warned: true }],
  ['text named .gz', 'text.log.gz', wholeText, clean],
  ['512 zeros after a gzip', 'zeros.log.gz', Buffer.concat([gz(wholeText), Buffer.alloc(512)]), clean],
  ['garbage after a gzip', 'garbage.log.gz', Buffer.concat([gz(wholeText), Buffer.from('not a gzip member')]), damaged],
  ['a gzip named .log', 'gzip.log', gz(wholeText), clean],
  [
    'two gzip members',
    'members.log.gz',
    Buffer.concat([gz(textOf(whole.slice(0, 1001))), gz(textOf([header, ...records.slice(1000)]))]),
    { ...clean, headers: 2 },
  ],
  ['a bit flipped in the middle of a gzip', 'flipped.log.gz', flipped.bytes, flipped.expected],
  ['a wrong checksum of intact text', 'checksum.log.gz', wrongCrc(), damaged],
  ['the columns in another order', 'order.log', textOf(reversed), clean],
  ['no header', 'headless.log', textOf(records), { ...clean, headers: 0 }],
];

/** Writes the files into `folder`, which must exist. */
export async function makeFaults(folder: string): Promise<Fault[]> {
  return Promise.all(
    faults.map(async ([name, file, bytes, expected]) => {
      await writeFile(join(folder, file), bytes);
      return { name, file: join(folder, file), expected };
    }),
  );
}

export const faultNames = faults.map(([name]) => name);
export const damagedNames = faults.filter(([, , , expected]) => expected.damaged).map(([name]) => name);
