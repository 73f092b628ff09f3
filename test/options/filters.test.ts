import { describe, expect, it } from 'vitest';
import { refusal, request } from '../commands/typing.ts';

async function conditions(...args: string[]): Promise<unknown> {
  const { flows } = (await request(['search', ...args, 'logs'])) as { flows: { conditions: unknown } };
  return flows.conditions;
}

const ipv4 = (first: number, last: number) => ({ family: 4, first: BigInt(first), last: BigInt(last) });
const range = (first: number, last = first) => ({ first: BigInt(first), last: BigInt(last) });
const tenNet = ipv4(0x0a000000, 0x0affffff);

describe('filters', () => {
  it('give no condition when none is typed', async () => {
    expect(await conditions()).toEqual([]);
  });

  it('take addresses and CIDR blocks', async () => {
    expect(await conditions('--src', '10.0.0.0/8')).toEqual([
      { is: 'address', option: '--src', on: ['srcaddr'], not: false, ranges: [tenNet] },
    ]);
    expect(await conditions('--dst', '2001:db8::/32')).toEqual([
      {
        is: 'address',
        option: '--dst',
        on: ['dstaddr'],
        not: false,
        ranges: [{ family: 6, first: 0x20010db8n << 96n, last: (0x20010db9n << 96n) - 1n }],
      },
    ]);
  });

  it('join what one option wants and keep each exclusion apart, in lists and repeated', async () => {
    expect(await conditions('--src', '10.0.0.1,!10.0.0.2', '--src', '10.0.0.3', '--src', '!10.0.0.4')).toEqual([
      {
        is: 'address',
        option: '--src',
        on: ['srcaddr'],
        not: false,
        ranges: [ipv4(0x0a000001, 0x0a000001), ipv4(0x0a000003, 0x0a000003)],
      },
      { is: 'address', option: '--src', on: ['srcaddr'], not: true, ranges: [ipv4(0x0a000002, 0x0a000002)] },
      { is: 'address', option: '--src', on: ['srcaddr'], not: true, ranges: [ipv4(0x0a000004, 0x0a000004)] },
    ]);
  });

  it('look at both ends and the original addresses with --addr, at both ports with --port', async () => {
    expect(await conditions('--addr', '!10.0.0.0/8', '--port', '443,8000-8100')).toEqual([
      {
        is: 'address',
        option: '--addr',
        on: ['srcaddr', 'dstaddr', 'pkt_srcaddr', 'pkt_dstaddr'],
        not: true,
        ranges: [tenNet],
      },
      {
        is: 'number',
        option: '--port',
        on: ['srcport', 'dstport'],
        not: false,
        ranges: [range(443), range(8000, 8100)],
      },
    ]);
  });

  it.each([
    [
      ['--src-port', '0', '--dst-port', '65535'],
      [
        ['--src-port', ['srcport'], [range(0)]],
        ['--dst-port', ['dstport'], [range(65535)]],
      ],
    ],
    [['--protocol', 'TCP,17'], [['--protocol', ['protocol'], [range(6), range(17)]]]],
  ])('take numbers: %j', async (args, expected) => {
    expect(await conditions(...args)).toEqual(
      expected.map(([option, on, ranges]) => ({ is: 'number', option, on, not: false, ranges })),
    );
  });

  it.each([
    ['10', 10n],
    ['1kB', 1000n],
    ['1.5MB', 1_500_000n],
    ['1GiB', 1_073_741_824n],
    ['2K', 2000n],
  ])('take sizes: --min-bytes %s', async (text, bytes) => {
    expect(await conditions('--min-bytes', text)).toEqual([
      {
        is: 'number',
        option: '--min-bytes',
        on: ['bytes'],
        not: false,
        ranges: [{ first: bytes, last: 9223372036854775807n }],
      },
    ]);
  });

  it.each([
    ['--action', 'Reject', 'action', 'REJECT'],
    ['--direction', 'EGRESS', 'flow_direction', 'egress'],
    ['--interface-id', 'eni-0a1', 'interface_id', 'eni-0a1'],
    ['--instance-id', 'i-0a1', 'instance_id', 'i-0a1'],
    ['--vpc-id', 'vpc-0a1', 'vpc_id', 'vpc-0a1'],
    ['--subnet-id', 'subnet-0a1', 'subnet_id', 'subnet-0a1'],
    ['--account-id', '000123456789', 'account_id', '000123456789'],
    ['--region', 'us-east-1', 'region', 'us-east-1'],
  ])('compare text: %s %s', async (option, text, field, value) => {
    expect(await conditions(option, text)).toEqual([{ is: 'text', option, on: [field], not: false, values: [value] }]);
    expect(await conditions(option, `!${text}`)).toEqual([
      { is: 'text', option, on: [field], not: true, values: [value] },
    ]);
  });

  const addresses = 'use 10.0.0.5, 10.0.0.0/8, 2001:db8::1 or 2001:db8::/32, with ! before it for all others';
  const ports = 'use 0 to 65535, a range as in 8000-8100, or a list';
  it.each([
    ['--src', '10.0.0', `2: --src 10.0.0 is not an IP address or CIDR block | ${addresses}`],
    ['--addr', '10.0.0.0/33', `2: --addr 10.0.0.0/33 is not an IP address or CIDR block | ${addresses}`],
    ['--dst', '!example.com', `2: --dst example.com is not an IP address or CIDR block | ${addresses}`],
    ['--port', '65536', `2: --port 65536 is not a port | ${ports}`],
    ['--port', '-5', `2: --port -5 is not a port | ${ports}`],
    ['--port', '8100-8000', `2: --port 8100-8000 is not a port | ${ports}`],
    ['--dst-port', 'https', `2: --dst-port https is not a port | ${ports}`],
    ['--protocol', 'tpc', '2: --protocol tpc is not a protocol | use a name such as tcp, udp, icmp, or 0 to 255'],
    ['--protocol', '256', '2: --protocol 256 is not a protocol | use a name such as tcp, udp, icmp, or 0 to 255'],
    ['--direction', 'in', '2: --direction in is not known | use ingress or egress'],
    ['--action', 'constructor', '2: --action constructor is not known | use accept or reject'],
    ['--min-bytes', 'many', '2: --min-bytes many is not a size | use bytes as in 10, 1kB, 1.5MB or 1GiB'],
    [
      '--min-bytes',
      '1constructor',
      '2: --min-bytes 1constructor is not a size | use bytes as in 10, 1kB, 1.5MB or 1GiB',
    ],
    ['--vpc-id', '', "2: --vpc-id '' has an empty value | leave the option out to have all"],
    [
      '--src',
      '10.0.0.1,,10.0.0.2',
      '2: --src 10.0.0.1,,10.0.0.2 has an empty value | leave the option out to have all',
    ],
    ['--src', '!', '2: --src ! has an empty value | leave the option out to have all'],
  ])('refuse %s %s', async (option, text, expected) => {
    expect(await refusal(['search', option, text, 'logs'])).toBe(expected);
  });
});
