import { filters } from '../../options/filters.ts';
import type { Page } from './topic.ts';

export const filtersPage: Page = {
  title: 'Filters choose flows, in the same way on every question',
  parts: [
    { terms: filters.map(({ flags, summary }) => [flags, summary]) },
    'Several values, as a list or by giving the filter again, mean any of them. Several filters mean all of them. A ! before a value means all but that one; quote it, or the shell takes it for a command of its history.',
    'Addresses are single ones or CIDR blocks, of IPv4 or IPv6, in any spelling. Ports are numbers or ranges, protocols names or numbers.',
    'A filter needs the field that it is about. If no log records it, the question is refused with its name; records without it are left out, which is said.',
    {
      lines: [
        ['what one host did on a port', 'flowlogs search --addr 10.0.1.10 --port 443 logs/'],
        [
          'who in the VPC reaches SSH or RDP',
          'flowlogs top --by srcaddr,dstaddr --dst 10.0.0.0/8 --dst-port 22,3389 logs/',
        ],
        ['what comes from outside', "flowlogs top-accepts --src '!10.0.0.0/8,!172.16.0.0/12,!192.168.0.0/16' logs/"],
        ['rejects of anything but TCP and UDP', "flowlogs top-rejects --protocol '!tcp,!udp' logs/"],
      ],
    },
  ],
};
