/** Writes records as the files that AWS delivers. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { account, region } from './network.mjs';
import { below } from './random.mjs';
import { headers, line } from './record.mjs';

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
function pathOf(begin, flowLog) {
  const [, year, month, day, hour, minute] = /^(....)-(..)-(..)T(..):(..)/.exec(new Date(begin * 1000).toISOString());
  const tail = below(2 ** 32)
    .toString(16)
    .padStart(8, '0');
  const name = `${account}_vpcflowlogs_${region}_${flowLog}_${year}${month}${day}T${hour}${minute}Z_${tail}.log.gz`;
  return join('AWSLogs', account, 'vpcflowlogs', region, year, month, day, name);
}

/** Writes the file of records whose windows end from `begin` (epoch seconds) on, below `folder`. */
export function writeLogFile(folder, { begin, version, records }, flowLog) {
  const path = join(folder, pathOf(begin, flowLog));
  const lines = [headers[version], ...records.map((record) => line(version, record))];
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, gzip(`${lines.join('\n')}\n`));
}
