import { describe, expect, it } from 'vitest';
import { portName } from '../../src/port.ts';
import { adminPorts } from '../../src/queries/admin-port-list.ts';
import { refusal } from '../commands/typing.ts';
import { ask, type Flow, only } from './asking.ts';

const outside = '203.0.113.7:51000';
const tried = (rows: Parameters<typeof only>[0]) => only(rows, 'srcaddr', 'dstport', 'action', 'flows');

describe('admin-ports', () => {
  it('adds up what reaches them from the internet, accepted first, most bytes before less', async () => {
    const flows: Flow[] = [
      { from: outside, to: '10.0.0.5:23', action: 'REJECT', bytes: 9000 },
      { from: outside, to: '10.0.0.5:22', bytes: 500, packets: 5 },
      { from: '203.0.113.7:51001', to: '10.0.0.5:22', bytes: 700, packets: 6, after: 60, lasts: 30 },
      { from: outside, to: '10.0.0.5:5432', bytes: 4000 },
      { from: outside, to: '10.0.0.5:443', bytes: 99_999 },
      { from: '10.0.0.9:51000', to: '10.0.0.5:22' },
    ];
    const rows = await ask(['admin-ports'], flows);
    expect(tried(rows)).toEqual([
      ['203.0.113.7', 5432, 'ACCEPT', 1],
      ['203.0.113.7', 22, 'ACCEPT', 2],
      ['203.0.113.7', 23, 'REJECT', 1],
    ]);
    expect(rows[1]).toEqual({
      srcaddr: '203.0.113.7',
      dstaddr: '10.0.0.5',
      dstport: 22,
      protocol: 6,
      service: 'ssh',
      action: 'ACCEPT',
      flows: 2,
      packets: 11,
      bytes: 1200,
      first_seen: '2024-08-08T00:00:00Z',
      last_seen: '2024-08-08T00:01:30Z',
      criteria: 'from=public ports=known',
    });
    expect(tried(await ask(['admin-ports', '--from', 'any', '--src', '10.0.0.9'], flows))).toEqual([
      ['10.0.0.9', 22, 'ACCEPT', 1],
    ]);
  });

  it('puts what has no action recorded before what was rejected', async () => {
    const flows = ['REJECT', '-', 'ACCEPT'].map((action): Flow => ({ from: outside, to: '10.0.0.5:22', action }));
    expect(only(await ask(['admin-ports'], flows), 'action')).toEqual([['ACCEPT'], [null], ['REJECT']]);
  });

  it('leaves out replies: by flags, else from another well-known port', async () => {
    const flows: Flow[] = [
      // A web server answers a NAT gateway whose port happens to be that of RDP.
      { from: '203.0.113.1:443', to: '10.0.0.220:3389', bytes: 5000 },
      { from: '203.0.113.2:8444', to: '10.0.0.220:3389', flags: 18 },
      { from: '203.0.113.3:443', to: '10.0.0.220:3389', action: 'REJECT' },
      { from: '203.0.113.4:443', to: '10.0.0.220:3389', flags: 2 },
      { from: '203.0.113.5:443', to: '10.0.0.220:22' },
      { from: '203.0.113.6:3389', to: '10.0.0.220:3389' },
      // The middle of a long session.
      { from: '203.0.113.7:12000', to: '10.0.0.220:3389', flags: 0 },
    ];
    expect(
      only(await ask(['admin-ports'], flows), 'srcaddr')
        .flat()
        .sort(),
    ).toEqual([3, 4, 5, 6, 7].map((last) => `203.0.113.${last}`));
  });

  it('counts all of a session of which only the first record has the SYN, from whatever port it comes', async () => {
    const session = { from: '198.51.100.7:443', to: '10.0.0.1:3389' };
    const flows: Flow[] = [
      { ...session, flags: 2, bytes: 180 },
      { ...session, flags: 0, bytes: 1_000_000_000, after: 60 },
      { ...session, flags: 1, bytes: 1_000_000_000, after: 120 },
      // A web server talks at length with a client whose port happens to be that of RDP.
      { from: '203.0.113.9:8444', to: '10.0.0.1:3389', flags: 18, bytes: 60 },
      { from: '203.0.113.9:8444', to: '10.0.0.1:3389', flags: 0, bytes: 5000, after: 60 },
    ];
    expect(only(await ask(['admin-ports'], flows), 'srcaddr', 'flows', 'bytes')).toEqual([
      ['198.51.100.7', 3, 2_000_000_180],
    ]);
  });

  it('knows what goes out to the internet by IPv6, where its direction is recorded', async () => {
    const flows: Flow[] = [
      { from: '[2600:1f18::1]:50000', to: '[2a00::1]:22', direction: 'egress' },
      { from: '[2a00::1]:50000', to: '[2600:1f18::1]:22', direction: 'ingress' },
    ];
    expect(only(await ask(['admin-ports'], flows), 'srcaddr')).toEqual([['2a00::1']]);
    expect(await ask(['admin-ports'], flows, ['flow-direction'])).toHaveLength(2);
  });

  it('looks at other ports, or at more', async () => {
    const flows: Flow[] = [22, 8443, 9001, 9005].map((port) => ({ from: outside, to: `10.0.0.5:${port}` }));
    const ports = async (text: string) =>
      only(await ask(['admin-ports', '--ports', text], flows), 'dstport', 'service', 'criteria');
    expect(await ports('8443')).toEqual([[8443, 'https-alt', 'from=public ports=8443']]);
    expect(await ports('+9000-9004,8443')).toEqual([
      [22, 'ssh', 'from=public ports=known+9000-9004/8443'],
      [8443, 'https-alt', 'from=public ports=known+9000-9004/8443'],
      [9001, null, 'from=public ports=known+9000-9004/8443'],
    ]);
    expect(await ports('9005')).toEqual([[9005, null, 'from=public ports=9005']]);
  });

  it('tells TCP and UDP apart for the ports that it knows', async () => {
    const flows: Flow[] = [22, 161, 11211].map((port) => ({ from: outside, to: `10.0.0.5:${port}`, protocol: 17 }));
    expect(only(await ask(['admin-ports'], flows), 'dstport')).toEqual([[161], [11211]]);
    expect(only(await ask(['admin-ports', '--ports', '22'], flows), 'dstport')).toEqual([[22]]);
  });

  it.each(['', '+', '70000', '30-20', 'ssh', '22,,23'])('refuses --ports %s', async (text) => {
    expect(await refusal(['admin-ports', '--ports', text, 'x.log'])).toMatch(
      /^2: --ports .* is not a port \| use 0 to/,
    );
  });

  it('knows a name for each of its ports, none twice', () => {
    for (const list of [adminPorts.tcp, adminPorts.udp]) {
      expect(list.filter((port) => portName(port) === undefined)).toEqual([]);
      expect(new Set<number>(list).size).toBe(list.length);
    }
  });
});
