/**
 * What follows from the fields that are logged: names that `--by` takes beside AWS's own.
 *
 * `below` ones are columns of `flow` that each engine makes in its own words; the others are said in SQL over `flow`, where
 * the questions are.
 */
import type { FieldName } from './flow.ts';
import type { Kind } from './result.ts';

export interface Derived {
  readonly name: string;
  readonly kind: Kind;
  readonly meaning: string;
  /** The fields that it is made of. */
  readonly of: readonly FieldName[];
}

type End = 'srcaddr' | 'dstaddr';

/** A column of `flow` that an engine makes of an address. */
export type BelowFlow =
  /** The network of so many bits, as a CIDR block. */
  | { readonly is: 'net'; readonly of: End; readonly bits: NetBits }
  /** `private`, `public` or `other`. */
  | { readonly is: 'scope'; readonly of: End };

/** The length of networks, for each family. */
export interface NetBits {
  readonly ipv4: number;
  readonly ipv6: number;
}

/** What most networks have of the family that a length does not speak of: a subnet of IPv4, a site's subnet of IPv6. */
const usual: NetBits = { ipv4: 24, ipv6: 64 };

/** Understands `srcnet/24`, `dstnet/64`, `srcscope`, `dstscope`; undefined for other names. */
export function belowFlow(name: string): BelowFlow | undefined {
  const [, end, what, length] = /^(src|dst)(?:(scope)|net\/(\d{1,3}))$/.exec(name) ?? [];
  if (end === undefined) return undefined;
  const of: End = end === 'src' ? 'srcaddr' : 'dstaddr';
  if (what === 'scope') return { is: 'scope', of };
  const bits = Number(length);
  if (bits < 1 || bits > 128) return undefined;
  return { is: 'net', of, bits: bits > 32 ? { ...usual, ipv6: bits } : { ...usual, ipv4: bits } };
}

/** The column of `flow` that has the start of the bin in which a record starts; how long bins are, the question says. */
export const binColumn = 'bin';

/** The column of `flow` that has the set of paths of a record, `now` or `before`, where two sets are read. */
export const sideColumn = 'side';

/** Names as `--by` takes them; networks also with other lengths. */
export const derived: readonly Derived[] = [
  { name: 'minute', kind: 'time', meaning: 'the minute (UTC) in which the flow starts', of: ['start'] },
  { name: 'hour', kind: 'time', meaning: 'the hour (UTC) in which the flow starts', of: ['start'] },
  { name: 'day', kind: 'time', meaning: 'the day (UTC) in which the flow starts', of: ['start'] },
  net('srcnet/24', 'source', 'srcaddr'),
  net('dstnet/24', 'destination', 'dstaddr'),
  scope('srcscope', 'source', 'srcaddr'),
  scope('dstscope', 'destination', 'dstaddr'),
  {
    name: 'scope',
    kind: 'text',
    meaning: 'public if one end is, private if both are, else other',
    of: ['srcaddr', 'dstaddr'],
  },
  {
    name: 'service',
    kind: 'text',
    meaning: "the server's port and protocol, 443/tcp: the side by TCP flags, else by well-known ports; else none",
    of: ['srcport', 'dstport', 'protocol'],
  },
  {
    name: 'path',
    kind: 'text',
    meaning: 'traffic_path in words: the way that outgoing traffic takes',
    of: ['traffic_path'],
  },
];

function net(name: string, end: string, of: FieldName): Derived {
  const meaning = `network of the ${end} address; /1 to /32 are for IPv4 (IPv6 then by /64), /33 to /128 for IPv6 (IPv4 by /24)`;
  return { name, kind: 'text', meaning, of: [of] };
}

function scope(name: string, end: string, of: FieldName): Derived {
  const meaning = `private (RFC 1918, 4193, 6598), other (link-local by RFC 3927 and 4291, loopback, multicast, none), or public ${end}`;
  return { name, kind: 'text', meaning, of: [of] };
}

/** The derived field of that name, networks of any length included; undefined for other names. */
export function derivedNamed(name: string): Derived | undefined {
  const known = derived.find((one) => one.name === name);
  if (known || belowFlow(name) === undefined) return known;
  const like = derived.find((one) => one.name === `${name.slice(0, name.indexOf('/'))}/24`);
  return like && { ...like, name };
}

/** The field that an engine reads for a column of `flow`; undefined for the count of records, which always is there. */
export function loggedField(column: string): string | undefined {
  if (column === 'flows') return undefined;
  if (column === binColumn) return 'start';
  if (column === 'start_time' || column === 'end_time') return column.slice(0, -'_time'.length);
  return belowFlow(column)?.of ?? column;
}
