/** The quick way to read an address: IPv4 in its one canonical form, from bytes. */

const DOT = 46;
const ZERO = 48;

/** The address as a number below 2^32; −1 if the bytes are anything else, be it another notation of an IPv4 address. */
export function ipv4At(bytes: Uint8Array, from: number, to: number): number {
  let address = 0;
  let at = from;
  for (let dots = 0; ; dots++) {
    const start = at;
    let part = 0;
    let digit = 0;
    while (at < to && (digit = (bytes[at] as number) - ZERO) >>> 0 <= 9) {
      part = part * 10 + digit;
      at++;
    }
    const length = at - start;
    if (length === 0 || part > 255 || (length > 1 && bytes[start] === ZERO)) return -1;
    address = address * 256 + part;
    if (dots === 3) return at === to ? address : -1;
    if (at === to || bytes[at++] !== DOT) return -1;
  }
}
