/** What is counted once, and who serves what, through the program: on a table as in files, and what the cases expect. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { collected } from '../queries/asking.ts';
import { makePlace, makeTable, type Place, put } from './bed.ts';
import { flowlogs, flowlogsOnTerminal } from './program.ts';

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

  it.each([
    // The host's own records, and the gateway's with the far end; not those between host and gateway.
    ['--dst', 'top-destinations', '203.0.113.5 1  700'],
    ['--src', 'top-sources', '203.0.113.5 1  300'],
  ])(
    'S04 with %s of the far end: what a NAT gateway relays is counted once, on both',
    async (option, question, sums) => {
      const [line = ''] = await lines('nat_gateway', [question, '--dedupe', option, '203.0.113.5']);
      expect(line.split(',').slice(0, 4).join(' ')).toBe(sums);
    },
  );

  const left = [
    'note: --dedupe left out 2 flows (800 bytes): copies of conversations that another interface has logged, too',
    'note: --dedupe: pkt-srcaddr is not recorded in these logs, so that NAT gateways cannot be told',
  ];

  it('S03: says what it left out, as on files, for what the question scanned once more', async () => {
    const words = ['top-talkers', '--dedupe', '--date', '2024-08-08', '--csv', '--table', 'two_interfaces'];
    const { err } = await flowlogs(place, words);
    expect(err.split('\n')).toEqual(expect.arrayContaining(left));
    const scan = /scanned ([\d.]+ \w+)/;
    const table = ['top-talkers', '--date', '2024-08-08', '--table', 'two_interfaces'];
    const size = readFileSync(`${cases.two_interfaces.path}/a.log`).length;
    const { out } = await flowlogsOnTerminal(place, [...table, '--dedupe']);
    expect(scan.exec(out)?.[1]).toBe(`${((2 * size) / 1000).toFixed(1)} kB`);
    expect((await flowlogs(place, [...table, '--dedupe', '--dry-run'])).out).toContain(`, ${size} B, at most`);
  });

  it('does not pay for what nobody will be told, or for more than is allowed', async () => {
    const words = ['top-talkers', '--dedupe', '--date', '2024-08-08', '--csv', '--table', 'two_interfaces'];
    expect((await flowlogs(place, [...words, '--quiet'])).err).toBe('');
    const { err, code } = await flowlogs(place, [...words, '--max-scan', '1kB']);
    expect(code).toBe(0);
    expect(err).toContain('how many flows were left out was not counted: it would scan another');
    expect(err).toContain('(--max-scan 1GB allows it)');
  });

  it('counts once what a page and a dashboard say it left out', async () => {
    for (const page of [['summary'], ['dashboard', '--out', '/dev/null']]) {
      const { err } = await flowlogs(place, [...page, '--dedupe', '--date', '2024-08-08', '--table', 'two_interfaces']);
      expect(err.split('\n').filter((line) => line.includes('--dedupe'))).toEqual(left);
    }
  });

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

describe('without --dedupe', () => {
  const words = ['top-talkers', '--date', '2024-08-08', '--table', 'two_interfaces'];

  it('S03: a person is told of copies that are counted, a script is not', async () => {
    expect((await flowlogsOnTerminal(place, words)).out).toContain(
      'some conversations are logged more than once, and counted as often: 2 flows are copies; --dedupe counts each once',
    );
    expect((await flowlogs(place, words)).err).not.toContain('logged more than once');
  });

  it('says nothing of tables that cannot tell, or have none', async () => {
    const { out } = await flowlogsOnTerminal(place, ['top-talkers', '--date', '2024-08-08', '--table', 'flags']);
    expect(out).not.toContain('more than once');
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
