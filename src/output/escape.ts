/**
 * Text of logs, file names and user input on its way to a terminal or a page.
 *
 * A log field may hold anything, and a terminal obeys control characters: colours, cursor, title, clipboard. So do readers
 * of a page obey characters that turn the direction of text or hide it. They are shown instead of sent.
 */

/** Control (C0, DEL, C1), format (bidi, zero width, tags), line and paragraph separators, lone surrogates. */
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** What almost all text is; tested first because it is fast. */
const printable = /^[\x20-\x7e]*$/;

const short: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The text with every unsafe character as `\n`, `\x1b`, `\u202e` or `\u{e0001}`. */
export function visible(text: string): string {
  return printable.test(text) ? text : text.replace(unsafe, shown);
}

function shown(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  if (hex.length > 4) return `\\u{${hex}}`;
  return short[character] ?? (hex.length > 2 ? `\\u${hex.padStart(4, '0')}` : `\\x${hex.padStart(2, '0')}`);
}

/** Printable and nothing that JSON escapes. */
const plainJson = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

/** The text as a JSON string. Unsafe characters are escaped even where JSON does not ask for it: nothing is lost by it. */
export function jsonString(text: string): string {
  return plainJson.test(text) ? `"${text}"` : JSON.stringify(text).replace(unsafe, utf16);
}

function utf16(character: string): string {
  return character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
