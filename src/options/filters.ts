/** The filters, the same on every question: option → condition. Values are checked before anything is read. */
import { parseRange } from '../address.ts';
import { UsageError } from '../errors.ts';
import type { Condition } from '../filter.ts';
import type { FieldName } from '../flow.ts';
import { protocolNumber } from '../protocol.ts';
import { parseSize } from './quantity.ts';

export interface Filter {
  readonly flags: string;
  readonly summary: string;
  /** Values that a shell may offer; others may be right as well. */
  readonly offers?: readonly string[];
  /** The conditions of everything that was typed for it. Throws UsageError. */
  conditions(texts: readonly string[]): readonly Condition[];
}

type Ranges = readonly { readonly first: bigint; readonly last: bigint }[];

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

/** Values that are ANY of: `10.0.0.0/8,!10.1.0.0/16`. A value with `!` before it is excluded. */
function split(texts: readonly string[], option: string): { wanted: readonly string[]; excluded: readonly string[] } {
  const all = texts.flatMap((text) => text.split(',')).map((text) => text.trim());
  if (all.some((text) => text === '' || text === '!')) {
    throw new UsageError(`${option} ${texts.join(' ') || "''"} has an empty value`, 'leave the option out to have all');
  }
  return {
    wanted: all.filter((text) => !text.startsWith('!')),
    excluded: all.filter((text) => text.startsWith('!')).map((text) => text.slice(1).trim()),
  };
}

/** Wanted values make one condition, any of which may hold; each excluded one makes its own. */
function filter<V>(
  flags: string,
  summary: string,
  parse: (text: string, option: string) => V,
  condition: (values: readonly V[], option: string, not: boolean) => Condition,
): Filter {
  const option = flags.split(' ')[0] ?? flags;
  return {
    flags,
    summary,
    conditions: (texts) => {
      const { wanted, excluded } = split(texts, option);
      const values = wanted.map((text) => parse(text, option));
      const others = excluded.map((text) => condition([parse(text, option)], option, true));
      return [...(values.length > 0 ? [condition(values, option, false)] : []), ...others];
    },
  };
}

function address(flags: string, summary: string, on: readonly FieldName[]): Filter {
  return filter(flags, summary, addressRange, (ranges, option, not) => ({ is: 'address', option, on, not, ranges }));
}

function addressRange(text: string, option: string) {
  const range = parseRange(text);
  if (range === undefined) {
    throw new UsageError(
      `${option} ${text} is not an IP address or CIDR block`,
      'use 10.0.0.5, 10.0.0.0/8, 2001:db8::1 or 2001:db8::/32, with ! before it for all others',
    );
  }
  return range;
}

function number(
  flags: string,
  summary: string,
  on: readonly FieldName[],
  range: (text: string, option: string) => Ranges[number],
): Filter {
  return filter(flags, summary, range, (ranges, option, not) => ({ is: 'number', option, on, not, ranges }));
}

function portRange(text: string, option: string): Ranges[number] {
  const [, first = '', last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  if (first === '' || Number(last) > 65535 || Number(first) > Number(last)) {
    throw new UsageError(`${option} ${text} is not a port`, 'use 0 to 65535, a range as in 8000-8100, or a list');
  }
  return { first: BigInt(first), last: BigInt(last) };
}

function protocolRange(text: string, option: string): Ranges[number] {
  const found = protocolNumber(text);
  if (found === undefined) {
    throw new UsageError(`${option} ${text} is not a protocol`, 'use a name such as tcp, udp, icmp, or 0 to 255');
  }
  return { first: BigInt(found), last: BigInt(found) };
}

function word(flags: string, summary: string, on: FieldName, words: readonly string[]): Filter {
  const parse = (text: string, option: string) => {
    const value = words.find((one) => one.toLowerCase() === text.toLowerCase());
    if (value !== undefined) return value;
    throw new UsageError(`${option} ${text} is not known`, `use ${words.join(' or ').toLowerCase()}`);
  };
  const condition = (values: readonly string[], option: string, not: boolean): Condition => ({
    is: 'text',
    option,
    on: [on],
    not,
    values,
  });
  return { ...filter(flags, summary, parse, condition), offers: words.map((one) => one.toLowerCase()) };
}

function name(flags: string, summary: string, on: FieldName): Filter {
  const asTyped = (text: string) => text;
  return filter(flags, summary, asTyped, (values, option, not) => ({ is: 'text', option, on: [on], not, values }));
}
