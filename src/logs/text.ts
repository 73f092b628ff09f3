/** Reads flow logs that are lines of fields with blanks between them, as AWS writes them to S3 and CloudWatch Logs exports them. */
import { Lenient } from './lenient.ts';
import { type LineSink, tooLong } from './lines.ts';
import type { Container } from './plan.ts';
import type { Report } from './report.ts';

/** What an export of CloudWatch Logs puts before each line (CloudWatch Logs user guide, "Exporting log data to Amazon S3"). */
const exportLead = ['@timestamp'];
const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

export const isExported = (cells: readonly string[]): boolean => timestamp.test(cells[0] ?? '');

/** Where one line has odd blanks, so have most: this much of the text is evened out at once. */
const evenedAtOnce = 16 * 1024;
const uneven = /[\t\r]|^ | {2}| $/;
const control = /[\u0000-\u001f]/;
const [newline, carriageReturn, space, tab] = [10, 13, 32, 9];

export class TextReader implements LineSink {
  readonly #report: Report;
  readonly #exported: boolean;
  readonly #lenient: Lenient;
  #evened: Buffer = Buffer.alloc(0);
  #note = '';

  constructor(report: Report, container: Container, format?: readonly string[]) {
    this.#report = report;
    this.#exported = container === 'cloudwatch-export';
    this.#lenient = new Lenient(report, container, format, this.#exported ? exportLead : []);
  }

  /** Says which fields the records have, as a header line would. */
  declare(fields: readonly string[]): void {
    this.#lenient.use(fields, true);
  }

  lines(bytes: Buffer, from: number, to: number): void {
    this.#scan(bytes, from, to, false);
  }

  last(bytes: Buffer, to: number): void {
    this.atEnd();
    this.lines(bytes, 0, to);
  }

  tooLong(): void {
    this.#report.lines += 1;
    this.#report.bad(this.#report.lines, tooLong);
  }

  /** A line that was split elsewhere; undefined if that failed. */
  row(cells: readonly string[] | undefined): void {
    this.#report.lines += 1;
    if (cells) this.#lenient.take(cells, this.#report.lines, this.#note);
    else this.#report.bad(this.#report.lines, `has a quote without its end${this.#note}`);
  }

  /** A header line that does not name the fields of the flow log. */
  header(): void {
    this.#report.lines += 1;
    this.#report.headers += 1;
  }

  /** The line to come is the last one and has no newline of its own. */
  atEnd(): void {
    this.#note = ' (the last line, without a newline: cut short or still being written)';
  }

  #scan(bytes: Buffer, from: number, to: number, even: boolean): void {
    let at = this.#plain(bytes, from, to);
    while (at < to) {
      const end = bytes.indexOf(newline, at);
      const line = bytes.toString('utf8', at, end);
      if (!even && uneven.test(line)) {
        const until = bytes.indexOf(newline, Math.min(at + evenedAtOnce, to - 1)) + 1;
        const evened = this.#evenOut(bytes, at, until);
        this.#scan(evened, 0, evened.length, true);
        at = until;
      } else {
        this.#odd(line);
        at = end + 1;
      }
      at = this.#plain(bytes, at, to);
    }
  }

  /** Hands plain lines to the kernel; returns where the first odd one begins. */
  #plain(bytes: Buffer, from: number, to: number): number {
    const { kernel } = this.#lenient;
    if (kernel === undefined || from >= to) return from;
    const before = kernel.tally.records;
    const at = kernel.scan(bytes, from, to);
    this.#report.lines += kernel.tally.records - before;
    return at;
  }

  #odd(line: string): void {
    const report = this.#report;
    report.lines += 1;
    const text = line.startsWith('\ufeff') ? line.slice(1) : line;
    if (control.test(text)) report.bad(report.lines, `has a control character${this.#note}`);
    else if (text !== '') this.#lenient.take(this.#cells(text), report.lines, this.#note);
  }

  #cells(text: string): string[] {
    const cells = text.split(' ');
    return this.#exported && !isExported(cells) ? ['-', ...cells] : cells;
  }

  /** A copy of whole lines with one space between fields and none around them. */
  #evenOut(bytes: Buffer, from: number, to: number): Buffer {
    if (this.#evened.length < to - from) this.#evened = Buffer.allocUnsafeSlow(Math.max(to - from, 2 * evenedAtOnce));
    return this.#evened.subarray(0, evenOut(bytes, from, to, this.#evened));
  }
}

function evenOut(bytes: Buffer, from: number, to: number, target: Buffer): number {
  let length = 0;
  let blank = true;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte === space || byte === tab) {
      if (!blank) target[length++] = space;
      blank = true;
      continue;
    }
    const ends = byte === newline || (byte === carriageReturn && bytes[at + 1] === newline);
    if (ends && blank && target[length - 1] === space) length -= 1;
    if (ends && byte === carriageReturn) continue;
    target[length++] = byte;
    blank = byte === newline;
  }
  return length;
}
