/** Tab-separated values, always one line a row: tab, newline, carriage return and backslash are `\t`, `\n`, `\r` and `\\`. */
import { delimited } from './delimited.ts';

const escapes: Record<string, string> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\' };

export const tsv = delimited('\t', (text) =>
  /[\t\n\r\\]/.test(text) ? text.replace(/[\t\n\r\\]/g, (character) => escapes[character] ?? '') : text,
);
