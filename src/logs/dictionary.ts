/** Texts as numbers, for cells of fixed width. Ids differ between threads and never change their meaning. */
import { formatAddress, parseAddress } from '../address.ts';
import { AnswerError } from '../errors.ts';
import { Interner } from './interner.ts';
import { ipv4At } from './ipv4.ts';
import type { Batch } from './plan.ts';
import type { LogRecord } from './record.ts';

/** The texts that a dictionary remembers before it starts anew, and so the ids of an epoch. */
export const epochTexts = 65_536;
const epochBytes = 8 << 20;
const epochs = 2 ** 31 / epochTexts;

/** What an address cell adds to the id of a text; what is less is an IPv4 address. */
export const textAddress = 2 ** 32;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export class Dictionary {
  readonly #nextEpoch: () => number;
  readonly #canonical: boolean;
  readonly #texts = new Interner(epochTexts, epochBytes);
  readonly #ids = new Int32Array(epochTexts);
  readonly #addresses = new Interner(epochTexts, epochBytes);
  readonly #cells = new Float64Array(epochTexts);
  /** Texts that were not yet handed over; the next one gets the id `#next`. */
  #pending: string[] = [];
  #next = 0;
  #room = 0;
  #roomBytes = 0;

  /** The number of the last text of each column. */
  readonly #recent: Int32Array;

  /**
   * For rows of so many columns. `nextEpoch` counts epochs over all threads. `canonical`: spellings of one address are
   * one address.
   */
  constructor(columns: number, nextEpoch: () => number, canonical: boolean) {
    this.#recent = new Int32Array(columns);
    this.#nextEpoch = nextEpoch;
    this.#canonical = canonical;
  }

  /** The id of a text of a column: mostly that of the row before. */
  text({ bytes, starts, ends }: LogRecord, field: number, column: number): number {
    const from = starts[field] as number;
    const to = ends[field] as number;
    const recent = this.#recent[column] as number;
    if (this.#texts.holds(recent, bytes, from, to)) return this.#ids[recent] as number;
    const known = this.#texts.size;
    const number = this.#texts.numberOf(bytes, from, to);
    if (number >= 0) this.#recent[column] = number;
    if (number >= 0 && number < known) return this.#ids[number] as number;
    const id = this.#add(decoder.decode(bytes.subarray(from, to)));
    if (number >= 0) this.#ids[number] = id;
    return id;
  }

  /** The cell of an address: see `Storage`. */
  address({ bytes, view, starts, ends }: LogRecord, field: number): number {
    const from = starts[field] as number;
    const to = ends[field] as number;
    const ipv4 = ipv4At(view, from, to);
    if (ipv4 >= 0) return ipv4;
    const known = this.#addresses.size;
    const number = this.#addresses.numberOf(bytes, from, to);
    if (number >= 0 && number < known) return this.#cells[number] as number;
    const cell = this.#addressCell(decoder.decode(bytes.subarray(from, to)));
    if (number >= 0) this.#cells[number] = cell;
    return cell;
  }

  /** Whether it may not have room for the texts of one more row: then `renew` is to be called. */
  get isCrowded(): boolean {
    return this.#room < this.#recent.length || this.#roomBytes <= 0;
  }

  /** Forgets all texts and goes on with fresh ids. Those that are not handed over are lost. */
  renew(): void {
    const epoch = this.#nextEpoch();
    if (epoch >= epochs)
      throw new AnswerError('too many different texts', 'narrow the time window or name fewer fields');
    this.#texts.clear();
    this.#addresses.clear();
    this.#next = epoch * epochTexts;
    this.#room = epochTexts;
    this.#roomBytes = epochBytes;
  }

  /** The texts that are new since the last time. */
  handOver(): Batch['dictionary'] {
    const texts = this.#pending;
    this.#pending = [];
    return { base: this.#next - texts.length, texts };
  }

  #addressCell(text: string): number {
    const address = this.#canonical ? parseAddress(text) : undefined;
    if (address?.family === 4) return Number(address.number);
    return textAddress + this.#add(address ? formatAddress(address) : text);
  }

  #add(text: string): number {
    this.#room--;
    this.#roomBytes -= text.length;
    this.#pending.push(text);
    return this.#next++;
  }
}
