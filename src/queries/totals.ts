/** All flows added up: one row, of zeros if there are none. */
import type { Question } from '../query.ts';
import { type Sql, sql } from '../sql.ts';

/** What is not recorded is missing, not 0: so it is with the actions of Transit Gateway logs. */
export const totalsQuestion: Question = {
  columns: [
    { name: 'flows', kind: 'count' },
    { name: 'packets', kind: 'packets' },
    { name: 'bytes', kind: 'bytes' },
    { name: 'accepted', kind: 'count' },
    { name: 'rejected', kind: 'count' },
    { name: 'first_seen', kind: 'time' },
    { name: 'last_seen', kind: 'time' },
  ],
  needs: [],
  reads: ['action'],
  rows: 'grouped',
  sql: sql`SELECT ${total(sql`flows`)} AS flows, ${total(sql`packets`)} AS packets, ${total(sql`bytes`)} AS bytes,
  ${total(ofAction('ACCEPT'))} AS accepted,
  ${total(ofAction('REJECT'))} AS rejected,
  min(start_time) AS first_seen, max(end_time) AS last_seen
FROM flow`,
};

/** Of no flows 0, whatever is recorded. */
function total(measure: Sql): Sql {
  return sql`CASE WHEN sum(flows) IS NULL THEN 0 ELSE sum(${measure}) END`;
}

/** Counts 0 for the other action, and nothing where there is none. */
function ofAction(action: string): Sql {
  return sql`CASE WHEN action = ${action} THEN flows WHEN action IS NOT NULL THEN 0 END`;
}
