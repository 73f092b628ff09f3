/** The question asked of DuckDB's own reader of CSV, columns typed: node read-csv.mjs FOLDER. No check of what it reads. */
import { createReadStream, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { sql } from '../question.mjs';

// `require` loads this package in half the time that `import` takes.
const { DuckDBInstance } = createRequire(import.meta.url)('@duckdb/node-api');

const numbers = {
  version: 'INTEGER',
  srcport: 'INTEGER',
  dstport: 'INTEGER',
  protocol: 'INTEGER',
  packets: 'BIGINT',
  bytes: 'BIGINT',
  start: 'BIGINT',
  end: 'BIGINT',
};

async function headerOf(file) {
  for await (const block of createReadStream(file).pipe(createGunzip()))
    return String(block).split('\n', 1)[0].split(' ');
}

const folder = process.argv[2];
const files = readdirSync(folder).map((name) => join(folder, name));
const columns = (await headerOf(files[0])).map(
  (name) => `'${name.replaceAll('-', '_')}': '${numbers[name] ?? 'VARCHAR'}'`,
);
const list = files.map((file) => `'${file.replaceAll("'", "''")}'`);
const source = `read_csv([${list}], columns={${columns}}, delim=' ', header=true, auto_detect=false, quote='', escape='', comment='', nullstr='-')`;

const connection = await (await DuckDBInstance.create(':memory:')).connect();
const answer = await connection.runAndReadAll(`WITH logs AS (FROM ${source}) ${sql}`);
process.stdout.write(
  `${answer
    .getRows()
    .map((row) => row.join(','))
    .join('\n')}\n`,
);
