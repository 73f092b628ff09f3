import { type Sql, sql } from '../sql.ts';

/** How many flows were rejected; NULL, not 0, where none has an action (Transit Gateway). A sum, which FILTER may follow. */
export const rejectedFlows: Sql = sql`sum(CASE WHEN action = 'REJECT' THEN flows WHEN action IS NOT NULL THEN 0 END)`;
