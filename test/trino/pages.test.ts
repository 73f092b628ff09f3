/** Pages get the same rows from files and from Athena; what was read, each engine says in its own way. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { answered } from '../commands/typing.ts';
import { makePlace, makeTable, type Place, put, v2Columns, v5Columns } from './bed.ts';
import { flowlogs } from './program.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const examples = join(root, 'examples/AWSLogs');
const v2 =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
const logs = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.gz'));

let place: Place;

beforeAll(async () => {
  place = await makePlace('pages');
  await Promise.all(logs.map((name, i) => put(place, `examples/${i}.log.gz`, readFileSync(join(examples, name)))));
  await makeTable(place, 'examples', { folder: 'examples/', columns: v5Columns });
  const largest = '9223372036854775807';
  const log = `${v2}\n2 1 eni-0a1 10.0.0.5 10.0.0.9 40000 443 6 ${largest} ${largest} 1755165600 1755165660 ACCEPT OK\n`;
  await put(place, 'large/a.log', Buffer.from(log + log.slice(v2.length + 1)));
  // Of Transit Gateways: no action, no interface.
  const lacking = v2Columns.replace(' action:string', '').replace(' interface_id:string', '');
  await makeTable(place, 'large', { folder: 'large/', columns: v2Columns });
  await makeTable(place, 'lacking', { folder: 'nothing/', columns: lacking });
});

async function fromAthena(table: string, words: string) {
  const lake = ['--database', place.database, '--table', table, '--output-location', `s3://${place.bucket}/results/`];
  return answered([...words.split(' '), ...lake]);
}

const rows = (text: string) => text.split('\n').filter((line) => !line.startsWith('read,'));

const questions = [
  'summary 2025-08-14',
  'summary 2025-08-14 --packet-level --dst-port 443,5432 -n 3',
  'summary --since 2025-08-13 --until 2025-08-16 --action reject',
  'ip 10.0.1.10 --date 2025-08-14',
  'ip 10.0.0.0/16 --since 2025-08-13 --until 2025-08-16 -n 20',
  'ip 203.0.113.77 --date 2025-08-14 --packet-level',
  'ip 2001:db8::/32 --date 2025-08-14',
];

describe('pages', () => {
  it.each(questions)('%s: answers alike', async (words) => {
    const { out } = await answered([...words.split(' '), '--csv', examples]);
    expect(rows(out).length).toBeGreaterThan(words.includes('2001:db8') ? 3 : 10);
    expect(rows((await fromAthena('examples', `${words} --csv`)).out)).toEqual(rows(out));
  });

  it('adds up beyond 2^63', async () => {
    const { out } = await fromAthena('large', 'ip 10.0.0.9 --date 2025-08-14 --csv');
    const sum = '18446744073709551614';
    expect(out).toContain(`\ntotals,in,2,${sum},${sum},2,0,2025-08-14T10:00:00Z,2025-08-14T10:01:00Z,`);
  });

  it('says the sum of what was scanned', async () => {
    const read = JSON.parse((await fromAthena('examples', 'summary 2025-08-14 --json')).out).read[0];
    const { out } = await fromAthena('examples', 'summary 2025-08-14 --dry-run');
    // Seven sections, each of which reads the 26 objects.
    expect(out).toMatch(/\n-- would scan .*26 objects.*; that 7 times\n$/);
    const size = logs.reduce((sum, name) => sum + readFileSync(join(examples, name)).length, 0);
    expect(read).toMatchObject({ records: null, scanned_bytes: 7 * size });
  });

  it('says once what all queries have to say, and nothing else', async () => {
    const { code, out, err } = await flowlogs(
      place,
      'ip 10.0.1.10 --date 2025-08-14 --csv --table examples'.split(' '),
    );
    expect(code).toBe(0);
    expect(err).toMatch(/^note: no partition key of examples tells the time: [^\n]*\n$/);
    expect(out).toMatch(/^section,direction,flows,/);
  });

  it('leaves out what the table does not have', async () => {
    const { out, code } = await fromAthena('lacking', 'ip 10.0.0.5 --date 2025-08-14 --json');
    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(out))).toEqual([
      'totals',
      'sends_to',
      'receives_from',
      'serves',
      'asks_for',
      'hours',
    ]);
  });
});
