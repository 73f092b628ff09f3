/** Gathers lines that were made from something else, so that a text reader gets many at a time. */
import type { TextReader } from './text.ts';

const size = 256 * 1024;
const newline = 10;
/** UTF-8 takes at most three bytes for a unit of a string. */
const widest = 3;
const blankOrControl = /[\u0000-\u0020]/;

export class LineBatch {
  readonly #bytes = Buffer.allocUnsafeSlow(size);
  #length = 0;
  #reader: TextReader | undefined;

  /** A record that is already split. */
  add(reader: TextReader, cells: readonly string[]): void {
    if (!blankOrControl.test(cells.join(','))) {
      this.addText(reader, cells.join(' '));
    } else {
      this.flush();
      reader.row(cells);
    }
  }

  /** A record as one line; newlines in it are blanks. */
  addText(reader: TextReader, text: string): void {
    const trimmed = text.trim();
    const line = trimmed.includes('\n') ? trimmed.replaceAll('\n', ' ') : trimmed;
    const most = line.length * widest + 1;
    if (reader !== this.#reader || this.#length + most > size) this.flush();
    this.#reader = reader;
    if (most > size) reader.lines(Buffer.from(`${line}\n`), 0, Buffer.byteLength(line) + 1);
    else {
      this.#length += this.#bytes.write(line, this.#length, 'utf8');
      this.#bytes[this.#length++] = newline;
    }
  }

  /** Hands over what was gathered. */
  flush(): void {
    const length = this.#length;
    this.#length = 0;
    if (length > 0) this.#reader?.lines(this.#bytes, 0, length);
  }
}
