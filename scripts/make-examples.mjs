/**
 * Writes the example logs: examples/AWSLogs/…, or below the folder given.
 *
 *   node scripts/make-examples.mjs [FOLDER]
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateRawSync } from 'node:zlib';
import { files } from './examples/day.mjs';
import { account, region } from './examples/network.mjs';
import { below } from './examples/random.mjs';
import { headers, line } from './examples/record.mjs';

const flowLogs = { 2: 'fl-0a0000000000000e2', 5: 'fl-0b0000000000000e5' };

/** Gzip without a time and without the name of a system, so that the same text gives the same bytes. */
function gzip(text) {
  const bytes = Buffer.from(text);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(bytes), 0);
  trailer.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([
    Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]),
    deflateRawSync(bytes, { level: 9 }),
    trailer,
  ]);
}

/** AWS names a file after the start of the five minutes in which its records ended. */
function pathOf({ begin, version }) {
  const [, year, month, day, hour, minute] = /^(....)-(..)-(..)T(..):(..)/.exec(new Date(begin * 1000).toISOString());
  const tail = below(2 ** 32)
    .toString(16)
    .padStart(8, '0');
  const name = `${account}_vpcflowlogs_${region}_${flowLogs[version]}_${year}${month}${day}T${hour}${minute}Z_${tail}.log.gz`;
  return join('AWSLogs', account, 'vpcflowlogs', region, year, month, day, name);
}

const folder = process.argv[2] ?? fileURLToPath(new URL('../examples', import.meta.url));
rmSync(join(folder, 'AWSLogs'), { recursive: true, force: true });
for (const file of files()) {
  const path = join(folder, pathOf(file));
  const lines = [headers[file.version], ...file.records.map((record) => line(file.version, record))];
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, gzip(`${lines.join('\n')}\n`));
}
