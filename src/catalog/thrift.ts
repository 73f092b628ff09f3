/**
 * Reads Thrift's compact protocol, as far as a Parquet footer needs it. Throws RangeError where the bytes end too early or
 * make no sense.
 *
 * Source: Apache Thrift, "Thrift compact protocol" (doc/specs/thrift-compact-protocol.md).
 */

/** Type numbers of the compact protocol. */
const [stop, yes, no, byte, i16, i32, i64, double, binary, list, set, map, struct] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
];

/** A footer nests a few levels; a hostile one must not exhaust the stack. */
const deepest = 32;

export class ThriftReader {
  readonly #bytes: Buffer;
  #at = 0;
  #depth = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Hands over each field of a struct; `each` must read or skip it. */
  struct(each: (field: number, type: number) => void): void {
    if (++this.#depth > deepest) throw new RangeError('nested too deep');
    for (let field = 0; ; ) {
      const head = this.#byte();
      if (head === stop) break;
      field = head >> 4 === 0 ? this.integer() : field + (head >> 4);
      each(field, head & 15);
    }
    this.#depth--;
  }

  /** Calls `each` for every element, which it must read. */
  list(each: (type: number) => void): void {
    const head = this.#byte();
    const size = head >> 4 === 15 ? this.#varint() : head >> 4;
    for (let i = 0; i < size; i++) each(head & 15);
  }

  /** An i16, i32 or i64 (exact up to 2^53). */
  integer(): number {
    const value = this.#varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  text(): string {
    const size = this.#varint();
    this.#take(size);
    return this.#bytes.toString('utf8', this.#at - size, this.#at);
  }

  skip(type: number): void {
    if (type === yes || type === no) return;
    if (type === byte) this.#take(1);
    else if (type === double) this.#take(8);
    else if (type === i16 || type === i32 || type === i64) this.#varint();
    else if (type === binary) this.#take(this.#varint());
    else if (type === list || type === set) this.list((element) => this.#skipElement(element));
    else if (type === map) this.#skipMap();
    else if (type === struct) this.struct((_, inner) => this.skip(inner));
    else throw new RangeError(`no Thrift type ${type}`);
  }

  /** Truth values stand in a field's head, but as a byte in lists. */
  #skipElement(type: number): void {
    if (type === yes || type === no) this.#take(1);
    else this.skip(type);
  }

  #skipMap(): void {
    const size = this.#varint();
    if (size === 0) return;
    const types = this.#byte();
    for (let i = 0; i < size; i++) {
      this.#skipElement(types >> 4);
      this.#skipElement(types & 15);
    }
  }

  #varint(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const next = this.#byte();
      value += (next & 127) * factor;
      if (next < 128) return value;
      if (factor > 2 ** 63) throw new RangeError('a number without end');
    }
  }

  #byte(): number {
    this.#take(1);
    return this.#bytes[this.#at - 1] as number;
  }

  #take(count: number): void {
    this.#at += count;
    if (this.#at > this.#bytes.length) throw new RangeError('the bytes end too early');
  }
}
