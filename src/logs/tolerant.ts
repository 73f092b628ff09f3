/** Fills a record from values that are already split: the tolerant path, which also says why a record is bad. */
import { type LogRecord, margin } from './record.ts';
import {
  ACTION,
  actions,
  exactBelow,
  exactDigits,
  largestOf,
  MISSING,
  STATUS,
  statuses,
  TEXT,
  wholeNumber,
  whyBad,
} from './value.ts';

/** Digits of a number that is exact as a double. */
const isExact = new RegExp(`^\\d{1,${exactDigits}}$`);

const encoder = new TextEncoder();

/** Returns why the record is bad, or undefined. An empty value is a missing one. */
export function fillRecord(record: LogRecord, values: readonly (string | null)[]): string | undefined {
  const { names, steps } = record.layout;
  if (values.length !== names.length) return `${values.length} fields where ${names.length} are expected`;
  const texts = values.map((value) => value || '-');
  for (let field = 0; field < texts.length; field++) {
    const text = texts[field] as string;
    if (steps[field] === TEXT || fillNumber(record, field, text)) continue;
    return whyBad(names[field] as string, text);
  }
  fillTexts(record, texts);
  return undefined;
}

function fillNumber(record: LogRecord, field: number, text: string): boolean {
  const number = numberOf(record, field, text);
  if (number === undefined) return false;
  record.numbers[field] = Number(number);
  if (number >= exactBelow) record.wide[field] = BigInt(number);
  return true;
}

function numberOf({ layout }: LogRecord, field: number, text: string): number | bigint | undefined {
  const step = layout.steps[field];
  if (step === STATUS) return statuses.get(text);
  if (text === '-') return MISSING;
  if (step === ACTION) return actions.get(text);
  if (!isExact.test(text)) return wholeNumber(text, largestOf(layout.names[field] as string));
  const number = Number(text);
  return number <= (layout.largest[field] as number) ? number : undefined;
}

function fillTexts(record: LogRecord, texts: readonly string[]): void {
  const text = texts.join(' ');
  const bytes = new Uint8Array(Buffer.byteLength(text) + margin);
  encoder.encodeInto(text, bytes);
  record.open(bytes);
  let at = 0;
  for (const [field, text] of texts.entries()) {
    record.starts[field] = at;
    at += Buffer.byteLength(text);
    record.ends[field] = at++;
  }
}
