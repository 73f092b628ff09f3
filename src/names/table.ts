/** Lines of a table with the names of addresses, CIDR blocks and ids. */
import { type Added, type Bad, quoted } from './bad.ts';
import { csvRecord, type Separator } from './csv.ts';
import { canHaveName, type Names } from './names.ts';

/** Which cells of a record are what. */
interface Shape {
  /** How many cells there are. */
  readonly width: number;
  readonly keys: readonly number[];
  readonly name: number;
}

/** Without a header line. */
const plain: Shape = { width: 2, keys: [0], name: 1 };

/** What a header line calls what has a name (`_id` and `-id` left off). */
const keyWords = new Set('address addr cidr ip prefix network id interface instance subnet vpc account'.split(' '));

/** What stands for nothing; AWS's CLI writes None. */
const nothing = new Set(['', '-', 'None']);

/** Adds the names of a text. Blank lines and those that begin with `#` count for nothing. */
export function addTable(text: string, names: Names): Added {
  const table = new Table(names);
  for (let at = 0, number = 1; at < text.length; number++) {
    const newline = text.indexOf('\n', at);
    const line = text.slice(at, newline < 0 ? text.length : newline);
    const end = table.add(text, at, line, number);
    number += newlines(text, at + line.length, end);
    at = end + 1;
  }
  return table;
}

class Table implements Added {
  readonly bad: Bad[] = [];
  records = 0;
  readonly #names: Names;
  #shape = plain;
  /** The first that comes is that of the whole text. */
  #separator: Separator | undefined;

  constructor(names: Names) {
    this.#names = names;
  }

  /** Adds what the line says, which begins at `at`. Where the record ends: that may be lines later. */
  add(text: string, at: number, line: string, number: number): number {
    if (!this.#addUsual(line)) return this.#addAny(text, at, line, number);
    this.records++;
    return at + line.length;
  }

  /** `10.0.0.5,name` and nothing more, which most lines are, needs no list of cells. False: it is something else. */
  #addUsual(line: string): boolean {
    const separator = this.#separator;
    if (separator === undefined || this.#shape !== plain) return false;
    const first = line.indexOf(separator);
    if (first < 0 || line.includes(separator, first + 1) || line.includes('"')) return false;
    const name = line.slice(first + 1).trim();
    return !nothing.has(name) && this.#names.set(line.slice(0, first), name);
  }

  #addAny(text: string, at: number, line: string, number: number): number {
    const end = at + line.length;
    const start = line.trimStart();
    if (start === '' || start.startsWith('#')) return end;
    this.#separator ??= /[,\t]/.exec(start)?.[0] === '\t' ? '\t' : ',';
    const record = csvRecord(text, at, line, this.#separator);
    const cells = typeof record === 'string' ? [] : record.cells;
    const problem = typeof record === 'string' ? record : this.#addCells(cells);
    // No header line is a good record: it need be looked for in bad ones only.
    const header = problem === undefined ? undefined : shapeOf(cells);
    if (header) this.#shape = header;
    else this.records++;
    if (problem !== undefined && !header) this.bad.push({ place: `:${number}`, problem });
    return typeof record === 'string' ? end : record.end;
  }

  /** Undefined, or what is wrong. A record without a name does no harm: not everything has one. */
  #addCells(cells: readonly string[]): string | undefined {
    const { width, keys, name: nameAt } = this.#shape;
    if (cells.length !== width) return `has ${cells.length} values instead of ${width}`;
    const found = keys.map((i) => cells[i] ?? '').filter((key) => !nothing.has(key));
    if (found.length === 0) return 'says no address, CIDR block or id';
    const name = cells[nameAt] ?? '';
    const wrong = found.find((key) => !(nothing.has(name) ? canHaveName(key) : this.#names.set(key, name)));
    return wrong === undefined ? undefined : `${quoted(wrong)} is no address, CIDR block or id`;
  }
}

/** What a header line says; undefined for any other. */
function shapeOf(cells: readonly string[]): Shape | undefined {
  const words = cells.map((cell) => cell.toLowerCase().replace(/[-_ ]id$/, ''));
  const keys = words.flatMap((word, i) => (keyWords.has(word) ? [i] : []));
  const name = words.indexOf('name');
  if (name < 0 || keys.length === 0) return undefined;
  const isPlain = words.length === plain.width && name === plain.name;
  return isPlain ? plain : { width: words.length, keys, name };
}

/** How many stand from `from` to before `to`. */
function newlines(text: string, from: number, to: number): number {
  let count = 0;
  while (true) {
    const at = from < to ? text.indexOf('\n', from) : -1;
    if (at < 0 || at >= to) return count;
    count++;
    from = at + 1;
  }
}
