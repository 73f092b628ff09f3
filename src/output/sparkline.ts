/** A line of small columns, one for each number. */

const zero = '▁';
/** Of what is more than nothing, least first. */
const levels = ['▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** What is missing stays blank. The tallest is the most of them, and only 0 is the lowest. */
export function sparkline(values: readonly (bigint | null)[]): string {
  const most = largest(values) ?? 0n;
  return values.map((value) => (value === null ? ' ' : columnOf(value, most))).join('');
}

function columnOf(value: bigint, most: bigint): string {
  if (value === 0n) return zero;
  const count = BigInt(levels.length);
  return levels[Number((value * count + most - 1n) / most) - 1] ?? zero;
}

/** The most of every `size` values. */
export function mostOfEach(values: readonly (bigint | null)[], size: number): readonly (bigint | null)[] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, i) =>
    largest(values.slice(i * size, (i + 1) * size)),
  );
}

/** Null if there is none. */
export function largest(values: readonly (bigint | null)[]): bigint | null {
  return values.reduce((most, value) => (value !== null && (most === null || value > most) ? value : most), null);
}
