/** Puts names beside what they are the names of, as columns of their own. */
import type { Result, Row } from '../result.ts';
import type { Names } from './names.ts';
import { sortOfColumn } from './sorts.ts';

type Rows = Pick<Result, 'columns' | 'batches'>;

/**
 * The same rows; after each column of addresses, and after each column of ids of which any has a name, comes
 * `<column>_name`: text, null where there is none. A column that is called so already stays the only one.
 */
export function named(rows: Rows, names: Names): Rows {
  const places = placesIn(rows.columns, names);
  if (places.length === 0) return rows;
  const columns = rows.columns.flatMap((column, i) =>
    places.includes(i) ? [column, { name: nameColumn(column.name), kind: 'text' as const }] : [column],
  );
  async function* batches() {
    for await (const batch of rows.batches) yield batch.map((row) => withNamesIn(row, places, names));
  }
  return { columns, batches: batches() };
}

/** Which columns get one with names after it. */
function placesIn(columns: Rows['columns'], names: Names): readonly number[] {
  const taken = new Set(columns.map(({ name }) => name));
  return columns.flatMap((column, at) => {
    const sort = sortOfColumn(column);
    const added = nameColumn(column.name);
    if (sort === undefined || taken.has(added) || !(sort === 'address' || names.has(sort))) return [];
    taken.add(added);
    return [at];
  });
}

function nameColumn(name: string): string {
  return `${name}_name`;
}

function withNamesIn(row: Row, places: readonly number[], names: Names): Row {
  const named = [];
  let from = 0;
  for (const at of places) {
    for (; from <= at; from++) named.push(row[from] ?? null);
    const value = row[at];
    named.push(typeof value === 'string' ? names.of(value) : null);
  }
  for (; from < row.length; from++) named.push(row[from] ?? null);
  return named;
}
