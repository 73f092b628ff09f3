/** Texts as a word of bash or zsh, whatever is in them. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
