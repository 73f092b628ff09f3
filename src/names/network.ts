/** An address or a CIDR block as the longest-prefix tables want it: its leading bits, ready to be cut. */
import { type AddressRange, parseRange } from '../address.ts';

/** `length` bits of it count: all of an address, the prefix of a CIDR block. */
export type Network =
  | { readonly family: 4; readonly number: number; readonly length: number }
  /** `hex`: 32 digits. */
  | { readonly family: 6; readonly hex: string; readonly length: number };

const [dot, slash, zero, nine] = [46, 47, 48, 57];

/** Understands what `parseRange` understands; undefined for other text. IPv4, which most of it is, takes no detour. */
export function parseNetwork(text: string): Network | undefined {
  const plain = parseIPv4(text);
  if (plain) return plain;
  const range = parseRange(text);
  return range && networkOf(range);
}

/** `10.0.0.5` or `10.0.0.0/8` in decimals without leading zeros; undefined for other text, also for right text written otherwise. */
function parseIPv4(text: string): Network | undefined {
  let [number, part, digits, dots] = [0, 0, 0, 0];
  let at = 0;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= zero && code <= nine) {
      if (digits > 0 && part === 0) return undefined;
      part = part * 10 + code - zero;
      digits++;
      if (part > 255) return undefined;
    } else if (code === dot && digits > 0 && dots < 3) {
      number = number * 256 + part;
      dots++;
      part = 0;
      digits = 0;
    } else break;
  }
  if (dots < 3 || digits === 0) return undefined;
  const length = at === text.length ? 32 : prefixLength(text, at);
  return length === undefined ? undefined : { family: 4, number: number * 256 + part, length };
}

function prefixLength(text: string, at: number): number | undefined {
  const digits = text.slice(at + 1);
  if (text.charCodeAt(at) !== slash || !/^\d{1,2}$/.test(digits)) return undefined;
  const length = Number(digits);
  return length <= 32 ? length : undefined;
}

function networkOf({ family, first, last }: AddressRange): Network {
  // Its size is a power of two: one bit, and as many after it as are free.
  const free = (last - first + 1n).toString(2).length - 1;
  if (family === 4) return { family, number: Number(first), length: 32 - free };
  return { family, hex: first.toString(16).padStart(32, '0'), length: 128 - free };
}

/** The first `length` bits of an IPv4 address, as a small integer of the machine's: those are the fastest keys. */
export function leadingBits(number: number, length: number): number {
  return length === 0 ? 0 : (number >>> (32 - length)) | 0;
}

/** The first `length` bits of an IPv6 address: its whole hex digits, and what is left of the next. */
export function leadingHex(hex: string, length: number): string {
  const whole = length >> 2;
  const rest = length & 3;
  const digits = hex.slice(0, whole);
  return rest === 0 ? digits : digits + (Number.parseInt(hex.charAt(whole), 16) >> (4 - rest)).toString(16);
}
