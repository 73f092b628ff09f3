import { describe, expect, it } from 'vitest';
import { refusal } from '../commands/typing.ts';
import { ask, collected, type Flow, only, rowsOf } from './asking.ts';

const flow = (protocol: number, more: Partial<Flow> = {}): Flow => ({
  from: '10.0.0.5:0',
  to: '203.0.113.8:0',
  protocol,
  ...more,
});

describe('odd-protocols', () => {
  it('adds up who speaks them, with how many flows were rejected, and shows no port', async () => {
    const flows = [1, 6, 17, 58].map((usual) => flow(usual));
    const odd = [
      flow(47, { bytes: 70 }),
      flow(47, { bytes: 30, after: 5, action: 'REJECT' }),
      flow(50, { bytes: 900 }),
    ];
    const rows = await ask(['odd-protocols'], [...flows, ...odd]);
    expect(rows).toEqual([
      {
        protocol: 47,
        srcaddr: '10.0.0.5',
        dstaddr: '203.0.113.8',
        flows: 2,
        rejected: 1,
        packets: 2,
        bytes: 100,
        first_seen: '2024-08-08T00:00:00Z',
        last_seen: '2024-08-08T00:00:15Z',
        criteria: 'other than icmp tcp udp ipv6-icmp',
      },
      expect.objectContaining({ protocol: 50, flows: 1, rejected: 0, bytes: 900 }),
    ]);
    expect(only(await ask(['odd-protocols'], odd, ['action']), 'rejected')).toEqual([[null], [null]]);
  });

  it('leaves out what is allowed', async () => {
    const flows = [47, 50, 132].map((protocol) => flow(protocol));
    const rows = await ask(['odd-protocols', '--allow', 'gre', '--allow', '50'], flows);
    expect(only(rows, 'protocol', 'criteria')).toEqual([[132, 'other than icmp tcp udp gre esp ipv6-icmp']]);
    expect(await refusal(['odd-protocols', '--allow', 'gre,ipsec', 'x.log'])).toBe(
      '2: --allow ipsec is not a protocol | use gre, esp, or 0 to 255',
    );
  });

  it('S06: finds hopopt, GRE, ESP and 255', async () => {
    const rows = await rowsOf(['odd-protocols'], collected('S06-protocols').path);
    expect(Object.fromEntries(only(rows, 'protocol', 'bytes'))).toEqual({ 0: 64, 47: 8, 50: 16, 255: 128 });
  });
});
