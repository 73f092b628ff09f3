/** IPv6 as nearly all of it is written. */
import { prefixLength } from './prefix-length.ts';

const [colon, zero, nine] = [58, 48, 57];

/** The groups of the address that is read. */
const groups = new Uint16Array(8);

/**
 * Reads `2001:db8::1` or `2001:db8::/32`: hex digits, colons, at most one `::`. Its bits go to the four `words`; the length
 * of the prefix comes back, −1 for any other text, and for what begins like an IPv4 address in the form of IPv6.
 */
export function readIPv6(text: string, from: number, to: number, words: Int32Array): number {
  let [at, count, gap] = [from, 0, -1];
  if (text.startsWith('::', from)) {
    gap = 0;
    at += 2;
  }
  for (;;) {
    const start = at;
    let group = 0;
    for (; at < to; at++) {
      const digit = hexDigit(text.charCodeAt(at));
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
  spread(count, gap, words);
  return words[0] === 0 && words[1] === 0 ? -1 : prefixLength(text, at, to, 128);
}

/** Puts zeros where `::` stands. */
function spread(count: number, gap: number, words: Int32Array): void {
  const zeros = 8 - count;
  const groupAt = (i: number): number => {
    if (gap < 0 || i < gap) return groups[i] ?? 0;
    return i < gap + zeros ? 0 : (groups[i - zeros] ?? 0);
  };
  for (let i = 0; i < 4; i++) words[i] = (groupAt(2 * i) << 16) | groupAt(2 * i + 1);
}

function hexDigit(code: number): number {
  if (code >= zero && code <= nine) return code - zero;
  const letter = (code | 32) - 97;
  return letter >= 0 && letter < 6 ? letter + 10 : -1;
}
