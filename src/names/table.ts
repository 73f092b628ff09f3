/** Lines of a table with the names of addresses, CIDR blocks and ids. */
import { type Added, type Bad, quoted } from './bad.ts';
import { type Cell, cellAt, type Separator } from './csv.ts';
import { Key } from './key.ts';
import type { Book, Names } from './names.ts';
import { Searched } from './searched.ts';
import { plain, shapeOf } from './shape.ts';

/** What stands for nothing; AWS's CLI writes None. */
const nothing = new Set(['', '-', 'None']);

/** Adds the names of a text. Blank lines and those that begin with `#` count for nothing. */
export function addTable(text: string, names: Names): Added {
  const table = new Table(text, names);
  names.open(table);
  table.addAll();
  return table;
}

/** Remembers where keys and names stand; what they are is read when it is asked for. */
class Table implements Added, Book {
  readonly bad: Bad[] = [];
  records = 0;
  readonly #text: string;
  readonly #names: Names;
  readonly #key = new Key();
  readonly #keysAt: number[] = [];
  readonly #namesAt: number[] = [];
  readonly #separator: Separator;
  #shape = plain;

  constructor(text: string, names: Names) {
    this.#text = text;
    this.#names = names;
    // The first that comes, in a line that is no comment, is that of the whole text.
    this.#separator = /^(?!\s*#)[^,\t\n]*([,\t])/m.exec(text)?.[1] === '\t' ? '\t' : ',';
  }

  key(place: number): string {
    return this.#cell(this.#keysAt[place]);
  }

  name(place: number): string {
    return this.#cell(this.#namesAt[place]);
  }

  addAll(): void {
    const text = this.#text;
    const separators = new Searched(text, this.#separator);
    const quotes = new Searched(text, '"');
    for (let [at, number] = [0, 1]; at < text.length; number++) {
      const newline = text.indexOf('\n', at);
      const end = newline < 0 ? text.length : newline;
      const separator = separators.from(at);
      const usual =
        this.#shape === plain && separator < end && separators.from(separator + 1) > end && quotes.from(at) > end;
      if (usual && this.#addUsual(at, separator, end)) at = end + 1;
      else {
        const next = this.#addLine(at, end, number);
        number += lines(text, end, next);
        at = next + 1;
      }
    }
  }

  /** `10.0.0.5,name` and nothing more, as most lines are. False: it is to be looked at closely. */
  #addUsual(at: number, separator: number, end: number): boolean {
    // A short name may be one of those that stand for nothing.
    if (end - separator < 8 || !this.#key.read(this.#text, at, separator)) return false;
    this.#add(this.#key, at, separator + 1);
    this.records++;
    return true;
  }

  #add(key: Key, keyAt: number, nameAt: number): void {
    this.#names.add(key, this.#keysAt.length);
    this.#keysAt.push(keyAt);
    this.#namesAt.push(nameAt);
  }

  /** Where the record ends that begins at `at`: a name between quotes may have newlines. */
  #addLine(at: number, end: number, number: number): number {
    const text = this.#text;
    if (/^\s*(#|$)/.test(text.slice(at, end))) return end;
    const starts: number[] = [];
    const cells: Cell[] = [];
    for (let from = at; ; ) {
      const cell = cellAt(text, from, this.#separator);
      if (typeof cell === 'string') {
        this.#addBad(number, cell);
        return end;
      }
      starts.push(from);
      cells.push(cell);
      from = cell.end + 1;
      if (text[cell.end] !== this.#separator) break;
    }
    this.#addCells(
      cells.map((cell) => cell.text),
      starts,
      number,
    );
    return cells.at(-1)?.end ?? end;
  }

  #addCells(cells: readonly string[], starts: readonly number[], number: number): void {
    const problem = this.#problemOf(cells, starts);
    // No header line is a good record: it need be looked for in bad ones only.
    const header = problem === undefined ? undefined : shapeOf(cells);
    if (header) this.#shape = header;
    else if (problem !== undefined) this.#addBad(number, problem);
    else this.records++;
  }

  /** Adds the names, and says what is wrong. A record without a name does no harm: not everything has one. */
  #problemOf(cells: readonly string[], starts: readonly number[]): string | undefined {
    const { width, keys, name: nameAt } = this.#shape;
    if (cells.length !== width)
      return `has ${cells.length === 1 ? '1 value' : `${cells.length} values`} instead of ${width}`;
    const found = keys.filter((i) => !nothing.has(cells[i] ?? ''));
    if (found.length === 0) return 'says no address, CIDR block or id';
    const named = !nothing.has(cells[nameAt] ?? '');
    for (const i of found) {
      if (!this.#key.read(cells[i] ?? '')) return `${quoted(cells[i] ?? '')} is no address, CIDR block or id`;
      if (named) this.#add(this.#key, starts[i] ?? 0, starts[nameAt] ?? 0);
    }
    return undefined;
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

/** How many newlines stand from `from` to before `to`. */
function lines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (text[at] === '\n') count++;
  return count;
}
