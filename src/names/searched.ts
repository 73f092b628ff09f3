/** Where a character stands next, for somebody who goes through a text from its beginning: nothing is looked at twice. */
export class Searched {
  readonly #text: string;
  readonly #wanted: string;
  #found = -1;

  constructor(text: string, wanted: string) {
    this.#text = text;
    this.#wanted = wanted;
  }

  /** The first from `at` on; beyond every text if there is none. */
  from(at: number): number {
    if (this.#found < at) {
      const found = this.#text.indexOf(this.#wanted, at);
      this.#found = found < 0 ? Number.MAX_SAFE_INTEGER : found;
    }
    return this.#found;
  }
}
