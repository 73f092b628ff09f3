/** The options that say what is taken for one flow, and whose addresses it has. */
import { flag } from '../option.ts';

export const countingOptions = {
  packetLevel: flag(
    '--packet-level',
    'Counting',
    'addresses of the packets (pkt-srcaddr, pkt-dstaddr) in place of those of the interface',
    { config: 'boolean' },
  ),
  dedupe: flag(
    '--dedupe',
    'Counting',
    'count each conversation once, though several interfaces (or a NAT gateway twice) logged it',
    { config: 'boolean' },
  ),
};
