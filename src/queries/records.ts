/** The records themselves, in the order of time: what `day` and `search` show. */
import { documentedOrders, fieldNamed } from '../flow.ts';
import type { Question } from '../query.ts';
import { identifier, join, sql } from '../sql.ts';
import { firstRows } from './ranking.ts';

/** Every field of `recorded`, at most `limit` records (0 is all). Logs without a record get the header of version 2. */
export function recordsQuestion(recorded: readonly string[], limit: number): Question {
  const names = recorded.length > 0 ? recorded : (documentedOrders.get(14) ?? []);
  const order = [...new Set(['start', 'end', ...names])].filter((name) => names.includes(name));
  return {
    columns: names.map((name) => ({ name, kind: fieldNamed(name)?.kind ?? 'text' })),
    needs: [],
    reads: names,
    rows: 'records',
    sql: sql`SELECT ${join(names.map(identifier))}
FROM flow
ORDER BY ${join(order.map((name) => sql`${identifier(name)} NULLS LAST`))}${firstRows(limit)}`,
  };
}
