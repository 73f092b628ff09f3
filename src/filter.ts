/**
 * Which records a question is about: conditions on fields, all of which must hold.
 *
 * They are applied once, below the questions: the local reader tests bytes, the engines translate them to SQL.
 * A missing value is in no range and in no list: a condition fails on it, a negated one holds.
 */
import type { AddressRange } from './address.ts';
import type { FieldName } from './flow.ts';

/** At least one of the fields `on` has one of the values; `not` turns the whole condition round. */
export type Condition = AddressCondition | NumberCondition | TextCondition;

interface Shape {
  /** The option that asked for it, for messages: `--dst`. */
  readonly option: string;
  readonly on: readonly FieldName[];
  readonly not: boolean;
}

export interface AddressCondition extends Shape {
  readonly is: 'address';
  readonly ranges: readonly AddressRange[];
}

export interface NumberCondition extends Shape {
  readonly is: 'number';
  /** Both ends included. */
  readonly ranges: readonly { readonly first: bigint; readonly last: bigint }[];
}

export interface TextCondition extends Shape {
  readonly is: 'text';
  /** Compared exactly. */
  readonly values: readonly string[];
}
