/** All names that were given, by what they are the names of. */
import { type Network, parseNetwork } from './network.ts';
import { Prefixes } from './prefixes.ts';
import { type Sort, sortOfId } from './sorts.ts';

/** Of addresses that were asked for; the same few come again and again, and others must not fill the memory. */
const remembered = 65_536;

export class Names {
  readonly #networks = new Prefixes();
  readonly #ids = new Map<string, string>();
  readonly #sorts = new Set<Sort>();
  readonly #asked = new Map<string, string | null>();

  /** Names an address, a CIDR block or an id, in place of what it was called before; false if `key` is none of them. */
  set(key: string, name: string): boolean {
    const sort = sortOfId(key);
    if (sort !== undefined) {
      this.#sorts.add(sort);
      this.#ids.set(key, name);
      return true;
    }
    const network = parseNetwork(key);
    if (network) this.setNetwork(network, name);
    return network !== undefined;
  }

  setNetwork(network: Network, name: string): void {
    this.#sorts.add('address');
    this.#asked.clear();
    this.#networks.set(network, name);
  }

  /** Whether anything of that sort has a name. */
  has(sort: Sort): boolean {
    return this.#sorts.has(sort);
  }

  /** The name of what a cell of a column of that sort holds; null if it has none. */
  of(sort: Sort, value: string): string | null {
    if (sort !== 'address') return this.#ids.get(value) ?? null;
    const known = this.#asked.get(value);
    if (known !== undefined) return known;
    if (this.#asked.size >= remembered) this.#asked.clear();
    const network = parseNetwork(value);
    const name = (network && this.#networks.find(network)) ?? null;
    this.#asked.set(value, name);
    return name;
  }
}

/** Whether it is an address, a CIDR block, or an id that flow logs record. */
export function canHaveName(key: string): boolean {
  return sortOfId(key) !== undefined || parseNetwork(key) !== undefined;
}
