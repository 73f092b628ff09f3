/** IPv4 as nearly all of it is written. */
import { prefixLength } from './prefix-length.ts';

const [dot, zero, nine] = [46, 48, 57];

/**
 * Reads `10.0.0.5` or `10.0.0.0/8`: decimals without leading zeros. Its bits go to the first of `words`; the length of the
 * prefix comes back, −1 for any other text.
 */
export function readIPv4(text: string, from: number, to: number, words: Int32Array): number {
  let number = 0;
  let part = 0;
  let digits = 0;
  let dots = 0;
  let at = from;
  for (; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code >= zero && code <= nine) {
      if (digits > 0 && part === 0) return -1;
      part = part * 10 + code - zero;
      digits++;
      if (part > 255) return -1;
    } else if (code === dot && digits > 0 && dots < 3) {
      number = (number << 8) | part;
      dots++;
      part = 0;
      digits = 0;
    } else break;
  }
  if (dots < 3 || digits === 0) return -1;
  words[0] = (number << 8) | part;
  return prefixLength(text, at, to, 32);
}
