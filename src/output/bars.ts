/** Bars of block characters: parts of a whole, one after the other. */

/** What a part is drawn with; they differ in shape, so that no colour is needed to tell them apart. */
export interface Part {
  readonly mark: string;
  readonly value: bigint;
}

/** Where two parts meet, each has one mark at least. */
interface Length {
  readonly part: Part;
  readonly marks: number;
}

/** How many marks each part has in a bar that would be `width` long for `most`. What is there has a mark, however little. */
export function barOf(parts: readonly Part[], most: bigint, width: number): readonly Length[] {
  const there = parts.filter(({ value }) => value > 0n);
  const whole = there.reduce((sum, { value }) => sum + value, 0n);
  if (whole === 0n || most === 0n) return [];
  const marks = Math.max(there.length, Math.min(width, marksOf(whole, most, width)));
  const lengths = there.map((part) => ({ part, marks: Math.max(1, marksOf(part.value, whole, marks)) }));
  return trimmed(lengths, marks);
}

/** Rounded. Scaled as whole numbers, as the values may pass what a double holds. */
function marksOf(value: bigint, most: bigint, width: number): number {
  return Number((2n * value * BigInt(width) + most) / (2n * most));
}

/** The longest parts give or take what rounding made too much or too little of. */
function trimmed(lengths: readonly Length[], marks: number): readonly Length[] {
  const excess = lengths.reduce((sum, each) => sum + each.marks, 0) - marks;
  const longest = lengths.reduce((most, each) => Math.max(most, each.marks), 0);
  const at = lengths.findIndex((each) => each.marks === longest);
  return lengths.map((each, i) => (i === at ? { ...each, marks: each.marks - excess } : each));
}
