/** The topics of help as text for a terminal. */
import type { Page, Part } from './topics/topic.ts';

/** No line is longer than `width`, but for command lines, which are there to be copied. */
export function pageText({ title, parts }: Page, width: number): string {
  return `${title}\n\n${parts.map((part) => partText(part, width)).join('\n\n')}\n`;
}

function partText(part: Part, width: number): string {
  if (typeof part === 'string') return wrapped(part, width).join('\n');
  if ('lines' in part) return part.lines.map(([wanted, line]) => `${wanted}\n  ${line}`).join('\n');
  return termsText(part.terms, width);
}

/** In two columns; numbers stand to the right. */
function termsText(terms: readonly (readonly [term: string, meaning: string])[], width: number): string {
  const column = Math.max(...terms.map(([term]) => term.length));
  const numbers = terms.every(([term]) => /^\d+$/.test(term));
  const aligned = (term: string) => (numbers ? term.padStart(column) : term.padEnd(column));
  return terms.map(([term, meaning]) => termText(aligned(term), meaning, width)).join('\n');
}

/** The meaning beside its word, and below itself where it is long. */
function termText(term: string, meaning: string, width: number): string {
  const indent = term.length + 4;
  return `  ${term}  ${wrapped(meaning, width - indent).join(`\n${' '.repeat(indent)}`)}`;
}

/** Words are never cut. */
function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
