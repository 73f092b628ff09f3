/** What each Parquet file held, counted as the reader counts text. */
import type { FileReport } from '../../logs/plan.ts';
import { whyBad } from '../../logs/value.ts';
import { atPacketLevel } from '../../packet-level.ts';
import type { Kind, Problem, Row, Value } from '../../result.ts';
import { identifier, join, type Sql, sql } from '../../sql.ts';
import type { Scope } from '../engine.ts';
import { timeOf } from './flow-columns.ts';
import { fileColumn, parquetSource } from './parquet-scan.ts';
import type { ParquetGroup, Unreadable } from './parquet-schema.ts';
import { allRows } from './prepared.ts';
import { type BadTest, badTests } from './record-fields.ts';
import { badRecord, flowTests, recordsOf, testedFields } from './records.ts';
import type { Session } from './session.ts';

/** So many bad records of a file are listed; all are counted. */
const listed = 20;

/** Counts the files of a group. Throws what DuckDB throws if one of them is damaged. */
export async function parquetReports(
  session: Session,
  group: ParquetGroup,
  asked: Scope,
): Promise<readonly FileReport[]> {
  const counts = await allRows(session, countsText(group, asked), countKinds);
  const byPath = new Map(counts.map((row) => [row[0] as string, row]));
  const hasBad = counts.some((row) => Number(row[2]) > 0);
  const problems = hasBad ? await badRecords(session, group) : new Map<string, Problem[]>();
  return group.files.map((file) => report(file.name, group, byPath.get(file.path), problems.get(file.path) ?? []));
}

/** In the order of the columns of `countsText`. */
const countKinds: readonly Kind[] = [
  'text',
  ...(Array(8).fill('integer') as Kind[]),
  ...(['bytes', 'packets', 'time', 'time'] as const),
];

function countsText(group: ParquetGroup, { window, conditions, packetLevel }: Scope): Sql {
  const logged = parquetSource(group, true);
  const source = packetLevel ? { ...logged, fields: atPacketLevel(logged.fields) } : logged;
  const has = (name: string) => group.fields.has(name);
  const good = sql`NOT ${badRecord}`;
  const status = (word: string) => sql`${good} AND log_status = ${word}`;
  const traffic = has('log_status') ? status('OK') : good;
  const count = (name: string, test: Sql) => (has(name) ? sql`count(*) FILTER (${test})` : sql`NULL::BIGINT`);
  const sum = (name: string) => (has(name) ? sql`sum(${identifier(name)}) FILTER (${traffic})` : sql`NULL::BIGINT`);
  const time = (name: string, pick: Sql) =>
    has(name) ? sql`${pick}(${timeOf(identifier(name))}) FILTER (${good})` : sql`NULL::TIMESTAMP`;
  const columns = [
    ...[fileColumn, sql`count(*)`, sql`count(*) FILTER (${badRecord})`],
    ...['OK', 'NODATA', 'SKIPDATA'].map((word) => count('log_status', status(word))),
    ...['ACCEPT', 'REJECT'].map((word) => count('action', sql`${traffic} AND action = ${word}`)),
    sql`count(*) FILTER (${join(flowTests(source, window, conditions), sql` AND `)})`,
    ...[sum('bytes'), sum('packets'), time('start', sql`min`), time('end', sql`max`)],
  ];
  const names = ['action', 'packets', 'bytes', 'end', ...testedFields(conditions)];
  const records = recordsOf(source, names, [fileColumn]);
  return sql`SELECT ${join(columns)} FROM (${records}) AS records GROUP BY ${fileColumn}`;
}

function report(file: string, group: ParquetGroup, row: Row | undefined, problems: readonly Problem[]): FileReport {
  const [, lines = 0, bad = 0, ...counts] = (row ?? []) as (number | undefined)[];
  const records = lines - bad;
  const number = (i: number) => (records === 0 ? null : (counts[i] ?? null));
  const [bytes, packets, first, last] = (row ?? []).slice(9) as [bigint?, bigint?, Value?, Value?];
  const seconds = (time: Value | undefined) => (time instanceof Date ? Math.floor(time.getTime() / 1000) : null);
  return {
    file,
    formats: [{ container: 'parquet', fields: [...group.fields.keys()], records }],
    other: false,
    damaged: false,
    ...{ lines, headers: 0, records, badLines: bad },
    ...{ ok: number(0), nodata: number(1), skipdata: number(2), accept: number(3), reject: number(4) },
    bytes: records > 0 && group.fields.has('bytes') ? (bytes ?? 0n) : null,
    packets: records > 0 && group.fields.has('packets') ? (packets ?? 0n) : null,
    ...{ first: seconds(first), last: seconds(last), matched: counts[5] ?? 0 },
    problems: [...problems.map((problem) => ({ ...problem, file })), ...unlisted(file, bad - problems.length)],
  };
}

function unlisted(file: string, count: number): readonly Problem[] {
  return count > 0 ? [{ file, line: null, problem: `and ${count} more bad records` }] : [];
}

/** The first bad records of each file by its path; a record's number counts from 1. */
async function badRecords(session: Session, group: ParquetGroup): Promise<ReadonlyMap<string, Problem[]>> {
  const tests = badTests(group.fields);
  const pick = (what: (test: BadTest) => Sql) =>
    sql`CASE ${join(
      tests.map((test) => sql`WHEN ${test.test} THEN ${what(test)}`),
      sql` `,
    )} END`;
  const row = identifier('file_row_number');
  const text = sql`SELECT ${fileColumn}, ${row} + 1, field, value FROM (
    SELECT ${fileColumn}, ${row}, ${pick(({ name }) => sql`${name}`)} AS field, ${pick(({ text }) => text)} AS value
    FROM ${parquetSource(group, true).scan})
    WHERE field IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY ${fileColumn} ORDER BY ${row}) <= ${listed}
    ORDER BY ALL`;
  const problems = new Map<string, Problem[]>();
  for (const [path, line, name, value] of await allRows(session, text, ['text', 'integer', 'text', 'text'])) {
    const own = problems.get(path as string) ?? [];
    problems.set(path as string, own);
    own.push({ file: '', line: line as number, problem: problemOf(name as string, value as string | null) });
  }
  return problems;
}

function problemOf(name: string, text: string | null): string {
  return text === null ? `${name} is missing` : whyBad(name, text);
}

/** The report of a file that no row comes from. */
export function unreadableReport({ file, problem, other }: Unreadable): FileReport {
  return {
    file: file.name,
    formats: [],
    other,
    damaged: !other,
    ...{ lines: 0, headers: 0, records: 0, badLines: 0, matched: 0 },
    ...{ ok: null, nodata: null, skipdata: null, accept: null, reject: null },
    ...{ bytes: null, packets: null, first: null, last: null },
    problems: [{ file: file.name, line: null, problem }],
  };
}
