/** What an address is by itself: private, public, or neither. */
import { type AddressRange, parseRange } from './address.ts';

interface AddressScope {
  readonly scope: 'private' | 'other';
  readonly ranges: readonly AddressRange[];
}

/**
 * In the order in which they are tried; an address of no range is public. Made when it is asked for: most questions never
 * ask, and to understand addresses of IPv6 takes milliseconds at the start.
 */
export function addressScopes(): readonly AddressScope[] {
  return [
    // RFC 1918, RFC 6598 (shared addresses, which VPCs use as their own), RFC 4193.
    { scope: 'private', ranges: ranges('10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10 fc00::/7') },
    // No host of the internet: this network, loopback, link-local (RFC 3927, RFC 4291), multicast, broadcast.
    { scope: 'other', ranges: ranges('0.0.0.0/8 127.0.0.0/8 169.254.0.0/16 224.0.0.0/3 ::/127 fe80::/10 ff00::/8') },
  ];
}

function ranges(blocks: string): readonly AddressRange[] {
  return blocks.split(' ').map((block) => {
    const range = parseRange(block);
    if (!range) throw new TypeError(`${block} is no CIDR block`);
    return range;
  });
}
