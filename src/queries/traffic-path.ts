/** The way that outgoing traffic takes, in words. */
import { join, type Sql, sql } from '../sql.ts';

/** Amazon VPC user guide, "Flow log records", traffic-path. */
const paths: readonly (readonly [number, string])[] = [
  [1, 'same VPC'],
  [2, 'internet gateway or gateway VPC endpoint'],
  [3, 'virtual private gateway'],
  [4, 'intra-Region VPC peering'],
  [5, 'inter-Region VPC peering'],
  [6, 'local gateway'],
  [7, 'gateway VPC endpoint (Nitro)'],
  [8, 'internet gateway (Nitro)'],
];

const cases = paths.map(([number, words]) => sql`WHEN ${number} THEN ${words}`);

/** NULL where none is logged: incoming traffic has no path. A number that is not documented stays one. */
export const trafficPath: Sql = sql`CASE traffic_path ${join(cases, sql` `)} ELSE CAST(traffic_path AS varchar) END`;
