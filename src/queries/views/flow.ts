import { identifier, join, type Sql, sql } from '../../sql.ts';
import type { View, ViewSource } from '../../view.ts';

export const flow: View = {
  name: 'vpc_flow',
  summary: 'every flow, with every field that is recorded, typed, and the partition keys',
  needs: [],
  sql: (source) => sql`SELECT
  ${join(columns(source), sql`,\n  `)}
FROM ${source.from}
WHERE ${source.traffic}`,
};

function columns(source: ViewSource): readonly Sql[] {
  const times = (['start', 'end'] as const).filter((name) => source.fields.includes(name));
  return [
    ...source.fields.map((name) => sql`${source.value(name)} AS ${identifier(name)}`),
    ...times.map((name) => sql`${source.time(name)} AS ${identifier(`${name}_time`)}`),
    ...source.partitionKeys.map(identifier),
  ];
}
