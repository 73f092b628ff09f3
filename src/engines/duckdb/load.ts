/** Batches of the reader into DuckDB tables, as they are: numbers, and texts by their id. */
import { storageOf } from '../../logs/cells.ts';
import { textAddress } from '../../logs/dictionary.ts';
import type { Batch, Cells, Plan, Storage } from '../../logs/plan.ts';
import { identifier, join, sql } from '../../sql.ts';
import { type Lookup, makeLookup } from './lookup.ts';
import type { Session } from './session.ts';
import { CellTable, TextTable } from './table.ts';
import { WordIds } from './word-ids.ts';

/** The measures of grouped rows, in the order of the reader. Times are in milliseconds. */
const groupMeasures = ['flows', 'packets', 'bytes', 'first', 'last'] as const;

/** The rows that were loaded. */
export interface Loaded {
  readonly plan: Plan;
  /** The table that has them. */
  readonly rows: string;
  /** Of the columns that have some text, where it is: columns of text, and of addresses of which some are no IPv4. */
  readonly texts: ReadonlyMap<string, Lookup>;
}

type Columns = readonly (readonly [string, Storage])[];

/**
 * Makes the tables and fills them. The next batch is asked for when the last one is in. `prefix` begins the names of the
 * tables: each loading in a session has its own.
 */
export async function load(session: Session, plan: Plan, batches: AsyncIterable<Batch>, prefix = ''): Promise<Loaded> {
  const loader = await Loader.open(session, storages(plan), prefix);
  for await (const batch of batches) await loader.add(batch);
  return { plan, rows: `${prefix}logged`, texts: await loader.finish() };
}

/** The columns of the batches. */
function storages({ columns, rows }: Plan): Columns {
  const measures = rows === 'groups' ? groupMeasures : [];
  return [
    ...columns.map((name) => [name, storageOf(name)] as const),
    ...measures.map((name) => [name, 'bigint'] as const),
  ];
}

/** The tables: of the rows, of the reader's texts by the reader's ids, and of those ids of it that are words, by their dense ids. */
interface Tables {
  readonly logged: CellTable;
  readonly texts: TextTable;
  readonly words: CellTable;
}

class Loader {
  readonly #session: Session;
  readonly #columns: Columns;
  readonly #tables: Tables;
  readonly #prefix: string;
  readonly #words = new WordIds();
  readonly #withText = new Set<string>();
  /** The largest id of the reader + 1. */
  #length = 0;

  private constructor(session: Session, columns: Columns, tables: Tables, prefix: string) {
    this.#prefix = prefix;
    this.#session = session;
    this.#columns = columns;
    this.#tables = tables;
  }

  static async open(session: Session, columns: Columns, prefix: string): Promise<Loader> {
    const bits = columns.map(([, storage]) => (storage === 'integer' || storage === 'text' ? 32 : 64));
    const types = columns.map(([name], i) => sql`${identifier(name)} ${bits[i] === 32 ? sql`INTEGER` : sql`BIGINT`}`);
    const [logged, texts, words] = ['logged', 'texts', 'words'].map((name) => prefix + name) as [
      string,
      string,
      string,
    ];
    await session.run(sql`CREATE TABLE ${identifier(logged)} (${join(types)});
      CREATE TABLE ${identifier(texts)} (id INTEGER, text VARCHAR);
      CREATE TABLE ${identifier(words)} (id INTEGER, text_id INTEGER);`);
    const tables = await session.do(() => ({
      logged: new CellTable(session, logged, bits),
      texts: new TextTable(session, texts),
      words: new CellTable(session, words, [32, 32]),
    }));
    return new Loader(session, columns, tables, prefix);
  }

  add({ count, columns, dictionary }: Batch): Promise<void> {
    return this.#session.do(() => {
      const { logged, texts, words } = this.#tables;
      this.#columns.forEach(([name, storage], i) => {
        if (this.#readTexts(name, storage, columns[i] as Cells)) this.#withText.add(name);
      });
      logged.append(count, columns);
      texts.append(dictionary.base, dictionary.texts);
      const { base, ids } = this.#words.takeFresh();
      words.append(ids.length, [Int32Array.from(ids, (_, i) => base + i), Int32Array.from(ids)]);
      this.#length = Math.max(this.#length, dictionary.base + dictionary.texts.length);
    });
  }

  /** Whether the column has some text in this batch; for one that is known to, it need not be right. */
  #readTexts(name: string, storage: Storage, cells: Cells): boolean {
    if (storage === 'text') return this.#words.replace(cells as Int32Array);
    return storage === 'address' && !this.#withText.has(name) && hasTextAddress(cells);
  }

  async finish(): Promise<ReadonlyMap<string, Lookup>> {
    await this.#session.do(() => {
      for (const table of Object.values(this.#tables)) table.close();
    });
    const texts = new Map<string, Lookup>();
    const prefix = this.#prefix;
    const [all, words] = [identifier(`${prefix}texts`), identifier(`${prefix}words`)];
    await this.#find('text', texts, () => {
      const rows = sql`SELECT words.id, text FROM ${words} AS words JOIN ${all} AS texts ON texts.id = text_id`;
      return makeLookup(this.#session, `${prefix}word texts`, rows, this.#words.count);
    });
    await this.#find('address', texts, () =>
      makeLookup(this.#session, `${prefix}address texts`, sql`SELECT id, text FROM ${all}`, this.#length),
    );
    return texts;
  }

  /** Notes the lookup of the columns of that storage which have some text. It is made only if there are some. */
  async #find(of: Storage, texts: Map<string, Lookup>, make: () => Promise<Lookup>): Promise<void> {
    const names = this.#columns.filter(([name, storage]) => storage === of && this.#withText.has(name));
    if (names.length === 0) return;
    const lookup = await make();
    for (const [name] of names) texts.set(name, lookup);
  }
}

/** By the upper half of each cell, which is quicker than 64 bits. */
function hasTextAddress(cells: Cells): boolean {
  const halves = new Int32Array(cells.buffer, cells.byteOffset, cells.length * 2);
  const upper = textAddress / 2 ** 32;
  for (let i = 1; i < halves.length; i += 2) if ((halves[i] as number) >= upper) return true;
  return false;
}
