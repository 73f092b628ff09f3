/** Window and conditions as SQL, over the fields of records: for what our reader does not read. */

import type { AddressCondition, Condition, NumberCondition, TextCondition } from '../../filter.ts';
import { fieldNamed, largestSeconds, latestTime } from '../../flow.ts';
import { identifier, join, type Sql, sql } from '../../sql.ts';
import type { Window } from '../../window.ts';
import { isInRanges } from './addresses.ts';

/** What must hold of a record of these fields, each a column by its name. */
export function restrictions(
  fields: ReadonlySet<string>,
  window: Window,
  conditions: readonly Condition[],
): readonly Sql[] {
  return [...windowTests(fields, window), ...conditions.map((condition) => conditionTest(fields, condition))];
}

/** A record belongs to a window by its start; one without a start belongs to none. The raw number is compared, by which files are skipped. */
function windowTests(fields: ReadonlySet<string>, window: Window): readonly Sql[] {
  if (!window.from && !window.to) return [];
  if (!fields.has('start')) return [sql`false`];
  const tests = startRanges(window).map(([first, last]) => sql`"start" BETWEEN ${first} AND ${last}`);
  return [tests.length === 0 ? sql`false` : sql`(${join(tests, sql` OR `)})`];
}

/** The starts of a window, first and last: those in seconds, and those in milliseconds. */
function startRanges({ from, to }: Window): readonly (readonly [number, number])[] {
  const first = from?.getTime() ?? 0;
  const last = (to?.getTime() ?? latestTime + 1) - 1;
  const seconds = [Math.max(0, Math.ceil(first / 1000)), Math.min(Math.floor(last / 1000), largestSeconds)] as const;
  const milliseconds = [Math.max(first, largestSeconds + 1), last] as const;
  return [seconds, milliseconds].filter(([low, high]) => low <= high);
}

/** A condition on columns by the names of fields, of which `fields` are there. */
export function conditionTest(fields: ReadonlySet<string>, condition: Condition): Sql {
  const tests = condition.on
    .filter((name) => fields.has(name))
    .map((name) => fieldTest(identifier(name), name, condition));
  const met = tests.length === 0 ? sql`false` : join(tests, sql` OR `);
  return condition.not ? sql`(${met}) IS NOT TRUE` : sql`(${met})`;
}

function fieldTest(column: Sql, name: string, condition: Condition): Sql {
  switch (condition.is) {
    case 'number':
      return numberTest(column, condition);
    case 'text':
      return textTest(column, condition);
    case 'address':
      if (fieldNamed(name)?.type !== 'address') throw new TypeError(`${condition.option} cannot be asked of ${name}`);
      return addressTest(column, condition);
  }
}

function numberTest(column: Sql, { ranges }: NumberCondition): Sql {
  const tests = ranges.map(({ first, last }) =>
    first === last ? sql`${column} = ${first}` : sql`${column} BETWEEN ${first} AND ${last}`,
  );
  return join(tests, sql` OR `);
}

function textTest(column: Sql, { values }: TextCondition): Sql {
  return sql`${column} IN (${join(values.map((value) => sql`${value}`))})`;
}

function addressTest(column: Sql, { ranges }: AddressCondition): Sql {
  return isInRanges(column, ranges);
}
