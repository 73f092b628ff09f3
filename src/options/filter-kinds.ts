/** The kinds of filters: what a value of each may be, and the condition that it makes. */
import { parseRange } from '../address.ts';
import { UsageError } from '../errors.ts';
import type { Condition } from '../filter.ts';
import type { FieldName } from '../flow.ts';
import { protocolNumber } from '../protocol.ts';

export interface Filter {
  readonly flags: string;
  readonly summary: string;
  /** Values that a shell may offer; others may be right as well. */
  readonly offers?: readonly string[];
  /** The conditions of everything that was typed for it. Throws UsageError. */
  conditions(texts: readonly string[]): readonly Condition[];
}

type Ranges = readonly { readonly first: bigint; readonly last: bigint }[];

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

export function address(flags: string, summary: string, on: readonly FieldName[]): Filter {
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

export function number(
  flags: string,
  summary: string,
  on: readonly FieldName[],
  range: (text: string, option: string) => Ranges[number],
): Filter {
  return filter(flags, summary, range, (ranges, option, not) => ({ is: 'number', option, on, not, ranges }));
}

export function portRange(text: string, option: string): Ranges[number] {
  const [, first = '', last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  if (first === '' || Number(last) > 65535 || Number(first) > Number(last)) {
    throw new UsageError(`${option} ${text} is not a port`, 'use 0 to 65535, a range as in 8000-8100, or a list');
  }
  return { first: BigInt(first), last: BigInt(last) };
}

export function protocolRange(text: string, option: string): Ranges[number] {
  const found = protocolNumber(text);
  if (found === undefined) {
    throw new UsageError(`${option} ${text} is not a protocol`, 'use a name such as tcp, udp, icmp, or 0 to 255');
  }
  return { first: BigInt(found), last: BigInt(found) };
}

export function word(flags: string, summary: string, on: FieldName, words: readonly string[]): Filter {
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

export function name(flags: string, summary: string, on: FieldName): Filter {
  const asTyped = (text: string) => text;
  return filter(flags, summary, asTyped, (values, option, not) => ({ is: 'text', option, on: [on], not, values }));
}
