/** The page of an address, on logs whose answers are plain to see. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answered, refusal } from './typing.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const examples = join(root, 'examples');
const cases = join(root, 'test/fixtures/cases');
const logs = (name: string) => join(cases, readdirSync(cases).find((one) => one.startsWith(name)) ?? name, 'in');

const folder = mkdtempSync(join(tmpdir(), 'ip-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
const log = join(folder, 'a.log');

// 2025-08-14T10:00:00Z
const ten = 1755165600;
const header =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';

interface Flow {
  readonly from: string;
  readonly to: string;
  readonly bytes: string;
  readonly start: number;
  readonly action?: string;
  readonly eni?: string;
}

/** Ends are `address:port`. */
function record({ from, to, bytes, start, action = 'ACCEPT', eni = 'eni-0a1' }: Flow): string {
  const [src, sport] = from.split(/:(?=\d+$)/);
  const [dst, dport] = to.split(/:(?=\d+$)/);
  return `2 1 ${eni} ${src} ${dst} ${sport} ${dport} 6 2 ${bytes} ${start} ${start + 60} ${action} OK`;
}

beforeAll(() => {
  const flows: readonly Flow[] = [
    // A client asks 10.0.0.5 for HTTPS, and is answered; another one is refused.
    { from: '198.51.100.7:40000', to: '10.0.0.5:443', bytes: '100', start: ten },
    { from: '10.0.0.5:443', to: '198.51.100.7:40000', bytes: '9223372036854775807', start: ten },
    { from: '203.0.113.9:41000', to: '10.0.0.5:22', bytes: '40', start: ten + 3600, action: 'REJECT' },
    // It asks a database, which is seen at another interface; and is refused once.
    { from: '10.0.0.5:50000', to: '10.0.0.9:5432', bytes: '9223372036854775807', start: ten + 3600, eni: 'eni-0a2' },
    { from: '10.0.0.5:50001', to: '10.0.0.9:3306', bytes: '60', start: ten + 3700, action: 'REJECT' },
    // Not its own.
    { from: '10.0.0.50:1', to: '10.0.0.51:2', bytes: '5000', start: ten },
    { from: '2001:db8::5:50001', to: '2001:db8::1:443', bytes: '70', start: ten },
  ];
  writeFileSync(log, `${[header, ...flows.map(record)].join('\n')}\n`);
});

type Sections = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

async function page(...args: string[]): Promise<Sections> {
  return JSON.parse((await answered(['ip', ...args, '--json'])).out);
}

const pick = (sections: Sections, section: string, ...names: string[]) =>
  sections[section]?.map((row) => names.map((name) => row[name]));

