/** The filters, the same on every question: option → condition. Values are checked before anything is read. */
import type { Condition } from '../filter.ts';
import { address, type Filter, name, number, portRange, protocolRange, word } from './filter-kinds.ts';
import { parseSize } from './quantity.ts';

const largest = 2n ** 63n - 1n;

export const filters: readonly Filter[] = [
  word('--action <action>', 'accept or reject', 'action', ['ACCEPT', 'REJECT']),
  address('--src <address>', 'source address or CIDR block, v4 or v6', ['srcaddr']),
  address('--dst <address>', 'destination address or CIDR block', ['dstaddr']),
  address('--addr <address>', 'either end, or the original address of either (pkt-srcaddr, pkt-dstaddr)', [
    'srcaddr',
    'dstaddr',
    'pkt_srcaddr',
    'pkt_dstaddr',
  ]),
  number('--port <port>', 'either port: 443, 8000-8100', ['srcport', 'dstport'], portRange),
  number('--src-port <port>', 'source port', ['srcport'], portRange),
  number('--dst-port <port>', 'destination port', ['dstport'], portRange),
  {
    ...number('--protocol <protocol>', 'name or number: tcp, udp, 1', ['protocol'], protocolRange),
    offers: ['tcp', 'udp', 'icmp', 'icmpv6', 'gre', 'esp', 'sctp'],
  },
  word('--direction <direction>', 'ingress or egress, seen from the interface', 'flow_direction', [
    'ingress',
    'egress',
  ]),
  name('--interface-id <id>', 'network interface', 'interface_id'),
  name('--instance-id <id>', 'instance', 'instance_id'),
  name('--vpc-id <id>', 'VPC', 'vpc_id'),
  name('--subnet-id <id>', 'subnet', 'subnet_id'),
  name('--account-id <id>', 'AWS account', 'account_id'),
  name('--flow-region <region>', 'Region of the flows', 'region'),
  {
    flags: '--min-bytes <size>',
    summary: 'flows of at least that size: 10, 1kB, 1MB, 1GiB',
    conditions: (texts) =>
      texts.map((text) => {
        const ranges = [{ first: parseSize(text, '--min-bytes'), last: largest }];
        return { is: 'number', option: '--min-bytes', on: ['bytes'], not: false, ranges };
      }),
  },
];

/** What `--region` means for files: the flows of that Region. */
export function regionConditions(text: string): readonly Condition[] {
  return name('--region <region>', '', 'region').conditions([text]);
}
