/** Reads records that come as JSON: their line as the text of a message, or an object with a field for each of theirs. */
import { columnName } from '../flow.ts';
import { distinct, isHeader } from './header.ts';
import { type ItemSink, JsonSplitter } from './json-splitter.ts';
import { Lenient, messageNames } from './lenient.ts';
import type { BlockSink } from './lines.ts';
import type { Report } from './report.ts';

/** What CloudWatch Logs sends to try a subscription; no log has it. */
const probe = 'CWL CONTROL MESSAGE';

export class JsonReader implements BlockSink, ItemSink {
  readonly #report: Report;
  readonly #splitter = new JsonSplitter(this);
  readonly #events: Lenient;
  readonly #messages: Lenient;

  constructor(report: Report, format?: readonly string[]) {
    this.#report = report;
    this.#events = new Lenient(report, 'cloudwatch-json', format);
    this.#messages = new Lenient(report, 'json-message', format);
  }

  take(block: Buffer): void {
    this.#splitter.take(block);
  }

  end(): void {
    this.#splitter.end();
  }

  bad(problem: string): void {
    this.#report.lines += 1;
    this.#report.bad(this.#report.lines, problem);
  }

  item(text: string, listed: boolean): void {
    const value = parse(text);
    if (value === undefined) this.bad('is broken JSON');
    else this.#value(value, listed);
  }

  #value(value: object, listed: boolean): void {
    const message = messageOf(value);
    const names = Object.keys(value).map(columnName);
    if (message?.startsWith(probe)) return;
    if (!Array.isArray(value) && isHeader(names)) this.#record(distinct(names), Object.values(value));
    else if (message === undefined) this.bad('has neither a message nor the fields of a flow log');
    else {
      this.#report.lines += 1;
      (listed ? this.#events : this.#messages).message(message, this.#report.lines);
    }
  }

  #record(names: readonly string[], values: readonly unknown[]): void {
    this.#report.lines += 1;
    const problem = this.#report.kernel('json-record', names).record(values.map(cell));
    if (problem !== undefined) this.#report.bad(this.#report.lines, problem);
  }
}

/** An object or array with its numbers exact, those of more than 15 digits as text. */
function parse(text: string): object | undefined {
  try {
    return JSON.parse(/\d{16}/.test(text) ? text.replace(stringOrLong, quoteLong) : text) as object;
  } catch {
    return undefined;
  }
}

const stringOrLong = /"(?:[^"\\]|\\.)*"|(-?\d{16,})(?:\.0+)?(?![\d.eE])/g;

function quoteLong(match: string, long: string | undefined): string {
  return long === undefined ? match : `"${long}"`;
}

function cell(value: unknown): string | null {
  if (value === null || value === '' || value === '-') return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The text of a message: a member of an object, or of the list of fields that is a row of Insights. */
function messageOf(value: object): string | undefined {
  const members: Record<string, unknown> = Array.isArray(value)
    ? Object.fromEntries(value.map(fieldAndValue))
    : { ...value };
  return messageNames.map((name) => members[name]).find((text) => typeof text === 'string');
}

function fieldAndValue(member: unknown): [string, unknown] {
  const { field, value } = (member ?? {}) as { field?: unknown; value?: unknown };
  return [String(field), value];
}
