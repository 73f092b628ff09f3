/** The logs of docs/incidents, and what is to be found in them: the numbers follow from the constants of scripts/incidents. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answered } from './commands/typing.ts';

const folder = join(import.meta.dirname, '../docs/incidents');
const script = join(import.meta.dirname, '../scripts/make-incidents.mjs');

const logFiles = (below: string) =>
  readdirSync(below, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.gz'))
    .sort();
const text = (below: string, name: string) => gunzipSync(readFileSync(join(below, name))).toString();

async function rows(...args: string[]): Promise<Record<string, unknown>[]> {
  return JSON.parse((await answered([...args, '--json', folder])).out) as Record<string, unknown>[];
}

describe('the committed logs', () => {
  let made: string;
  beforeAll(() => {
    made = mkdtempSync(join(tmpdir(), 'flowlogs-incidents-'));
    execFileSync(process.execPath, [script, made]);
  });
  afterAll(() => rmSync(made, { recursive: true }));

  it('are those that the script writes now', () => {
    expect(logFiles(folder)).toEqual(logFiles(made));
    for (const name of logFiles(folder)) expect(text(folder, name)).toBe(text(made, name));
  });
});

describe('each incident is found among the others', () => {
  it('the scan: seven hosts, ten ports in each of four half hours, and 443 of the one that answers', async () => {
    expect(await rows('port-scans')).toMatchObject([
      { srcaddr: '192.0.2.200', hosts: 7, ports: 41, targets: 281, answered: 1, rejected: 280 },
    ]);
  });

  it('the theft: 2.5 GB in each of six half hours', async () => {
    const [first] = await rows('big-transfers', '--src', '10.20.0.0/16', '--dst', '!10.20.0.0/16');
    expect(first).toMatchObject({ srcaddr: '10.20.2.40', dstaddr: '198.51.100.66', bytes: 15_000_000_000, flows: 6 });
  });

  it('the wrong security group: three tries in each of the 29 half hours since 09:20', async () => {
    expect(await rows('top-rejects', '--src', '10.20.0.0/16', '--by', 'srcaddr,dstaddr,dstport')).toMatchObject([
      { srcaddr: '10.20.1.10', dstaddr: '10.20.2.11', dstport: 8080, flows: 87, first_seen: '2025-09-09T09:30:02Z' },
    ]);
  });

  it('the chatty NAT gateway: 400 MB in each of 28 half hours, counted once, for the host behind it', async () => {
    const nat = ['--interface-id', 'eni-0f20c2090000000008', '--since', '2025-09-09T10:00Z'];
    const [first] = await rows('top-talkers', ...nat, '--packet-level', '--dedupe', '--min-bytes', '1MB');
    expect(first).toMatchObject({ srcaddr: '203.0.113.50', dstaddr: '10.20.2.30', flows: 28, bytes: 11_200_000_000 });
  });

  it('the new client of the database: nothing before, 20 half hours of two interfaces now', async () => {
    const found = await rows(
      'diff',
      '--date',
      '2025-09-09',
      '--against',
      '1d',
      '--dst',
      '10.20.3.10',
      '--by',
      'srcaddr,dstport',
    );
    expect(found).toContainEqual(
      expect.objectContaining({ srcaddr: '10.20.2.77', dstport: 5432, change: 'new', flows_before: 0, flows_now: 40 }),
    );
  });
});
