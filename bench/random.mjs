/** Seeded random numbers: xorshift128+ on two halves of 32 bits, because BigInt would take longer than everything else. */

const mask = (1n << 64n) - 1n;

/** Scrambles 64 bits (the finalizer of MurmurHash3): the same number in, the same number out. */
export function mix(number) {
  let x = number & mask;
  x ^= x >> 33n;
  x = (x * 0xff51afd7ed558ccdn) & mask;
  x ^= x >> 33n;
  x = (x * 0xc4ceb9fe1a85ec53n) & mask;
  return x ^ (x >> 33n);
}

export class Random {
  #high0;
  #low0;
  #high1;
  #low1;
  #high = 0;
  #low = 0;

  /** @param {bigint} seed */
  constructor(seed) {
    const first = mix(seed);
    const second = mix(first + 99n);
    this.#high0 = Number(first >> 32n);
    this.#low0 = Number(first & 0xffffffffn);
    this.#high1 = Number(second >> 32n);
    this.#low1 = Number(second & 0xffffffffn);
  }

  #step() {
    const [high, low] = [this.#high1, this.#low1];
    const ah = this.#high0 ^ ((this.#high0 << 23) | (this.#low0 >>> 9));
    const al = this.#low0 ^ (this.#low0 << 23);
    this.#high0 = high;
    this.#low0 = low;
    this.#high1 = ah ^ high ^ (ah >>> 17) ^ (high >>> 26);
    this.#low1 = al ^ low ^ ((al >>> 17) | (ah << 15)) ^ ((low >>> 26) | (high << 6));
    const sum = (this.#low1 >>> 0) + (low >>> 0);
    this.#low = sum >>> 0;
    this.#high = (this.#high1 + high + (sum > 0xffffffff ? 1 : 0)) >>> 0;
  }

  /** A whole number from 0 to `n - 1`, each as likely. */
  below(n) {
    this.#step();
    return Math.floor((this.#high * n) / 4294967296);
  }

  /** A number in [0, 1). */
  unit() {
    this.#step();
    return (this.#high * 2097152 + (this.#low >>> 11)) / 9007199254740992;
  }

  /** A rank from 0 to `n - 1`, low ones far more often (log-uniform, close to Zipf): how traffic spreads over hosts. */
  rank(n) {
    return Math.floor(Math.exp(this.unit() * Math.log(n + 1)) - 1) % n;
  }
}
