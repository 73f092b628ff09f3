const [slash, zero, nine] = [47, 48, 57];

/** The length in `/24` at `at`; `most` if nothing is there, −1 if it is something else or longer than `most`. */
export function prefixLength(text: string, at: number, to: number, most: number): number {
  if (at === to) return most;
  if (text.charCodeAt(at) !== slash || at + 1 === to || to - at > 4) return -1;
  let length = 0;
  for (let i = at + 1; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code < zero || code > nine) return -1;
    length = length * 10 + code - zero;
  }
  return length <= most ? length : -1;
}
