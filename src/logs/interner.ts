/**
 * Gives each different text, seen as bytes, a small number: 0, 1, 2 … in the order of their coming.
 * Its memory is bounded, and nothing is allocated for a text.
 */
export class Interner {
  readonly #limit: number;
  readonly #slots: Int32Array;
  readonly #hashes: Int32Array;
  /** Where the bytes of each text end in the store; one begins where the one before ends. */
  readonly #ends: Int32Array;
  #store = new Uint8Array(4096);
  readonly #room: number;
  #size = 0;

  /** For so many texts (a power of two) and so many bytes of them. */
  constructor(texts: number, bytes: number) {
    this.#limit = texts;
    this.#slots = new Int32Array(2 * texts);
    this.#hashes = new Int32Array(texts);
    this.#ends = new Int32Array(texts + 1);
    this.#room = bytes;
  }

  /** How many texts it knows. */
  get size(): number {
    return this.#size;
  }

  /** The number of a text: `size` from before the call if it is new. −1 if it is new and there is no room for it. */
  numberOf(bytes: Uint8Array, from: number, to: number): number {
    const hash = hashOf(bytes, from, to);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const number = (this.#slots[slot] as number) - 1;
      if (number < 0) return this.#add(bytes, from, to, hash, slot);
      if (this.#hashes[number] === hash && this.holds(number, bytes, from, to)) return number;
      slot = (slot + 1) & mask;
    }
  }

  /** Whether a text has that number. */
  holds(number: number, bytes: Uint8Array, from: number, to: number): boolean {
    if (number >= this.#size) return false;
    const begin = number === 0 ? 0 : (this.#ends[number - 1] as number);
    if ((this.#ends[number] as number) - begin !== to - from) return false;
    for (let at = from; at < to; at++) if (bytes[at] !== this.#store[begin + at - from]) return false;
    return true;
  }

  /** Forgets everything. */
  clear(): void {
    this.#slots.fill(0);
    this.#size = 0;
  }

  #add(bytes: Uint8Array, from: number, to: number, hash: number, slot: number): number {
    const number = this.#size;
    const begin = number === 0 ? 0 : (this.#ends[number - 1] as number);
    const end = begin + to - from;
    if (number === this.#limit || end > this.#room) return -1;
    if (end > this.#store.length) this.#grow(end);
    for (let at = from; at < to; at++) this.#store[begin + at - from] = bytes[at] as number;
    this.#ends[number] = end;
    this.#hashes[number] = hash;
    this.#slots[slot] = number + 1;
    this.#size++;
    return number;
  }

  #grow(needed: number): void {
    const larger = new Uint8Array(Math.min(this.#room, Math.max(needed, 2 * this.#store.length)));
    larger.set(this.#store);
    this.#store = larger;
  }
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = to - from;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  return hash ^ (hash >>> 15);
}
