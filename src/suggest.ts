/** Did you mean …: the known name that a mistyped one is nearest to. */

/** The nearest of `names` to `text`, or undefined if none is near enough to be meant. */
export function nearest(text: string, names: readonly string[]): string | undefined {
  const typed = text.toLowerCase();
  const scored = names.map((name) => ({ name, score: distance(typed, name.toLowerCase()) }));
  const best = scored.reduce((a, b) => (b.score < a.score ? b : a), { name: '', score: Number.POSITIVE_INFINITY });
  if (best.score <= Math.max(1, Math.floor(typed.length * 0.4))) return best.name;
  return typed.length >= 2 ? names.find((name) => name.toLowerCase().startsWith(typed)) : undefined;
}

/** `did you mean srcaddr?`, or what to say otherwise. */
export function didYouMean(text: string, names: readonly string[], otherwise: string): string {
  const name = nearest(text, names);
  return name === undefined ? otherwise : `did you mean ${name}?`;
}

/** Edits that turn `a` into `b`: a letter more, less, other, or two swapped (optimal string alignment). */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let edits = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        edits = Math.min(edits, (before[j - 2] ?? 0) + 1);
      row.push(edits);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
