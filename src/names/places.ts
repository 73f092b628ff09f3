/** Where things stand, found by a number of 32 bits. */

/** So many searches are made through the list before a map is made of it: most answers have few rows. */
const searches = 64;

export class Places {
  readonly #numbers: number[] = [];
  readonly #places: number[] = [];
  #searched = 0;
  /** The last position of each number, and before it the one before; made when many are asked for. */
  #last: Map<number, number> | undefined;
  #before: number[] = [];

  /** Adds one; `number` is an integer of 32 bits with a sign. */
  add(number: number, place: number): void {
    this.#last = undefined;
    this.#numbers.push(number);
    this.#places.push(place);
  }

  /** The place that was added last of those with that number that are `right`. */
  find(number: number, right: (place: number) => boolean): number | undefined {
    if (this.#last === undefined && ++this.#searched > searches) this.#makeMap();
    for (let at = this.#first(number); at >= 0; at = this.#next(number, at)) {
      const place = this.#places[at];
      if (place !== undefined && right(place)) return place;
    }
    return undefined;
  }

  #first(number: number): number {
    return this.#last ? (this.#last.get(number) ?? -1) : this.#numbers.lastIndexOf(number);
  }

  #next(number: number, at: number): number {
    if (this.#last) return this.#before[at] ?? -1;
    return at === 0 ? -1 : this.#numbers.lastIndexOf(number, at - 1);
  }

  #makeMap(): void {
    const last = new Map<number, number>();
    this.#before = this.#numbers.map((number, at) => {
      const before = last.get(number) ?? -1;
      last.set(number, at);
      return before;
    });
    this.#last = last;
  }
}
