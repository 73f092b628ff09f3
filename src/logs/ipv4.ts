/** The quick way to read an address: IPv4 in its one canonical form, from bytes. */

/** A dot, as the words below have it. */
const DOT = 46 ^ 48;

/**
 * The address from `from` to `to` as a number below 2^32; −1 if that is anything else, be it another notation of an IPv4
 * address. The byte behind it must be no digit; up to three are looked at.
 */
export function ipv4At(view: DataView, from: number, to: number): number {
  let address = 0;
  let at = from;
  for (let part = 0; part < 4; part++) {
    // The digits of a word become 0 to 9; the first byte that is no digit ends the part. No branch depends on its length.
    const four = view.getInt32(at, true) ^ 0x30303030;
    const others = ((four + 0x76767676) | four) & 0x80808080;
    const length = (31 - Math.clz32(others & -others)) >> 3;
    if (length <= 0 || (length > 1 && (four & 255) === 0)) return -1;
    const digits = four << (32 - 8 * length);
    const number = ((digits >>> 8) & 255) * 100 + ((digits >>> 16) & 255) * 10 + (digits >>> 24);
    if (number > 255) return -1;
    address = address * 256 + number;
    at += length;
    if (part < 3 && ((four >>> (8 * length)) & 255) !== DOT) return -1;
    if (part < 3) at++;
  }
  return at === to ? address : -1;
}
