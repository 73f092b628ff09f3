/** Where progress is shown: a terminal, and nowhere else. */
import type { Context } from '../context.ts';
import type { Screen } from '../output/progress.ts';

/** Null: no progress is shown. */
export function screenOf(quiet: boolean, { stderr }: Context): Screen | null {
  if (quiet || !stderr.isTerminal) return null;
  return { write: (text: string) => void stderr.stream.write(text), width: () => stderr.width ?? 80 };
}
