/** Comma-separated values: RFC 4180, with `\n` at the end of a line. A missing value is an empty cell, an empty text is `""`. */
import { delimited } from './delimited.ts';

export const csv = delimited(',', (text) => {
  if (text === '') return '""';
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
});
