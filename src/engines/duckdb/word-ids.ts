/** Ids without gaps for the texts of columns of text. */

const pageBits = 16;
const pageSize = 1 << pageBits;

/**
 * The reader gives addresses and words ids of one kind, and a text another one from time to time. There may be millions of
 * addresses; words alone are few, and found quickly if their ids are dense.
 */
export class WordIds {
  /** By the upper bits of the reader's id, then by the lower ones: the dense id + 1. */
  readonly #pages: (Int32Array | undefined)[] = [];
  #count = 0;
  #fresh: number[] = [];

  get count(): number {
    return this.#count;
  }

  /** Puts dense ids in the place of the reader's. Returns whether there was one; −1 stays. */
  replace(cells: Int32Array): boolean {
    let found = false;
    for (let row = 0; row < cells.length; row++) {
      const id = cells[row] as number;
      if (id < 0) continue;
      found = true;
      const dense = this.#pages[id >>> pageBits]?.[id & (pageSize - 1)] ?? 0;
      cells[row] = dense > 0 ? dense - 1 : this.#add(id);
    }
    return found;
  }

  /** The ids of the reader that are new since the last time, in the order of their dense ids. */
  takeFresh(): { readonly base: number; readonly ids: readonly number[] } {
    const ids = this.#fresh;
    this.#fresh = [];
    return { base: this.#count - ids.length, ids };
  }

  #add(id: number): number {
    const number = id >>> pageBits;
    const page = this.#pages[number] ?? new Int32Array(pageSize);
    this.#pages[number] = page;
    this.#fresh.push(id);
    this.#count += 1;
    page[id & (pageSize - 1)] = this.#count;
    return this.#count - 1;
  }
}
