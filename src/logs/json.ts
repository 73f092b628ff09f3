/** Reads records that come as JSON: their line as the text of a message, or an object with a field for each of theirs. */
import { columnName } from '../column-name.ts';
import { distinct, isHeader } from './header.ts';
import { type ItemSink, JsonSplitter } from './json-splitter.ts';
import { cellsOf, exactCellsOf, messageOf, parse } from './json-value.ts';
import { LineBatch } from './line-batch.ts';
import type { BlockSink } from './lines.ts';
import type { Report } from './report.ts';
import { TextReader } from './text.ts';

/** What CloudWatch Logs sends to try a subscription; no log has it. */
const probe = 'CWL CONTROL MESSAGE';
/** So many sets of members are remembered. */
const remembered = 1000;

/** Turns messages and objects into lines, which the text reader takes at full speed. */
export class JsonReader implements BlockSink, ItemSink {
  readonly #report: Report;
  readonly #splitter = new JsonSplitter(this);
  readonly #lines = new LineBatch();
  readonly #events: TextReader;
  readonly #messages: TextReader;
  /** By the names of an object's members: who reads such records; undefined if it is none. */
  readonly #readers = new Map<string, TextReader | undefined>();

  constructor(report: Report, format?: readonly string[]) {
    this.#report = report;
    this.#events = new TextReader(report, 'cloudwatch-json', format);
    this.#messages = new TextReader(report, 'json-message', format);
  }

  take(block: Buffer): void {
    try {
      this.#splitter.take(block);
    } finally {
      this.#lines.flush();
    }
  }

  end(): void {
    this.#splitter.end();
  }

  bad(problem: string): void {
    this.#lines.flush();
    this.#report.lines += 1;
    this.#report.bad(this.#report.lines, problem);
  }

  item(text: string, listed: boolean): void {
    const value = parse(text);
    const reader = value && this.#readerOf(value);
    if (value === undefined) this.bad('is broken JSON');
    else if (reader) this.#lines.add(reader, cellsOf(value) ?? exactCellsOf(text));
    else this.#message(messageOf(value), listed);
  }

  #message(message: string | undefined, listed: boolean): void {
    if (message === undefined) this.bad('has neither a message nor the fields of a flow log');
    else if (!message.startsWith(probe)) this.#lines.addText(listed ? this.#events : this.#messages, message);
  }

  #readerOf(value: object): TextReader | undefined {
    if (Array.isArray(value)) return undefined;
    const members = Object.keys(value);
    const key = members.join('\n');
    if (!this.#readers.has(key)) {
      if (this.#readers.size === remembered) this.#readers.clear();
      this.#readers.set(key, this.#makeReader(members.map(columnName)));
    }
    return this.#readers.get(key);
  }

  #makeReader(names: readonly string[]): TextReader | undefined {
    if (!isHeader(names)) return undefined;
    const reader = new TextReader(this.#report, 'json-record');
    reader.declare(distinct(names));
    return reader;
  }
}
