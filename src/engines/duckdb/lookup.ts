/** How ids become texts again. */
import { identifier, type Sql, sql } from '../../sql.ts';
import type { Session } from './session.ts';

/** Texts by id: in a list, at the place id + 1, or in the rows of a table. −1 has no text. */
export interface Lookup {
  readonly table: string;
  readonly as: 'list' | 'rows';
}

/**
 * A list costs no memory for the columns that look into it, but has to fit as a whole; a join with rows costs some 10 MB for
 * each column.
 */
const longestList = 1 << 18;

/**
 * Joins are then done as they are written, with the texts in memory: DuckDB takes a condition on a text for far stricter
 * than it is, and would hold the rows of `flow` in memory instead.
 */
const asWritten = 'join_order,build_side_probe_side';

/** Makes a lookup of the rows (id, text) of `texts`, whose ids are below `length`; not each of them has a text. */
export async function makeLookup(session: Session, table: string, texts: Sql, length: number): Promise<Lookup> {
  const name = identifier(table);
  if (length <= longestList) {
    await session.run(sql`CREATE TABLE ${name} AS SELECT list(text ORDER BY id) AS texts
      FROM range(${length}) AS ids (id) LEFT JOIN (${texts}) USING (id);`);
    return { table, as: 'list' };
  }
  await session.run(sql`CREATE TABLE ${name} AS ${texts} UNION ALL SELECT -1, NULL;
    SET disabled_optimizers = ${asWritten};`);
  return { table, as: 'rows' };
}

/** Gathers what FROM needs so that ids can be looked up. */
export class Lookups {
  readonly #lists = new Set<string>();
  readonly #joins: Sql[] = [];

  /** The text of an id. */
  text({ table, as }: Lookup, id: Sql): Sql {
    if (as === 'list') {
      this.#lists.add(table);
      // At the place 0 of a list is nothing.
      return sql`${identifier(table)}.texts[${id} + 1]`;
    }
    const alias = identifier(`${table} ${this.#joins.length}`);
    this.#joins.push(sql`\nJOIN ${identifier(table)} AS ${alias} ON ${alias}.id = ${id}`);
    return sql`${alias}.text`;
  }

  /** The table of the rows goes by the name `logged`. */
  from(rows: string): Sql {
    const lists = [...this.#lists].reduce((all, list) => sql`${all}\nCROSS JOIN ${identifier(list)}`, sql``);
    return sql`FROM ${identifier(rows)} AS logged${this.#joins.reduce((all, join) => sql`${all}${join}`, sql``)}${lists}`;
  }
}
