/** What changed is the same bytes of CSV from files and from Athena, and a gap between two times is not read. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { derived } from '../../src/derived.ts';
import { answered } from '../commands/typing.ts';
import { makePlace, makeTable, type Place, put, v2, v2Columns, v5Columns } from './bed.ts';

const examples = fileURLToPath(new URL('../../examples/AWSLogs', import.meta.url));

let place: Place;

beforeAll(async () => {
  place = await makePlace('diff');
  const files = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.gz'));
  await Promise.all(files.map((name, i) => put(place, `examples/${i}.log.gz`, readFileSync(join(examples, name)))));
  await makeTable(place, 'examples', { folder: 'examples/', columns: v5Columns });
});

async function fromAthena(table: string, words: string): Promise<{ readonly out: string; readonly err: string }> {
  const lake = ['--database', place.database, '--table', table, '--output-location', `s3://${place.bucket}/results/`];
  return answered(['diff', ...words.split(' '), '--csv', ...lake]);
}

const noon = '--since 2025-08-14T12:00Z --until 2025-08-15';
const withoutTimes = derived.filter(({ of }) => !of.includes('start')).map(({ name }) => name);

const questions: readonly string[] = [
  noon,
  `${noon} --against 6h --min-factor 1.5 --min 3 -n 0`,
  `${noon} --against 2025-08-14..2025-08-14T05:30Z --sort bytes --by srcaddr`,
  '--since 2025-08-14T01:00Z --until 2025-08-14T02:00Z --against 2025-08-14T09:00Z..2025-08-14T12:00Z --sort packets',
  '--date 2025-08-14 --against 2025-08-13 --by dstport,protocol --action reject',
  `${noon} --by tcp_flags,action --packet-level --src 10.0.0.0/8 --min 0 --min-factor 1`,
  `${noon} --by instance_id,vpc_id --sort bytes --min 10kB`,
  ...withoutTimes.map((name) => `${noon} --against 12h --min-factor 1.1 --by ${name}`),
];

describe('diff', () => {
  it.each(questions)('%s: answers alike', async (words) => {
    const { out } = await answered(['diff', ...words.split(' '), '--csv', examples]);
    expect(out.split('\n').length).toBeGreaterThan(2);
    const lake = await fromAthena('examples', words);
    expect(lake.out).toBe(out);
    expect(lake.out).not.toContain('all_flows');
  });

  it('says on Athena, too, that a side has no flows', async () => {
    const { err } = await fromAthena('examples', '--date 2025-08-14 --against 2025-08-01');
    expect(err).toContain('note: no flows before (that started from 2025-08-01 00:00Z');
    const both = await fromAthena('examples', '--date 2025-07-14 --against 2025-08-01');
    expect(both.err).toContain('note: no record is of a group that changed enough');
  });

  it('reads the days of either time and the next, and none between them', async () => {
    const days = ['01', '02', '03', '08', '13', '14', '15'];
    const record = (day: string) => {
      const start = Date.parse(`2025-08-${day}T10:00:00Z`) / 1000;
      return `2 123456789012 eni-0a1 10.0.0.${Number(day)} 10.0.0.2 40000 443 6 1 100 ${start} ${start + 60} ACCEPT OK`;
    };
    for (const day of days) await put(place, `days/2025/08/${day}/a.log`, `${v2}\n${record(day)}\n`);
    await makeTable(place, 'days', {
      folder: 'days/',
      columns: v2Columns,
      keys: 'day:string',
      parameters: {
        'projection.enabled': 'true',
        'projection.day.type': 'date',
        'projection.day.format': 'yyyy/MM/dd',
        'projection.day.range': '2025/01/01,NOW',
        'storage.location.template': `s3://${place.bucket}/days/\${day}`,
      },
    });
    const words = '--date 2025-08-13 --against 2025-08-01 --by srcaddr';
    const { out } = await fromAthena('days', words);
    expect(
      out
        .split('\n')
        .slice(1)
        .map((line) => line.split(',').slice(0, 2).join(' ')),
    ).toEqual(['10.0.0.1 gone', '10.0.0.13 new', '']);
    const preview = await fromAthena('days', `${words} --dry-run`);
    expect(preview.out).toContain('-- would scan 4 partitions, 4 objects');
  });
});
