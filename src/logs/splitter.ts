/**
 * Splits plain lines into a record and checks every field on the way, without making a string.
 *
 * The function that does so is put together for each layout, a piece of code for each field: a loop that asks for each
 * field what kind it is takes twice as long. Of the layout only kinds and limits enter the code, no text of a log.
 */
import { numberAt } from './number.ts';
import type { LogRecord } from './record.ts';
import { ACTION, MISSING, STATUS, TIME, WHOLE } from './value.ts';
import { actionAt, actionLengths, statusAt, statusLengths } from './words.ts';

const NEWLINE = 10;
const SPACE = 32;
const DASH = 45;

/** Fills the record from the line at `at`; returns where the next line begins, or −1 for an odd line. */
export type Split = (bytes: Uint8Array, view: DataView, at: number) => number;

const tens = Int32Array.of(1, 10, 100, 1000);
const tools = { actionAt, actionLengths, numberAt, statusAt, statusLengths, tens };

/** Twice what AWS documents. The lines of a file with more fields all go to the tolerant path. */
const mostFields = 128;

/** The splitter that fills `record`. */
export function splitterInto(record: LogRecord): Split {
  const { steps, largest } = record.layout;
  if (steps.length === 0 || steps.length > mostFields) return () => -1;
  const fields = Array.from(steps, (step, field) => {
    const delimiter = field === steps.length - 1 ? NEWLINE : SPACE;
    return `
      from = at;
      ${pieceOf(step, field, largest[field] as number)}
      if (bytes[at++] !== ${delimiter}) return -1;`;
  });
  const code = `
    const { starts, ends, numbers } = record;
    const heads = new Int32Array(${steps.length}), middles = heads.slice(), tails = heads.slice();
    const times = new Float64Array(${steps.length});
    return (bytes, view, at) => {
      let from = 0, four = 0, marks = 0, length = 0, number = 0;
      ${fields.join('')}
      return at;
    };`;
  return new Function('record', ...Object.keys(tools), code)(record, ...Object.values(tools));
}

function pieceOf(step: number, field: number, largest: number): string {
  if (step === WHOLE) return whole(field, largest);
  if (step === TIME) return time(field);
  if (step === ACTION) return word(field, 'action');
  return step === STATUS ? word(field, 'status') : text(field);
}

// Four bytes at a time, as a word: `marks` has the highest bit of the bytes sought in it, exact up to the first of them.

/** Marks bytes up to 0x20. */
const blanks = '(four - 0x21212121) & ~four & 0x80808080';
/** Marks bytes that are no digits in a word whose digits were made 0 to 9. */
const others = '((four + 0x76767676) | four) & 0x80808080';
/** Which byte is the first that is marked, 0 to 3. */
const first = '(31 - Math.clz32(marks & -marks)) >> 3';
/** The number that the four digits of a word say. */
const digits = '(Math.imul((Math.imul(four, 10) + (four >>> 8)) & 0x00ff00ff, 0x640001) >>> 16)';

function text(field: number): string {
  return `
      for (;;) {
        four = view.getInt32(at, true);
        marks = ${blanks};
        if (marks !== 0) break;
        at += 4;
      }
      at += ${first};
      if (at === from) return -1;
      ${bounds(field)}`;
}

function bounds(field: number): string {
  return `starts[${field}] = from;
      ends[${field}] = at;`;
}

function word(field: number, name: 'action' | 'status'): string {
  return `
      number = ${name}At(view, at);
      if (number === 0) return -1;
      at += ${name}Lengths[number + 1];
      numbers[${field}] = number;
      ${bounds(field)}`;
}

/** Up to seven digits are two words; longer numbers are rare. A word is shifted until only digits are left, zeros before them. */
function whole(field: number, largest: number): string {
  return `
      four = view.getInt32(at, true) ^ 0x30303030;
      marks = ${others};
      if (marks !== 0) {
        length = ${first};
        if (length === 0) {
          if (bytes[at++] !== ${DASH}) return -1;
          number = ${MISSING};
        } else {
          four <<= 32 - 8 * length;
          number = ${digits};
          at += length;
        }
      } else {
        number = ${digits};
        four = view.getInt32(at + 4, true) ^ 0x30303030;
        marks = ${others};
        if (marks !== 0) {
          length = ${first};
          four = (four << (24 - 8 * length)) << 8;
          number = Math.imul(number, tens[length]) + ${digits};
          at += 4 + length;
        } else {
          at = numberAt(record, ${field}, bytes, at);
          if (at < 0) return -1;
          number = numbers[${field}];
        }
      }
      if (number > ${largest}) return -1;
      numbers[${field}] = number;`;
}

/** The records of a batch share their times: one that comes again, ten digits and the delimiter, is known by its words. */
function time(field: number): string {
  return `
      const head${field} = view.getInt32(at, true), middle${field} = view.getInt32(at + 4, true);
      const tail${field} = view.getInt32(at + 7, true);
      if (head${field} === heads[${field}] && middle${field} === middles[${field}] && tail${field} === tails[${field}]) {
        numbers[${field}] = times[${field}];
        at += 10;
      } else {
        at = numberAt(record, ${field}, bytes, at);
        if (at < 0) return -1;
        if (at === from + 10) {
          heads[${field}] = head${field};
          middles[${field}] = middle${field};
          tails[${field}] = tail${field};
          times[${field}] = numbers[${field}];
        }
      }`;
}