describe('ip', () => {
  it('adds up both roles, beyond 2^63', async () => {
    const { out } = await answered(['ip', '10.0.0.5', log, '--csv']);
    const [names, ...rows] = out.split('\n').map((line) => line.split(',').slice(0, 9).join(','));
    expect(names).toBe('section,direction,flows,packets,bytes,accepted,rejected,first_seen,last_seen');
    // Out: 2 x 9223372036854775807 + 60; in: 100 + 40. The last flow starts at 11:01:40.
    expect(rows.slice(0, 3)).toEqual([
      'totals,all,5,10,18446744073709551814,3,2,2025-08-14T10:00:00Z,2025-08-14T11:02:40Z',
      'totals,out,3,6,18446744073709551674,2,1,2025-08-14T10:00:00Z,2025-08-14T11:02:40Z',
      'totals,in,2,4,140,1,1,2025-08-14T10:00:00Z,2025-08-14T11:01:00Z',
    ]);
  });

  it('says with whom, on which ports, what was refused, where and when', async () => {
    const sections = await page('10.0.0.5', log);
    expect(pick(sections, 'sends_to', 'dstaddr', 'flows')).toEqual([
      ['10.0.0.9', 2],
      ['198.51.100.7', 1],
    ]);
    expect(pick(sections, 'receives_from', 'srcaddr', 'bytes')).toEqual([
      ['198.51.100.7', 100],
      ['203.0.113.9', 40],
    ]);
    // Replies and what is refused are not served.
    expect(pick(sections, 'serves', 'dstport', 'clients', 'bytes')).toEqual([[443, 1, 100]]);
    expect(pick(sections, 'asks_for', 'dstport', 'servers', 'flows')).toEqual([[5432, 1, 1]]);
    expect(pick(sections, 'rejected_in', 'srcaddr', 'flows')).toEqual([['203.0.113.9', 1]]);
    expect(pick(sections, 'rejected_out', 'dstaddr', 'flows')).toEqual([['10.0.0.9', 1]]);
    expect(pick(sections, 'interfaces', 'interface_id', 'flows')).toEqual([
      ['eni-0a1', 4],
      ['eni-0a2', 1],
    ]);
    // 9223372036854775807 + 40 + 60 at 11, 9223372036854775807 + 100 at 10: the same, and then the earlier one.
    expect(pick(sections, 'hours', 'hour', 'flows')).toEqual([
      ['2025-08-14T10:00:00Z', 2],
      ['2025-08-14T11:00:00Z', 3],
    ]);
  });

  it('counts a flow inside of a block in both directions, and once in all', async () => {
    const sections = await page('10.0.0.77/24', log);
    expect(pick(sections, 'totals', 'direction', 'flows')).toEqual([
      ['all', 6],
      ['out', 4],
      ['in', 5],
    ]);
    expect(pick(sections, 'rejected_in', 'srcaddr', 'dstaddr')).toEqual([
      ['10.0.0.5', '10.0.0.9'],
      ['203.0.113.9', '10.0.0.5'],
    ]);
  });

  it('takes an address in any spelling, and shows the usual one', async () => {
    const { out } = await answered(['ip', '2001:DB8:0:0::0005', log]);
    expect(out.split('\n').slice(0, 3)).toEqual([
      '2001:db8::5',
      'all of the logs',
      'first seen 2025-08-14 10:00:00Z · last seen 2025-08-14 10:01:00Z',
    ]);
    expect(out).toContain('Sends to  flowlogs top-destinations --src 2001:db8::5\n');
    expect((await answered(['ip', '2001:0db8::/32', log])).out).toMatch(/^2001:db8::\/32\n/);
  });

  it('stands on 80 columns', async () => {
    const { out } = await answered(['ip', '10.0.1.10', examples, '--no-color'], { width: 80, cwd: root });
    expect(out.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
    expect(out).toContain('\nRejected on the way out: none\n');
  });

  it('agrees with the commands that it names', async () => {
    const of = (text: string) => text.replace('NAME', '10.0.1.10').split(' ');
    const shown = await page('10.0.1.10', examples, '-n', '4');
    const named = {
      sends_to: 'top-destinations --src NAME',
      receives_from: 'top-sources --dst NAME',
      rejected_in: 'top-rejects --dst NAME --by srcaddr',
      interfaces: 'top-interfaces --addr NAME',
      hours: 'top --addr NAME --by hour --sort bytes',
    };
    for (const [section, command] of Object.entries(named)) {
      const { out } = await answered([...of(command), examples, '-n', '4', '--json']);
      expect(shown[section], command).toEqual(JSON.parse(out));
      expect(JSON.parse(out), command).not.toEqual([]);
    }
  });

  it('finds what is behind a NAT gateway by the addresses of the packets (S04)', async () => {
    // Each of 700 and 300 bytes is logged three times, twice of it under the gateway's address.
    const all = await page('203.0.113.5', logs('S04'));
    expect(pick(all, 'totals', 'direction', 'bytes')).toEqual([
      ['all', 3000],
      ['out', 900],
      ['in', 2100],
    ]);
    const once = await page('203.0.113.5', logs('S04'), '--packet-level', '--dedupe');
    expect(pick(once, 'receives_from', 'srcaddr', 'bytes')).toEqual([['10.0.1.5', 700]]);
    expect(pick(once, 'sends_to', 'dstaddr', 'bytes')).toEqual([['10.0.1.5', 300]]);
  });

  it('names addresses, its own as well', async () => {
    const names = join(folder, 'names.csv');
    writeFileSync(names, '10.0.0.5,web\n198.51.100.0/24,office\n');
    const { out } = await answered(['ip', '10.0.0.5', log, '--names', names]);
    expect(out).toMatch(/^10\.0\.0\.5 \(web\)\n/);
    expect(out).toMatch(/^198\.51\.100\.7 +office /m);
  });

  it('exits with 7 if more flows are refused than is said, and if there is none', async () => {
    expect((await answered(['ip', '10.0.0.5', log, '--fail-over', '2'])).code).toBe(0);
    expect((await answered(['ip', '10.0.0.5', log, '--fail-over', '1'])).code).toBe(7);
    expect((await answered(['ip', '10.9.9.9', log, '--fail-if-empty'])).code).toBe(7);
    const { code, out, err } = await answered(['ip', '10.9.9.9', log]);
    expect([code, err]).toEqual([0, 'note: no rows: none of 7 records is such a flow\n']);
    expect(out).not.toContain('Sends to');
  });

  it('refuses a path in the place of the address, and an address of the wrong form', async () => {
    expect(await refusal(['ip', 'logs/', '10.0.0.5'])).toBe(
      '2: logs/ is not an IP address or CIDR block | the address comes first: flowlogs ip 10.0.0.5 logs/; or 10.0.0.0/8, 2001:db8::1, 2001:db8::/32',
    );
    expect(await refusal(['ip', '10.0.0.5/33', log])).toMatch(/^2: 10\.0\.0\.5\/33 is not an IP address/);
  });

  it('shows all statements, each under the name of its section', async () => {
    const { out } = await answered(['ip', '10.0.0.5', log, '--show-sql']);
    const names = [...out.matchAll(/^-- ([a-z_]+(?:, [a-z]+)?)$/gm)].map(([, name]) => name);
    expect(names.join(' ')).toBe(
      'totals, all totals, out totals, in sends_to receives_from serves asks_for rejected_in rejected_out interfaces hours',
    );
  });
});
