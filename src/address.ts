/** IP addresses: their one canonical text, and the ranges that filters compare with. */
import { isIPv4 } from 'node:net';

/** Addresses from `first` to `last`, both included, as numbers of one family. */
export interface AddressRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

export interface Address {
  readonly family: 4 | 6;
  readonly number: bigint;
}

/** IPv4 addresses as IPv6 writes them (`::ffff:10.0.0.1`): Trino and we read them as IPv4. */
const mapped = 0xffffn << 32n;

/** Six groups and IPv4, all digits written. */
const longest = 45;

/** Understands an address of either family; undefined if the text is none. */
export function parseAddress(text: string): Address | undefined {
  if (text.length > longest) return undefined;
  if (isIPv4(text)) return { family: 4, number: ipv4Number(text) };
  const number = ipv6Number(text);
  if (number === undefined) return undefined;
  return number >> 32n === mapped >> 32n ? { family: 4, number: number & 0xffffffffn } : { family: 6, number };
}

/** Understands `10.0.0.5`, `10.0.0.0/8`, `2001:db8::/32`; undefined if the text is neither an address nor a CIDR block. */
export function parseRange(text: string): AddressRange | undefined {
  const [address = '', prefix, ...rest] = text.split('/');
  const parsed = parseAddress(address);
  if (!parsed || rest.length > 0 || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) return undefined;
  const bits = parsed.family === 4 ? 32 : 128;
  // A mapped address is IPv4 here, while its prefix still counts from the start of the IPv6 form.
  const length = prefix === undefined ? bits : Number(prefix) - (parsed.family === 4 && address.includes(':') ? 96 : 0);
  if (length < 0 || length > bits) return undefined;
  const size = 1n << BigInt(bits - length);
  const first = (parsed.number / size) * size;
  return { family: parsed.family, first, last: first + size - 1n };
}

/** The form of RFC 5952, by which addresses are compared and grouped; other text comes back as it is. */
export function canonicalAddress(text: string): string {
  const address = parseAddress(text);
  return address ? formatAddress(address) : text;
}

export function formatAddress({ family, number }: Address): string {
  return family === 4 ? formatIPv4(Number(number)) : formatIPv6(number);
}

export function formatIPv4(number: number): string {
  return `${number >>> 24}.${(number >>> 16) & 255}.${(number >>> 8) & 255}.${number & 255}`;
}

function ipv4Number(text: string): bigint {
  return text.split('.').reduce((number, part) => number * 256n + BigInt(part), 0n);
}

/** As Node's isIPv6 tells them, whose expression takes milliseconds to compile. A zone (`%eth0`) is not understood. */
function ipv6Number(text: string): bigint | undefined {
  const [head = '', rest, ...more] = withoutDots(text).split('::');
  const before = groupsOf(head);
  const after = rest === undefined ? [] : groupsOf(rest);
  const folded = 8 - before.length - after.length;
  if (more.length > 0 || (rest === undefined ? folded !== 0 : folded < 1)) return undefined;
  if (![...before, ...after].every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  const groups = [...before, ...Array<string>(folded).fill('0'), ...after];
  return groups.reduce((number, group) => (number << 16n) | BigInt(`0x${group}`), 0n);
}

function groupsOf(part: string): string[] {
  return part === '' ? [] : part.split(':');
}

/** The last 32 bits may be written as IPv4. */
function withoutDots(text: string): string {
  const lastColon = text.lastIndexOf(':');
  const tail = text.slice(lastColon + 1);
  if (lastColon < 0 || !isIPv4(tail)) return text;
  const number = ipv4Number(tail);
  return `${text.slice(0, lastColon + 1)}${(number >> 16n).toString(16)}:${(number & 0xffffn).toString(16)}`;
}

/** RFC 5952: lower case, no leading zeros, the longest (first of equal) run of two or more zero groups as `::`. */
function formatIPv6(number: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => Number((number >> BigInt(112 - 16 * i)) & 0xffffn));
  let best = { start: -1, length: 1 };
  for (let i = 0; i < 8; i++) {
    let length = 0;
    while (groups[i + length] === 0) length++;
    if (length > best.length) best = { start: i, length };
    i += length;
  }
  const hex = groups.map((group) => group.toString(16));
  if (best.start < 0) return hex.join(':');
  return `${hex.slice(0, best.start).join(':')}::${hex.slice(best.start + best.length).join(':')}`;
}
