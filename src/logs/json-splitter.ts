/** Cuts JSON into values that hold one record each: objects one behind the other, elements of an array or of CloudWatch's lists. */
import { type BlockSink, longestLine, tooLong } from './lines.ts';

/** `logEvents` of a subscription, `events` of filter-log-events, `results` of Insights. */
const eventLists = new Set(['logEvents', 'events', 'results']);

const [newline, quote, backslash, comma, colon] = [10, 34, 92, 44, 58];
const [openArray, closeArray, openObject, closeObject] = [91, 93, 123, 125];

export interface ItemSink {
  /** `listed`: it is an element of one of CloudWatch's lists. */
  item(text: string, listed: boolean): void;
  bad(problem: string): void;
}

/** Where values are taken when no list is open. */
const top = { depth: 0, listed: false };

export class JsonSplitter implements BlockSink {
  readonly #sink: ItemSink;
  /** From the start of the value or key that is not complete yet. */
  #held: Buffer = Buffer.alloc(0);
  #depth = 0;
  #level = top;
  /** The levels to go back to. */
  #outer: (typeof top)[] = [];
  #inString = false;
  #escaped = false;
  /** The last byte that is neither blank nor inside a string. */
  #previous = 0;
  #valueFrom = -1;
  #keyFrom = -1;
  #keyTo = -1;
  #skipping = false;
  #stray = false;

  constructor(sink: ItemSink) {
    this.#sink = sink;
  }

  take(block: Buffer): void {
    const scanned = this.#held.length;
    const bytes = scanned === 0 ? block : Buffer.concat([this.#held, block]);
    for (let at = scanned; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (this.#inString) at = this.#string(bytes, at);
      else if (byte > 32) this.#token(bytes, byte, at);
      else if (byte === newline) this.#stray = false;
    }
    this.#keep(bytes);
  }

  end(): void {
    if (this.#inString || this.#depth > 0) this.#sink.bad('is cut short: the JSON has no end');
  }

  /** Goes through a string; returns where its last byte in the block stands. */
  #string(bytes: Buffer, from: number): number {
    let at = this.#escaped ? from + 1 : from;
    this.#escaped = false;
    for (; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === backslash) at += 1;
      else if (byte === quote || byte === newline) break;
    }
    this.#escaped = at > bytes.length;
    if (at >= bytes.length) return bytes.length;
    this.#inString = false;
    this.#keyTo = at;
    // A string has no newline in it: the rest of the broken value is given up.
    if (bytes[at] === newline) this.#broken();
    return at;
  }

  #token(bytes: Buffer, byte: number, at: number): void {
    if (byte === openObject || byte === openArray) this.#open(bytes, byte, at);
    else if (byte === closeObject || byte === closeArray) this.#close(bytes, at);
    else if (byte !== comma && this.#depth === this.#level.depth && !this.#stray) {
      this.#stray = true;
      this.#sink.bad('is no JSON object');
    }
    if (byte === quote) {
      this.#inString = true;
      this.#keyFrom = at + 1;
    }
    this.#previous = byte;
  }

  #open(bytes: Buffer, byte: number, at: number): void {
    const isValue = [openArray, comma, colon].includes(this.#previous);
    if (byte === openObject && this.#depth > this.#level.depth && !isValue) this.#broken();
    const above = this.#depth - this.#level.depth;
    if (above === 0 && this.#depth === 0 && byte === openArray) this.#enter(false);
    else if (above === 0) this.#valueFrom = at;
    else if (above === 1 && byte === openArray && this.#isEventList(bytes)) this.#enter(true);
    this.#stray = false;
    this.#depth += 1;
  }

  #isEventList(bytes: Buffer): boolean {
    if (this.#previous !== colon || this.#keyFrom < 0) return false;
    return eventLists.has(bytes.toString('utf8', this.#keyFrom, this.#keyTo));
  }

  #enter(listed: boolean): void {
    this.#outer.push(this.#level);
    this.#level = { depth: this.#depth + 1, listed };
    this.#valueFrom = -1;
    this.#skipping = false;
  }

  #close(bytes: Buffer, at: number): void {
    this.#depth = Math.max(0, this.#depth - 1);
    if (this.#depth < this.#level.depth) this.#level = this.#outer.pop() ?? top;
    else if (this.#depth === this.#level.depth) {
      const from = this.#valueFrom;
      if (this.#skipping) this.#sink.bad(tooLong);
      else if (from >= 0) this.#sink.item(bytes.toString('utf8', from, at + 1), this.#level.listed);
      this.#valueFrom = -1;
      this.#skipping = false;
    }
  }

  /** Starts anew behind a fault, as if at the start of a file. */
  #broken(): void {
    this.#sink.bad('is broken JSON');
    this.#depth = 0;
    this.#level = top;
    this.#outer = [];
    this.#inString = false;
    this.#valueFrom = -1;
    this.#skipping = false;
  }

  /** Keeps what is needed of a value or key that goes on in the next block. */
  #keep(bytes: Buffer): void {
    const key = this.#depth > this.#level.depth && this.#keyFrom >= 0 ? this.#keyFrom : bytes.length;
    let from = this.#valueFrom >= 0 ? this.#valueFrom : key;
    if (bytes.length - from > longestLine) {
      this.#skipping ||= this.#valueFrom >= 0;
      this.#valueFrom = -1;
      from = bytes.length;
    }
    if (this.#valueFrom >= 0) this.#valueFrom -= from;
    this.#keyFrom = Math.max(-1, this.#keyFrom - from);
    this.#keyTo -= from;
    this.#held = Buffer.from(bytes.subarray(from));
  }
}
