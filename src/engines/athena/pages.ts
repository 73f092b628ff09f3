/** The rows of a query's answer, page by page to the end. */
import {
  type AthenaClient,
  type ColumnInfo,
  GetQueryResultsCommand,
  type GetQueryResultsOutput,
  type QueryExecution,
} from '@aws-sdk/client-athena';
import { parseCell } from '../../cell.ts';
import type { Column, Kind, Row } from '../../result.ts';
import { kindNamed } from '../kind.ts';
import { caller } from './calls.ts';
import type { AthenaOptions } from './options.ts';

export interface Answer {
  /** As Athena describes them. */
  readonly infos: readonly ColumnInfo[];
  readonly batches: (columns: readonly Column[]) => AsyncIterable<readonly Row[]>;
}

type Page = GetQueryResultsOutput;
type Fetch = (token: string | undefined) => Promise<Page>;

/** Fetches the first page; each later one while the one before is worked on. */
export async function openAnswer(
  athena: AthenaClient,
  execution: QueryExecution,
  options: AthenaOptions,
): Promise<Answer> {
  const call = caller(options);
  const QueryExecutionId = execution.QueryExecutionId;
  const fetch: Fetch = (NextToken) =>
    call('athena:GetQueryResults', (abortSignal) =>
      athena.send(
        new GetQueryResultsCommand({ QueryExecutionId, ...(NextToken ? { NextToken } : {}) }),
        abortSignal ? { abortSignal } : {},
      ),
    );
  const first = await fetch(undefined);
  const infos = first.ResultSet?.ResultSetMetadata?.ColumnInfo ?? [];
  // Athena repeats the column names as the first row of a SELECT's first page; SHOW and DDL have no such row.
  const headers = execution.StatementType === 'DML' && infos.length > 0 ? 1 : 0;
  return { infos, batches: (columns) => batches(first, fetch, headers, columns) };
}

async function* batches(
  first: Page,
  fetch: Fetch,
  headers: number,
  columns: readonly Column[],
): AsyncGenerator<readonly Row[]> {
  const parse = columns.map(
    ({ kind }) =>
      (cell: string | undefined) =>
        parseCell(kind, cell ?? null),
  );
  let skip = headers;
  for (let page: Page | undefined = first; page; ) {
    const next = pageAfter(page, fetch);
    const rows = (page.ResultSet?.Rows ?? [])
      .slice(skip)
      .map(({ Data = [] }) => parse.map((one, i) => one(Data[i]?.VarCharValue)));
    skip = 0;
    if (rows.length > 0) yield rows;
    page = await next;
  }
}

function pageAfter({ NextToken }: Page, fetch: Fetch): Promise<Page | undefined> {
  const next = NextToken ? fetch(NextToken) : Promise.resolve(undefined);
  // It may fail while nobody waits for it; whoever asks for the page hears of it.
  next.catch(() => {});
  return next;
}

const kinds: readonly [RegExp, Kind][] = [
  [/^(tinyint|smallint|integer|bigint)$/, 'integer'],
  [/^(double|float|real)$/, 'number'],
  [/^boolean$/, 'boolean'],
  [/^(timestamp|date$)/, 'time'],
];

/** A column of an answer that we did not ask for ourselves: its kind by its type and its name. */
export function columnOf({ Name: name = '', Type = 'varchar', Scale = 0 }: ColumnInfo): Column {
  const decimal = Scale === 0 ? 'integer' : 'number';
  const plain = Type.startsWith('decimal') ? decimal : (kinds.find(([type]) => type.test(Type))?.[1] ?? 'text');
  return { name, kind: kindNamed(name, plain) };
}
