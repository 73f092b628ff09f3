/** What is counted once, and who serves what, through the program: on a table as in files, and what the cases expect. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { collected } from '../queries/asking.ts';
import { makePlace, makeTable, type Place, put } from './bed.ts';
import { flowlogs } from './program.ts';

/** By table. */
const cases = {
  two_interfaces: collected('S03-two-interfaces-of-ours'),
  nat_gateway: collected('S04-nat-gateway'),
  flags: collected('S05-direction-by-flags'),
};

const numbers = ['version', 'srcport', 'dstport', 'protocol', 'tcp_flags', 'packets', 'bytes', 'start', 'end'];

let place: Place;

beforeAll(async () => {
  place = await makePlace('dedupe');
  for (const [table, { path }] of Object.entries(cases)) {
    const log = readFileSync(`${path}/a.log`, 'utf8');
    const names = (log.split('\n')[0] ?? '').replaceAll('-', '_').split(' ');
    const columns = names.map((name) => `${name}:${numbers.includes(name) ? 'bigint' : 'string'}`).join(' ');
    await put(place, `${table}/a.log`, log);
    await makeTable(place, table, { folder: `${table}/`, columns });
  }
});

/** The lines of an answer, which both must give. */
async function lines(table: keyof typeof cases, words: readonly string[]): Promise<string[]> {
  const line = [...words, '--date', '2024-08-08', '--csv', '--no-header'];
  const [fromFiles, fromAthena] = await Promise.all([
    flowlogs(place, [...line, cases[table].path]),
    flowlogs(place, [...line, '--table', table]),
  ]);
  expect(fromAthena.err).not.toContain('flowlogs:');
  expect(fromAthena.out).toBe(fromFiles.out);
  return fromFiles.out.trimEnd().split('\n');
}

describe('--dedupe', () => {
  it('S03: counts a conversation that two interfaces logged once, on both', async () => {
    const found = await lines('two_interfaces', [
      'top',
      '--by',
      'srcaddr,dstaddr,action',
      '--sort',
      'bytes',
      '--dedupe',
    ]);
    // Group, flows, packets, bytes: the accepted ones of two records each way, 5 + 1 packets of 500 + 40 bytes.
    expect(found.map((line) => line.split(',').slice(0, 6).join(' '))).toEqual([
      '10.0.0.1 10.0.0.2 ACCEPT 2 6 540',
      '10.0.0.2 10.0.0.1 ACCEPT 1 3 300',
      '10.0.0.1 198.51.100.7 ACCEPT 1 2 200',
      '10.0.0.1 10.0.0.2 REJECT 1 1 40',
    ]);
  });

  it.each([[[]], [['--packet-level']]])(
    'S04 with %j: counts what a NAT gateway relays once, on both',
    async (options) => {
      const found = await lines('nat_gateway', ['top-talkers', '--dedupe', ...options]);
      expect(found.map((line) => line.split(',').slice(0, 5).join(' '))).toEqual([
        '10.0.1.5 203.0.113.5 1  700',
        '203.0.113.5 10.0.1.5 1  300',
      ]);
    },
  );

  it('names the field that a table lacks for it', async () => {
    const { code, err } = await flowlogs(place, [
      'top-talkers',
      '--dedupe',
      '--date',
      '2024-08-08',
      '--table',
      'flags',
    ]);
    expect(err).toContain('interface-id');
    expect(code).toBe(1);
  });
});

describe('services', () => {
  it('S05: are told by flags, the undecided counted, on both', async () => {
    const found = await lines('flags', ['services']);
    expect(found.map((line) => line.split(',').slice(0, 8).join(' '))).toEqual([
      '10.0.1.9 8443 6 flags 1 2 2 1000',
      '10.0.0.7 3306 6 flags 1 2 2 100',
      '   undecided  1 1 5',
    ]);
  });

  it('are the same by every rank and limit, and counted once', async () => {
    for (const sort of ['flows', 'packets', 'clients']) await lines('flags', ['services', '--sort', sort, '-n', '1']);
    expect(await lines('two_interfaces', ['services', '--dedupe', '-n', '0'])).toHaveLength(3);
  });
});
