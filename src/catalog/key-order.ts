/** The values of partition keys that mean time, made to sort as the moments do: as text here, and in SQL. */
import { identifier, type Sql, sql } from '../sql.ts';
import type { TimeKey } from './time-keys.ts';

/** A key of which the values sort as the moments do, once those without zeros have theirs. */
export function sorts({ pattern }: TimeKey): boolean {
  return pattern.sorts || pattern.pieces.length === 1;
}

function isShort({ pattern }: TimeKey): boolean {
  return pattern.text.length === 1;
}

/** A value as text that sorts: of a number or without its zeros, as wide as its fellows. */
export function normalized(key: TimeKey, value: string): string {
  return value.padStart(isShort(key) ? 2 : key.type === 'number' ? key.pattern.text.length : 0, '0');
}

export function literal(key: TimeKey, value: string): Sql {
  if (key.type === 'number') return sql`${BigInt(value)}`;
  return key.type === 'date' ? sql`DATE ${value}` : sql`${value}`;
}

export function side(key: TimeKey): Sql {
  return key.type === 'text' && isShort(key) ? textSide(key) : identifier(key.name);
}

export function textSide(key: TimeKey): Sql {
  const name = identifier(key.name);
  const text = key.type === 'text' ? name : sql`CAST(${name} AS varchar)`;
  if (key.type === 'date' || (key.type === 'text' && !isShort(key))) return text;
  return sql`lpad(${text}, ${isShort(key) ? 2 : key.pattern.text.length}, '0')`;
}
