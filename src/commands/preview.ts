/** What would be asked, in place of an answer. */
import type { Source } from './source.ts';

/** `sql`: print the statement. `dry-run`: print it with what it would read. */
export type Preview = 'sql' | 'dry-run' | undefined;

/** The size stands in a comment, so that the text can be pasted as it is. */
export async function previewText(
  preview: NonNullable<Preview>,
  statement: string,
  source: Source,
  scope: Parameters<Source['estimate']>[0],
): Promise<string> {
  return preview === 'sql' ? `${statement}\n` : `${statement}\n-- ${await source.estimate(scope)}\n`;
}

/** A statement that another one may follow; those for the duckdb shell are ended already. */
export function ended(statement: string): string {
  return `${statement.replace(/;$/, '')};`;
}
