/** How much traffic there was, and how much of it was rejected, over time. */
import { binColumn } from '../derived.ts';
import type { Values } from '../option.ts';
import { trendOptions } from '../options/trend.ts';
import type { Query, Question } from '../query.ts';
import type { Column } from '../result.ts';
import { identifier, join, type Sql, sql } from '../sql.ts';
import { groupsOf } from './group.ts';
import { lineColumns, linesText } from './trend-lines.ts';

/** In seconds: the length of a bin if nobody says it. */
const usualBin = 3600;

export const trend: Query<typeof trendOptions> = {
  name: 'trend',
  summary: 'accepted and rejected flows and bytes over time',
  details: `One row for each bin, by the start of the flows in it. Bins begin at whole multiples of their length since midnight (UTC). If --bin is not said, it is the shortest of 5m, 15m, 1h, 6h, 1d that makes 72 bins or fewer of the window, which without an end goes to now; 1h without --since or --date.

Bins without flows have a row of zeros: between the first and the last bin with flows, and from --since, up to --until, or over the whole --date, if those are said; never later than now. A stretch of more than 10,000 empty bins has no rows, and that is said. Without any flow there are no rows.

With --by, a line for each of the values that have most, one after the other: line is 1 for the value with most. If there are more values, the last line, without number or value, is all others added up: the lines of a bin add up to the whole. On Athena the logs are scanned twice for that. (--show-sql has one more line, 0, which is the whole.)

flows also counts records without an action. Logs that do not record action (Transit Gateway) have no numbers of accepted and rejected.

Tables have bars, █ accepted and ░ rejected, as long as --measure says, and sparklines. A narrow terminal shows fewer columns.

--fail-over looks at the bin with most of --measure; --action reject makes that the rejected ones.

When it misleads: a record tells of an aggregation window of up to 10 minutes (1 minute on Nitro instances) and counts whole in the bin of its start, so bins shorter than that show combs. A bin at an end of the window or of the logs may be cut off; the last one often lacks what AWS has not delivered yet. Zero means that no flow is recorded: there may be no logs of that time, or records were lost (SKIPDATA).`,
  examples: ['flowlogs trend --date 2025-08-14 logs/', 'flowlogs trend --bin 15m --by dstport --action reject logs/'],
  options: trendOptions,
  rankedBy: 'flows',
  ask: trendQuestion,
};

/** The columns that a bin has numbers in. */
const measureColumns = [
  { name: 'flows', kind: 'count' },
  { name: 'accepted', kind: 'count' },
  { name: 'rejected', kind: 'count' },
  { name: 'bytes', kind: 'bytes' },
  { name: 'accepted_bytes', kind: 'bytes' },
  { name: 'rejected_bytes', kind: 'bytes' },
] as const satisfies readonly Column[];

/**
 * What a row of `flow` adds to them. To those of an action it adds 0 if it has another one, and nothing if it has none:
 * where no action is recorded, they are missing.
 */
const measures: ReadonlyMap<string, Sql> = new Map([
  ['flows', sql`flows`],
  ['accepted', ofAction('ACCEPT', sql`flows`)],
  ['rejected', ofAction('REJECT', sql`flows`)],
  ['bytes', sql`bytes`],
  ['accepted_bytes', ofAction('ACCEPT', sql`bytes`)],
  ['rejected_bytes', ofAction('REJECT', sql`bytes`)],
] satisfies [(typeof measureColumns)[number]['name'], Sql][]);

function ofAction(action: string, measure: Sql): Sql {
  return sql`CASE WHEN action = ${action} THEN ${measure} WHEN action IS NOT NULL AND ${measure} IS NOT NULL THEN 0 END`;
}

function trendQuestion({ bin = usualBin, by = [], limit, measure }: Values<typeof trendOptions>): Question {
  const groups = groupsOf(by);
  const lines = groups.map(({ column }) => column);
  const time = identifier(binColumn);
  return {
    columns: [{ name: 'time', kind: 'time' }, ...(by.length > 0 ? lineColumns(lines) : []), ...measureColumns],
    needs: ['start', ...groups.flatMap(({ needs }) => needs), ...(measure === 'bytes' ? ['bytes'] : [])],
    reads: [...new Set([binColumn, 'action', ...groups.flatMap(({ reads }) => reads)])],
    bin: { seconds: bin },
    rows: 'grouped',
    sql: by.length > 0 ? linesText({ groups, measures, rankedBy: measure, limit, time }) : wholeText(time),
  };
}

/** One line. */
function wholeText(time: Sql): Sql {
  const sums = [...measures].map(([name, value]) => sql`sum(${value}) AS ${identifier(name)}`);
  return sql`SELECT ${time} AS "time",
  ${join(sums, sql`,\n  `)}
FROM flow
GROUP BY ${time}
ORDER BY "time" NULLS LAST`;
}
