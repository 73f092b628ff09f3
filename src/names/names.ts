/** All names that were given. */
import { Key } from './key.ts';
import { Places } from './places.ts';
import type { Sort } from './sorts.ts';

/** Where keys and names stand: a text, or a list. A place is a whole number that means something to the book alone. */
export interface Book {
  key(place: number): string;
  name(place: number): string;
}

/** Of values that were asked for; the same few come again and again, and others must not fill the memory. */
const remembered = 65_536;

/** The places of one book are below that, so that one number can say book and place. */
const booksApart = 2 ** 40;

/** Where things of one sort stand of which as many bits count. */
interface List {
  readonly sort: Sort;
  readonly length: number;
  readonly places: Places;
}

export class Names {
  readonly #books: Book[] = [];
  /** By sort, and by the length of the prefix. */
  readonly #lists = new Map<Sort, List[]>();
  #current: List = this.#listOf('ipv4', 32);
  readonly #asked = new Map<string, string | null>();
  readonly #key = new Key();
  readonly #other = new Key();

  /** What is added from now on stands in that book. */
  open(book: Book): void {
    this.#books.push(book);
    this.#asked.clear();
  }

  /** The book has a name for the key, in place of what it was called before. */
  add(key: Key, place: number): void {
    const { sort, length } = key;
    // Most keys are like the one before.
    if (sort !== this.#current.sort || length !== this.#current.length) this.#current = this.#listOf(sort, length);
    this.#current.places.add(key.number(length), (this.#books.length - 1) * booksApart + place);
  }

  /** Whether anything of that sort has a name. */
  has(sort: Sort): boolean {
    return this.#lists.has(sort);
  }

  /** What an id is called, or the smallest named network around an address or a CIDR block; null if nothing. */
  of(value: string): string | null {
    const known = this.#asked.get(value);
    if (known !== undefined) return known;
    if (this.#asked.size >= remembered) this.#asked.clear();
    const name = this.#key.read(value) ? this.#find(value) : null;
    this.#asked.set(value, name);
    return name;
  }

  #listOf(sort: Sort, length: number): List {
    const lists = this.#lists.get(sort) ?? [];
    this.#lists.set(sort, lists);
    lists[length] ??= { sort, length, places: new Places() };
    return lists[length];
  }

  #find(value: string): string | null {
    const key = this.#key;
    const lists = this.#lists.get(key.sort);
    for (let length = lists ? key.length : -1; length >= 0; length--) {
      const place = lists?.[length]?.places.find(key.number(length), (at) => this.#isOf(at, value, length));
      if (place !== undefined) return this.#bookAt(place).name(place % booksApart);
    }
    return null;
  }

  /** Different keys may have the same number. */
  #isOf(place: number, value: string, length: number): boolean {
    const text = this.#bookAt(place).key(place % booksApart);
    if (!this.#key.isAddress) return text === value;
    return this.#other.read(text) && this.#other.agrees(this.#key, length);
  }

  #bookAt(place: number): Book {
    const book = this.#books[Math.floor(place / booksApart)];
    if (!book) throw new RangeError(`no book has place ${place}`);
    return book;
  }
}
