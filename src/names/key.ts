/** What a name is the name of: an address or a CIDR block, as the bits that count, or an id of AWS. */
import { type AddressRange, parseRange } from '../address.ts';
import { readIPv4 } from './ipv4.ts';
import { readIPv6 } from './ipv6.ts';
import { type Sort, sortOfId } from './sorts.ts';

/**
 * One of them at a time, read in place: a file has a hundred thousand, and making an object of each would take longer than
 * most questions.
 */
export class Key {
  sort: Sort = 'ipv4';
  /** How many bits count: all of an address, the prefix of a CIDR block; 32 of an id, which are those of a hash. */
  length = 0;
  /** Four of 32 bits; only of IPv6 all of them. */
  readonly words = new Int32Array(4);

  /** Reads the text between `from` and `to`; false if it is nothing that can have a name. */
  read(text: string, from = 0, to = text.length): boolean {
    return this.#readUsual(text, from, to) || this.#readRange(text.slice(from, to));
  }

  get isAddress(): boolean {
    return this.sort === 'ipv4' || this.sort === 'ipv6';
  }

  /** The first `length` bits of an address in 32: of IPv6 a hash of them. Of an id, a hash of its text. */
  number(length: number): number {
    const { words } = this;
    if (this.sort !== 'ipv6') return masked(length, words[0]);
    let hash = 0;
    for (let i = 0; i < 4; i++) hash = mixed(hash, masked(length - 32 * i, words[i]));
    return hash;
  }

  /** Whether the first `length` bits of both addresses are the same. */
  agrees(other: Key, length: number): boolean {
    const count = this.sort === 'ipv6' ? 4 : 1;
    for (let i = 0; i < count; i++) {
      const left = length - 32 * i;
      if (masked(left, this.words[i]) !== masked(left, other.words[i])) return false;
    }
    return this.sort === other.sort;
  }

  #readUsual(text: string, from: number, to: number): boolean {
    const ipv4 = readIPv4(text, from, to, this.words);
    const length = ipv4 >= 0 ? ipv4 : readIPv6(text, from, to, this.words);
    if (length >= 0) {
      this.sort = ipv4 >= 0 ? 'ipv4' : 'ipv6';
      this.length = length;
      return true;
    }
    const sort = sortOfId(text, from, to);
    if (sort === undefined) return false;
    this.sort = sort;
    this.length = 32;
    let hash = 0;
    for (let at = from; at < to; at++) hash = mixed(hash, text.charCodeAt(at));
    this.words[0] = hash;
    return true;
  }

  /** Right text that is written in an unusual way. */
  #readRange(text: string): boolean {
    const range = parseRange(text);
    if (!range) return false;
    this.sort = range.family === 4 ? 'ipv4' : 'ipv6';
    this.length = lengthOf(range);
    const shift = range.family === 4 ? 0n : 96n;
    for (let i = 0; i < 4; i++) this.words[i] = Number((range.first >> (shift - BigInt(32 * i))) & 0xffffffffn);
    return true;
  }
}

/** Its size is a power of two: one bit, and as many after it as are free. */
function lengthOf({ family, first, last }: AddressRange): number {
  return (family === 4 ? 32 : 128) - ((last - first + 1n).toString(2).length - 1);
}

/** The first `length` bits of 32, the others zero; all from 32 on, none up to 0. */
function masked(length: number, word = 0): number {
  return length >= 32 ? word : length <= 0 ? 0 : word & (-1 << (32 - length));
}

/** FNV-1a, a word at a time. */
function mixed(hash: number, word: number): number {
  return Math.imul(hash ^ word ^ (word >>> 15), 16777619);
}
