/** A trend gets the same bytes of CSV from files and from Athena, zero rows included. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { answered } from '../commands/typing.ts';
import { makePlace, makeTable, type Place, put, v2Columns, v5Columns } from './bed.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const examples = join(root, 'examples/AWSLogs');
const cases = join(root, 'test/fixtures/cases');
const log = (name: string) => join(cases, readdirSync(cases).find((one) => one.startsWith(name)) ?? name, 'in/a.log');

let place: Place;

beforeAll(async () => {
  place = await makePlace('trend');
  const files = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.gz'));
  await Promise.all(files.map((name, i) => put(place, `examples/${i}.log.gz`, readFileSync(join(examples, name)))));
  await makeTable(place, 'examples', { folder: 'examples/', columns: v5Columns });
  for (const name of ['T04', 'T06', 'S06']) {
    await put(place, `${name}/a.log`, readFileSync(log(name)));
    await makeTable(place, name.toLowerCase(), { folder: `${name}/`, columns: v2Columns });
  }
});

async function fromAthena(table: string, words: string): Promise<string> {
  const lake = ['--database', place.database, '--table', table, '--output-location', `s3://${place.bucket}/results/`];
  return (await answered(['trend', ...words.split(' '), '--csv', ...lake])).out;
}

const questions: readonly (readonly [string, string, string])[] = [
  ['examples', '--date 2025-08-14', examples],
  ['examples', '--date 2025-08-14 --by dstport -n 3 --bin 15m', examples],
  ['examples', '--since 2025-08-13 --until 2025-08-16 --by srcaddr,protocol --measure bytes --bin 6h', examples],
  ['examples', '--date 2025-08-14 --by instance_id,service --action reject --bin 6h', examples],
  ['examples', '--date 2025-08-14 --by srcnet/24,action -n 1000 --bin 1d', examples],
  ['examples', '--date 2025-08-14 --by tcp_flags --packet-level --src 10.0.0.0/8 --bin 1d', examples],
  ['t04', '--since 1970-01-01 --bin 1h', log('T04')],
  ['t06', '--since 1970-01-01 --bin 1h --by dstport', log('T06')],
  ['t06', '--since 1970-01-01 --bin 1d', log('T06')],
  ['s06', '--since 2024-08-01 --by dstport', log('S06')],
];

describe('trend', () => {
  it.each(questions)('of %s, %s: answers alike', async (table, words, path) => {
    const { out } = await answered(['trend', ...words.split(' '), '--csv', path]);
    expect(out.split('\n').length).toBeGreaterThan(3);
    expect(await fromAthena(table, words)).toBe(out);
  });

  it('counts before it is asked that lines are read twice', async () => {
    const kilobytes = async (by: string) => {
      const text = await fromAthena('examples', `--date 2025-08-14${by} --dry-run`);
      return Number(/\n-- would scan the whole table, 26 objects, ([\d.]+) kB, at most .*\n$/.exec(text)?.[1]);
    };
    const once = await kilobytes('');
    expect(once).toBeGreaterThan(1);
    expect((await kilobytes(' --by dstport')) / once).toBeCloseTo(2, 1);
  });
});
