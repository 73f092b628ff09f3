/** Names of networks, found by address: the longest prefix wins. */
import { leadingBits, leadingHex, type Network } from './network.ts';

/** Of one family. `B` are the leading bits of an address, as many as the length says. */
class Lengths<B> {
  readonly #names = new Map<number, Map<B, string>>();
  /** Those that there are, longest first. */
  #lengths: readonly number[] = [];

  set(length: number, bits: B, name: string): void {
    const known = this.#names.get(length);
    if (known) known.set(bits, name);
    else {
      this.#names.set(length, new Map([[bits, name]]));
      this.#lengths = [...this.#names.keys()].sort((a, b) => b - a);
    }
  }

  /** Asks one table for each length that there is, up to `most`. */
  find(most: number, bitsOf: (length: number) => B): string | undefined {
    for (const length of this.#lengths) {
      const name = length > most ? undefined : this.#names.get(length)?.get(bitsOf(length));
      if (name !== undefined) return name;
    }
    return undefined;
  }
}

export class Prefixes {
  readonly #ipv4 = new Lengths<number>();
  readonly #ipv6 = new Lengths<string>();

  /** A name given later takes the place of an earlier one of the same network. */
  set(network: Network, name: string): void {
    const { length } = network;
    if (network.family === 4) this.#ipv4.set(length, leadingBits(network.number, length), name);
    else this.#ipv6.set(length, leadingHex(network.hex, length), name);
  }

  /** The name of the smallest named network around it, itself included. */
  find(network: Network): string | undefined {
    const { length } = network;
    if (network.family === 4) return this.#ipv4.find(length, (most) => leadingBits(network.number, most));
    return this.#ipv6.find(length, (most) => leadingHex(network.hex, most));
  }
}
