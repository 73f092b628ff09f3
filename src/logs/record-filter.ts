/** What a question is about, applied to records as they are read. */
import type { Condition, TextCondition } from '../filter.ts';
import type { Window } from '../window.ts';
import { type Test, testOf } from './conditions.ts';
import type { Layout } from './layout.ts';
import type { LogRecord } from './record.ts';
import { actions, MISSING, milliseconds } from './value.ts';

/** Window and conditions for records of one layout. */
export class RecordFilter {
  readonly #layout: Layout;
  /** In milliseconds. */
  readonly #from: number;
  readonly #to: number;
  /** 1 for each action, by its code from MISSING on, that the conditions let pass: most questions ask for one, of every record. */
  readonly #actions: Uint8Array;
  /** The other conditions, the cheap ones first. */
  readonly #tests: readonly Test[];

  constructor(layout: Layout, { from, to }: Window, conditions: readonly Condition[]) {
    const others = conditions.filter((condition) => !isOfAction(condition));
    const cost = (condition: Condition) => ['number', 'text', 'address'].indexOf(condition.is);
    this.#layout = layout;
    this.#from = from?.getTime() ?? Number.NEGATIVE_INFINITY;
    this.#to = to?.getTime() ?? Number.POSITIVE_INFINITY;
    // A record without a start belongs to no window.
    const isNone = layout.start === layout.absent && (from || to);
    this.#actions = isNone ? new Uint8Array(4) : actionsOf(conditions.filter(isOfAction));
    this.#tests = others.sort((a, b) => cost(a) - cost(b)).map((condition) => testOf(layout, condition));
  }

  /** Whether a traffic record is one that the question is about. A record belongs to the window by its start. */
  passes(record: LogRecord): boolean {
    const { numbers } = record;
    const layout = this.#layout;
    if (this.#actions[(numbers[layout.action] as number) - MISSING] !== 1) return false;
    const start = milliseconds(numbers[layout.start] as number);
    if (start < this.#from || start >= this.#to) return false;
    for (const test of this.#tests) if (!test(record)) return false;
    return true;
  }
}

/** A condition on the action alone. */
function isOfAction(condition: Condition): condition is TextCondition {
  return condition.is === 'text' && condition.on.every((name) => name === 'action');
}

function actionsOf(conditions: readonly TextCondition[]): Uint8Array {
  const passes = Uint8Array.of(1, 0, 1, 1);
  for (const { values, not } of conditions) {
    if (!not) passes[0] = 0;
    for (const [name, code] of actions) if (values.includes(name) === not) passes[code - MISSING] = 0;
  }
  return passes;
}
