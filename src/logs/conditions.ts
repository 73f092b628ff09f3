/** Conditions as tests of a split record. */
import { type AddressRange, parseAddress } from '../address.ts';
import type { AddressCondition, Condition, NumberCondition, TextCondition } from '../filter.ts';
import { Interner } from './interner.ts';
import { ipv4At } from './ipv4.ts';
import { fieldOf, type Layout } from './layout.ts';
import type { LogRecord } from './record.ts';
import { ACTION, actions, exactBelow, STATUS, statuses, TEXT } from './value.ts';

/** Whether a record meets a condition. */
export type Test = (record: LogRecord) => boolean;

/** Whether the value of a field of the record, which is not missing, meets a condition. */
type FieldTest = (record: LogRecord, field: number) => boolean;

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The condition as a test of records of one layout. */
export function testOf(layout: Layout, condition: Condition): Test {
  const { not } = condition;
  const fields = condition.on.map((name) => fieldOf(layout.names, name)).filter((field) => field !== layout.absent);
  const tests = fields.map((field) => fieldTest(layout.steps[field] as number, condition));
  return (record) => {
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i] as number;
      if (!isMissing(record, field) && (tests[i] as FieldTest)(record, field)) return !not;
    }
    return not;
  };
}

function isMissing(record: LogRecord, field: number): boolean {
  return record.layout.steps[field] === TEXT ? record.isMissingText(field) : (record.numbers[field] as number) < 0;
}

function fieldTest(step: number, condition: Condition): FieldTest {
  const hasText = step === TEXT || step === ACTION || step === STATUS;
  if (hasText === (condition.is === 'number')) {
    throw new TypeError(`${condition.option} cannot be asked of ${condition.on.join(', ')}`);
  }
  switch (condition.is) {
    case 'number':
      return numberTest(condition);
    case 'text':
      return step === TEXT ? remembered((text) => condition.values.includes(text)) : codeTest(step, condition);
    case 'address':
      return addressTest(condition);
  }
}

function numberTest({ ranges }: NumberCondition): FieldTest {
  const firsts = Float64Array.from(ranges, ({ first }) => Number(first));
  const lasts = Float64Array.from(ranges, ({ last }) => Number(last));
  return ({ numbers, wide }, field) => {
    const number = numbers[field] as number;
    if (number >= exactBelow) return ranges.some((range) => isWithin(wide[field] as bigint, range));
    for (let i = 0; i < firsts.length; i++) {
      if (number >= (firsts[i] as number) && number <= (lasts[i] as number)) return true;
    }
    return false;
  };
}

function codeTest(step: number, { values }: TextCondition): FieldTest {
  const codes = values.map((value) => (step === ACTION ? actions : statuses).get(value));
  return ({ numbers }, field) => codes.includes(numbers[field]);
}

function addressTest({ ranges }: AddressCondition): FieldTest {
  const four = ranges.filter(({ family }) => family === 4);
  const firsts = Float64Array.from(four, ({ first }) => Number(first));
  const lasts = Float64Array.from(four, ({ last }) => Number(last));
  const other = remembered((text) => isInRanges(text, ranges));
  return (record, field) => {
    const address = ipv4At(record.view, record.starts[field] as number, record.ends[field] as number);
    if (address < 0) return other(record, field);
    for (let i = 0; i < firsts.length; i++) {
      if (address >= (firsts[i] as number) && address <= (lasts[i] as number)) return true;
    }
    return false;
  };
}

function isInRanges(text: string, ranges: readonly AddressRange[]): boolean {
  const address = parseAddress(text);
  return ranges.some((range) => range.family === address?.family && isWithin(address.number, range));
}

function isWithin(number: bigint, { first, last }: { readonly first: bigint; readonly last: bigint }): boolean {
  return number >= first && number <= last;
}

/** Decides by the text of the field, once for each text while it is remembered. */
function remembered(decide: (text: string) => boolean): FieldTest {
  const texts = new Interner(4096, 256 << 10);
  const decisions = new Uint8Array(4096);
  return ({ bytes, starts, ends }, field) => {
    const from = starts[field] as number;
    const to = ends[field] as number;
    const known = texts.size;
    const number = texts.numberOf(bytes, from, to);
    if (number >= 0 && number < known) return decisions[number] === 1;
    const decision = decide(decoder.decode(bytes.subarray(from, to)));
    if (number >= 0) decisions[number] = decision ? 1 : 0;
    else texts.clear();
    return decision;
  };
}
