/** Seeded random numbers (mulberry32): the same story every time. */
let state = 20250814;

function next() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return (t ^ (t >>> 14)) >>> 0;
}

/** A whole number from 0 to `n - 1`. */
export const below = (n) => next() % n;

/** A whole number from `first` to `last`, both included. */
export const between = (first, last) => first + below(last - first + 1);
