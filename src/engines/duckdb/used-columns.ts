/** Which columns of `flow` a user's SELECT reads: DuckDB's own plan says it, so that nothing else is read. */
import { sql } from '../../sql.ts';
import { allRows, Prepared } from './prepared.ts';
import type { Session } from './session.ts';

/** A node of DuckDB's plan in JSON. One column is a string, several are a list. */
interface PlanNode {
  readonly name: string;
  readonly children: readonly PlanNode[];
  readonly extra_info: { readonly Table?: string; readonly Projections?: string | readonly string[] };
}

/**
 * The columns that `text` reads of the table `flow`, which must be there and may be empty. Of DuckDB's optimizers only the
 * one that drops unused columns works on the plan: others would reason from the table being empty.
 */
export async function usedColumns(session: Session, text: string): Promise<readonly string[]> {
  const optimizers = await allRows(session, sql`SELECT name FROM duckdb_optimizers() WHERE name <> 'unused_columns'`, [
    'text',
  ]);
  await session.run(sql`SET disabled_optimizers = ${optimizers.flat().join(',')}`);
  const plan = await Prepared.of(session, `EXPLAIN (FORMAT json) ${text}`);
  const columns = new Set<string>();
  for await (const rows of await plan.run(['text', 'text'])) {
    for (const [, json] of rows) for (const node of JSON.parse(String(json)) as PlanNode[]) collect(node, columns);
  }
  await session.run(sql`RESET disabled_optimizers`);
  return [...columns];
}

function collect({ children, extra_info: info }: PlanNode, columns: Set<string>): void {
  if (info.Table?.endsWith('.main.flow')) {
    for (const name of [info.Projections ?? []].flat()) if (name !== '') columns.add(name);
  }
  for (const child of children) collect(child, columns);
}
