/** IPv6 as nearly all of it is written. */
import { prefixLength } from './prefix-length.ts';

const colon = 58;

/** By character code; −1 for what is no hex digit. */
const digits = Int8Array.from({ length: 128 }, (_, code) =>
  '0123456789abcdef'.indexOf(String.fromCharCode(code).toLowerCase()),
);

/** The groups of the address that is read. */
const groups = new Uint16Array(8);

/**
 * Reads `2001:db8::1` or `2001:db8::/32`: hex digits, colons, at most one `::`. Its bits go to the four `words`; the length
 * of the prefix comes back, −1 for any other text, and for what begins like an IPv4 address in the form of IPv6.
 */
export function readIPv6(text: string, from: number, to: number, words: Int32Array): number {
  let at = from;
  let count = 0;
  let gap = -1;
  if (text.startsWith('::', from)) {
    gap = 0;
    at += 2;
  }
  for (;;) {
    const start = at;
    let group = 0;
    for (; at < to; at++) {
      const digit = digits[text.charCodeAt(at)] ?? -1;
      if (digit < 0) break;
      group = (group << 4) | digit;
    }
    // Nothing may stand after `::` alone.
    if (at === start && gap === count) break;
    if (at === start || at > start + 4 || count === 8) return -1;
    groups[count++] = group;
    if (at >= to || text.charCodeAt(at) !== colon) break;
    at++;
    if (at >= to || text.charCodeAt(at) !== colon) continue;
    if (gap >= 0) return -1;
    gap = count;
    at++;
  }
  if (gap < 0 ? count !== 8 : count > 7) return -1;
  if (gap >= 0) {
    // Zeros where `::` stands.
    const after = 8 - (count - gap);
    groups.copyWithin(after, gap, count).fill(0, gap, after);
  }
  for (let i = 0; i < 4; i++) words[i] = ((groups[2 * i] ?? 0) << 16) | (groups[2 * i + 1] ?? 0);
  return words[0] === 0 && words[1] === 0 ? -1 : prefixLength(text, at, to, 128);
}
