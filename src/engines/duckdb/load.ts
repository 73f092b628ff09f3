/** Batches of the reader into DuckDB tables, as they are: numbers, and texts by their id. */
import { storageOf } from '../../logs/cells.ts';
import { textAddress } from '../../logs/dictionary.ts';
import type { Batch, Cells, Plan, Storage } from '../../logs/plan.ts';
import { identifier, join, sql } from '../../sql.ts';
import type { Session } from './session.ts';
import { CellTable, TextTable } from './table.ts';

/** The measures of grouped rows, in the order of the reader. Times are in milliseconds. */
export const groupMeasures = ['flows', 'packets', 'bytes', 'first', 'last'] as const;

/** The rows that were loaded, into the table `logged`; texts are in `texts`. */
export interface Loaded {
  readonly plan: Plan;
  /** The columns of addresses some of which are texts (IPv6, say). */
  readonly textAddresses: ReadonlySet<string>;
}

/** Makes the tables and fills them. The next batch is asked for when the last one is in. */
export async function load(session: Session, plan: Plan, batches: AsyncIterable<Batch>): Promise<Loaded> {
  const columns = storages(plan);
  const definitions = columns.map(
    ([name, storage]) => sql`${identifier(name)} ${bits(storage) === 32 ? sql`INTEGER` : sql`BIGINT`}`,
  );
  // The missing text has a row too, so that a plain join finds a text for each id.
  await session.run(sql`CREATE TABLE logged (${join(definitions)});
    CREATE TABLE texts (id INTEGER, text VARCHAR);
    INSERT INTO texts VALUES (-1, NULL);`);
  const { logged, texts } = await session.do(() => ({
    logged: new CellTable(
      session,
      'logged',
      columns.map(([, storage]) => bits(storage)),
    ),
    texts: new TextTable(session, 'texts'),
  }));
  const textAddresses = new Set<string>();
  for await (const { count, columns: cells, dictionary } of batches) {
    await session.do(() => {
      logged.append(count, cells);
      texts.append(dictionary.base, dictionary.texts);
    });
    columns.forEach(([name, storage], i) => {
      if (storage === 'address' && !textAddresses.has(name) && hasText(cells[i] as Cells)) textAddresses.add(name);
    });
  }
  await session.do(() => {
    logged.close();
    texts.close();
  });
  return { plan, textAddresses };
}

/** The columns of the batches. */
function storages({ columns, rows }: Plan): readonly (readonly [string, Storage])[] {
  const measures = rows === 'groups' ? groupMeasures : [];
  return [
    ...columns.map((name) => [name, storageOf(name)] as const),
    ...measures.map((name) => [name, 'bigint'] as const),
  ];
}

function bits(storage: Storage): 32 | 64 {
  return storage === 'integer' || storage === 'text' ? 32 : 64;
}

/** Whether a column of addresses has one that is a text: by the upper half of each cell, which is quicker than 64 bits. */
function hasText(cells: Cells): boolean {
  const halves = new Int32Array(cells.buffer, cells.byteOffset, cells.length * 2);
  const upper = textAddress / 2 ** 32;
  for (let i = 1; i < halves.length; i += 2) if ((halves[i] as number) >= upper) return true;
  return false;
}
