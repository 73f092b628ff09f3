import { type Sql, sql } from '../sql.ts';

/** How many flows of a row of `flow` were rejected; NULL, not 0, where it has no action (Transit Gateway). To be added up. */
export const rejectedFlows: Sql = sql`CASE WHEN action = 'REJECT' THEN flows WHEN action IS NOT NULL THEN 0 END`;
