// Words of roff, the language of man pages: see groff_man(7).

const escapes = { '\\': '\\e', '-': '\\-', "'": '\\(aq', '`': '\\(ga', '^': '\\(ha', '~': '\\(ti', '…': '...' };

/** A text as it is: nothing in it is a command, and a hyphen or quote can be copied into a shell. */
export function escaped(text) {
  return text
    .replace(/[\\\-'`^~…]/g, (letter) => escapes[letter])
    .replace(/[^\x20-\x7e\n]/g, (letter) => `\\[u${letter.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}]`)
    .replace(/^\./gm, '\\&.');
}

export const section = (title, ...lines) => [`.SH ${title.toUpperCase()}`, ...lines.flat()];
export const part = (title, ...lines) => [`.SS ${escaped(title)}`, ...lines.flat()];
export const bold = (text) => `.B ${escaped(text)}`;
/** A word, and what it means below it. */
export const term = (word, meaning) => ['.TP', bold(word), ...meaning.flat()];
/** A paragraph; one of several lines keeps them. */
export const paragraph = (text, macro = '.PP') => [
  macro,
  ...(text.includes('\n') ? ['.nf', escaped(text), '.fi'] : [escaped(text)]),
];
/** Command lines, each on its own, below what stands above them. */
export const shown = (lines) => ['.RS 4', '.nf', ...lines.map(escaped), '.fi', '.RE'];
