/** Lines of a table with the names of addresses, CIDR blocks and ids. */
import { type Added, type Bad, quoted } from './bad.ts';
import { afterBlanks, type CsvRecord, cellAt, lines, next, recordAt, type Separator } from './csv.ts';
import { Key } from './key.ts';
import type { Book, Names } from './names.ts';
import type { Pause } from './pause.ts';
import { plain, shapeOf } from './shape.ts';

/** What stands for nothing; AWS's CLI writes None. */
const nothing = new Set(['', '-', 'None']);

/** So many lines take about a millisecond. */
const linesAtOnce = 1000;

/** Adds the names of a text. Blank lines and those that begin with `#` count for nothing. */
export async function addTable(text: string, names: Names, pause: Pause): Promise<Added> {
  const table = new Table(text, names);
  names.open(table);
  while (table.addSome(linesAtOnce)) await pause();
  return table;
}

/** Remembers where keys and names stand; what they are is read when it is asked for. */
class Table implements Added, Book {
  readonly bad: Bad[] = [];
  records = 0;
  readonly #text: string;
  readonly #names: Names;
  readonly #key = new Key();
  /** Of records that are not as most are. */
  readonly #unusual: { readonly keyAt: number; readonly nameAt: number }[] = [];
  readonly #separator: Separator;
  #shape = plain;
  #line = 0;
  #at = 0;
  /** Where a separator and a quote stand next; each is looked for once only. */
  #split = -1;
  #quote = -1;

  constructor(text: string, names: Names) {
    this.#text = text;
    this.#names = names;
    // The first that comes, in a line that is no comment, is that of the whole text.
    this.#separator = /^(?!\s*#)[^,\t\n]*([,\t])/m.exec(text)?.[1] === '\t' ? '\t' : ',';
  }

  /** An even place is twice where a usual line begins; an odd one stands for an unusual record. */
  key(place: number): string {
    return this.#cell(place % 2 === 0 ? place / 2 : this.#unusual[(place - 1) / 2]?.keyAt);
  }

  name(place: number): string {
    const nameAt = () => this.#text.indexOf(this.#separator, place / 2) + 1;
    return this.#cell(place % 2 === 0 ? nameAt() : this.#unusual[(place - 1) / 2]?.nameAt);
  }

  /** Adds so many lines; false when none is left. Few calls for a usual line: most of the time this runs uncompiled. */
  addSome(count: number): boolean {
    const text = this.#text;
    for (const last = this.#line + count; this.#at < text.length && this.#line < last; ) {
      const at = this.#at;
      const end = next(text, '\n', at);
      if (this.#split < at) this.#split = next(text, this.#separator, at);
      if (this.#quote < at) this.#quote = next(text, '"', at);
      const split = this.#split;
      if (split < end) this.#split = next(text, this.#separator, split + 1);
      this.#line++;
      const mayBeUsual = split < end && this.#split >= end && this.#quote >= end;
      if (mayBeUsual && this.#addUsual(at, split, end)) this.#at = end + 1;
      else {
        const recordEnd = this.#addLine(at, end, this.#line);
        this.#line += lines(text, end, recordEnd);
        this.#at = recordEnd + 1;
      }
    }
    return this.#at < text.length;
  }

  /** `10.0.0.5,name` and nothing more, as most lines are. False: it is to be looked at closely. */
  #addUsual(at: number, split: number, end: number): boolean {
    if (this.#shape !== plain) return false;
    // A name that short, or that begins with a blank, may stand for nothing.
    if ((end - split < 8 || this.#text[split + 1] === ' ') && nothing.has(this.#text.slice(split + 1, end).trim()))
      return false;
    if (!this.#key.read(this.#text, at, split)) return false;
    this.#names.add(this.#key, 2 * at);
    this.records++;
    return true;
  }

  /** Where the record ends that begins at `at`: a name between quotes may have newlines. */
  #addLine(at: number, end: number, number: number): number {
    const text = this.#text;
    const first = afterBlanks(text, at);
    if (first >= end || text[first] === '#' || text.slice(first, end).trim() === '') return end;
    const record = recordAt(text, at, this.#separator);
    if (typeof record === 'string') {
      this.#addBad(number, record);
      return end;
    }
    this.#addRecord(record, number);
    return record.end;
  }

  #addRecord(record: CsvRecord, number: number): void {
    const problem = this.#problemOf(record);
    // No header line is a good record: it need be looked for in bad ones only.
    const header = problem === undefined ? undefined : shapeOf(record.cells);
    if (header) this.#shape = header;
    else if (problem !== undefined) this.#addBad(number, problem);
    else this.records++;
  }

  /** Adds the names, and says what is wrong. A record without a name does no harm: not everything has one. */
  #problemOf({ cells, starts }: CsvRecord): string | undefined {
    const { width, keys, name } = this.#shape;
    if (cells.length !== width)
      return `has ${cells.length === 1 ? '1 value' : `${cells.length} values`} instead of ${width}`;
    const hasName = !nothing.has(cells[name] ?? '');
    let hasKey = false;
    for (const i of keys) {
      const key = cells[i] ?? '';
      if (nothing.has(key)) continue;
      hasKey = true;
      if (!this.#key.read(key)) return `${quoted(key)} is no address, CIDR block or id`;
      if (hasName) this.#addUnusual(starts[i] ?? 0, starts[name] ?? 0);
    }
    return hasKey ? undefined : 'says no address, CIDR block or id';
  }

  #addUnusual(keyAt: number, nameAt: number): void {
    this.#names.add(this.#key, 2 * this.#unusual.length + 1);
    this.#unusual.push({ keyAt, nameAt });
  }

  #addBad(number: number, problem: string): void {
    this.bad.push({ place: `:${number}`, problem });
    this.records++;
  }

  #cell(at = 0): string {
    const cell = cellAt(this.#text, at, this.#separator);
    return typeof cell === 'string' ? '' : cell.text;
  }
}
