/** Reads comma-separated text with a header line, as Athena's results are downloaded. A record is one line: no field has a newline in it. */
import { splitCsv } from './csv-line.ts';
import type { LineSink } from './lines.ts';
import { messageColumn } from './sniff.ts';
import type { TextReader } from './text.ts';

const [newline, carriageReturn, space, quote, comma, dash] = [10, 13, 32, 34, 44, 45];

/** Turns plain lines into lines with blanks, which the text reader takes at full speed; others it splits itself. */
export class CsvReader implements LineSink {
  readonly #text: TextReader;
  #plain: Buffer = Buffer.alloc(0);

  constructor(text: TextReader) {
    this.#text = text;
  }

  lines(bytes: Buffer, from: number, to: number): void {
    // An empty cell, a comma alone, becomes two bytes.
    if (this.#plain.length < 2 * (to - from)) this.#plain = Buffer.allocUnsafeSlow(2 * (to - from));
    let length = 0;
    for (let at = from; at < to; ) {
      const end = bytes.indexOf(newline, at);
      const longer = rewrite(bytes, at, this.#plain, length);
      if (longer < 0) {
        if (length > 0) this.#text.lines(this.#plain, 0, length);
        this.#text.row(splitCsv(textOf(bytes, at, end)));
        length = 0;
      } else length = longer;
      at = end + 1;
    }
    if (length > 0) this.#text.lines(this.#plain, 0, length);
  }

  last(bytes: Buffer, to: number): void {
    this.#text.atEnd();
    this.lines(bytes, 0, to);
  }

  tooLong(): void {
    this.#text.tooLong();
  }
}

/** Reads comma-separated text of which one column holds the records, as CloudWatch Logs Insights exports it. */
export class MessageCsvReader implements LineSink {
  readonly #text: TextReader;
  #column = -1;

  constructor(text: TextReader) {
    this.#text = text;
  }

  lines(bytes: Buffer, from: number, to: number): void {
    for (let at = from; at < to; ) {
      const end = bytes.indexOf(newline, at);
      this.#row(splitCsv(textOf(bytes, at, end)));
      at = end + 1;
    }
  }

  #row(cells: readonly string[] | undefined): void {
    const column = messageColumn(cells ?? []);
    if (column >= 0) this.#column = column;
    if (column >= 0) this.#text.header();
    else this.#text.row(cells && (cells[this.#column] ?? '').trim().split(/[ \t]+/));
  }

  last(bytes: Buffer, to: number): void {
    this.#text.atEnd();
    this.lines(bytes, 0, to);
  }

  tooLong(): void {
    this.#text.tooLong();
  }
}

function textOf(bytes: Buffer, from: number, end: number): string {
  return bytes.toString('utf8', from, bytes[end - 1] === carriageReturn ? Math.max(from, end - 1) : end);
}

/** Writes the line at `at` to `target` with blanks for commas and `-` for empty cells; −1 if a cell holds a blank or a quote. */
function rewrite(bytes: Buffer, at: number, target: Buffer, length: number): number {
  let cell = length;
  if (bytes[at] === newline) return put(target, length, newline);
  for (;;) {
    let byte = bytes[at++] as number;
    if (byte === quote && length === cell) {
      for (byte = bytes[at++] as number; byte !== quote; byte = bytes[at++] as number) {
        if (byte <= space) return -1;
        target[length++] = byte;
      }
      byte = bytes[at++] as number;
      if (byte !== comma && byte !== newline && byte !== carriageReturn) return -1;
    }
    if (byte === carriageReturn && bytes[at] === newline) byte = bytes[at++] as number;
    if (byte > space && byte !== comma) {
      target[length++] = byte;
      continue;
    }
    if (byte !== comma && byte !== newline) return -1;
    if (length === cell) target[length++] = dash;
    target[length++] = byte === comma ? space : newline;
    if (byte === newline) return length;
    cell = length;
  }
}

function put(target: Buffer, at: number, byte: number): number {
  target[at] = byte;
  return at + 1;
}
