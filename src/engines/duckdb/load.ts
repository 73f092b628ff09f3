/** Batches of the reader into DuckDB tables, as they are: numbers, and texts by their id. */
import { storageOf } from '../../logs/cells.ts';
import { textAddress } from '../../logs/dictionary.ts';
import type { Batch, Cells, Plan, Storage } from '../../logs/plan.ts';
import { identifier, join, sql } from '../../sql.ts';
import type { Session } from './session.ts';
import { CellTable, TextTable } from './table.ts';

/** The measures of grouped rows, in the order of the reader. Times are in milliseconds. */
const groupMeasures = ['flows', 'packets', 'bytes', 'first', 'last'] as const;

/** The rows that were loaded, into the table `logged`. */
export interface Loaded {
  readonly plan: Plan;
  /** The columns of text or addresses that have some text. */
  readonly textColumns: ReadonlySet<string>;
  /** Where the texts are: in the one list of the one row of `dictionary`, at their id + 1, or in `texts` by their id, with a row for -1. */
  readonly texts: 'list' | 'table';
}

/** A list is read by each row and column at no cost of memory, but it has to fit; a join takes some 10 MB for each column. */
const longestList = 1 << 18;

/** Makes the tables and fills them. The next batch is asked for when the last one is in. */
export async function load(session: Session, plan: Plan, batches: AsyncIterable<Batch>): Promise<Loaded> {
  const columns = storages(plan);
  const { logged, texts } = await makeTables(session, columns);
  const textColumns = new Set<string>();
  let length = 0;
  for await (const { count, columns: cells, dictionary } of batches) {
    await session.do(() => {
      logged.append(count, cells);
      texts.append(dictionary.base, dictionary.texts);
    });
    length = Math.max(length, dictionary.base + dictionary.texts.length);
    columns.forEach(([name, storage], i) => {
      if (!textColumns.has(name) && hasText(storage, cells[i] as Cells)) textColumns.add(name);
    });
  }
  await session.do(() => {
    logged.close();
    texts.close();
  });
  return { plan, textColumns, texts: await arrangeTexts(session, length) };
}

type Columns = readonly (readonly [string, Storage])[];

/** The columns of the batches. */
function storages({ columns, rows }: Plan): Columns {
  const measures = rows === 'groups' ? groupMeasures : [];
  return [
    ...columns.map((name) => [name, storageOf(name)] as const),
    ...measures.map((name) => [name, 'bigint'] as const),
  ];
}

async function makeTables(session: Session, columns: Columns) {
  const widths = columns.map(([, storage]) => (storage === 'integer' || storage === 'text' ? 32 : 64));
  const definitions = columns.map(
    ([name], i) => sql`${identifier(name)} ${widths[i] === 32 ? sql`INTEGER` : sql`BIGINT`}`,
  );
  await session.run(sql`CREATE TABLE logged (${join(definitions)}); CREATE TABLE texts (id INTEGER, text VARCHAR);`);
  return session.do(() => ({
    logged: new CellTable(session, 'logged', widths),
    texts: new TextTable(session, 'texts'),
  }));
}

/** Whether a column has a text: by the upper half of each address, which is quicker than 64 bits. */
function hasText(storage: Storage, cells: Cells): boolean {
  if (storage === 'text') return cells.some((id) => id >= 0);
  if (storage !== 'address') return false;
  const halves = new Int32Array(cells.buffer, cells.byteOffset, cells.length * 2);
  const upper = textAddress / 2 ** 32;
  for (let i = 1; i < halves.length; i += 2) if ((halves[i] as number) >= upper) return true;
  return false;
}

/**
 * Joins are then done as they are written, with the texts in memory: DuckDB takes a condition on a text for far stricter
 * than it is, and would hold the rows in memory instead.
 */
const asWritten = 'join_order,build_side_probe_side';

/** `length` is the largest id + 1. */
async function arrangeTexts(session: Session, length: number): Promise<Loaded['texts']> {
  if (length > longestList) {
    await session.run(sql`INSERT INTO texts VALUES (-1, NULL); SET disabled_optimizers = ${asWritten};`);
    return 'table';
  }
  await session.run(sql`CREATE TABLE dictionary AS SELECT list(text ORDER BY id) AS texts
    FROM range(${length}) AS ids (id) LEFT JOIN texts USING (id)`);
  return 'list';
}
