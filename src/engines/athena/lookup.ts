/** The table as the Glue Data Catalog knows it, and its partitions. */
import { type AthenaClient, GetDataCatalogCommand } from '@aws-sdk/client-athena';
import {
  GetPartitionsCommand,
  type GetPartitionsCommandOutput,
  GetTableCommand,
  type GlueClient,
  type Partition,
} from '@aws-sdk/client-glue';
import { type PartitionKey, partitionKeys } from '../../catalog/partitions.ts';
import { type Projection, projectionOf } from '../../catalog/projection.ts';
import { type CatalogTable, catalogTable } from '../../catalog/table.ts';
import { AnswerError } from '../../errors.ts';
import { caller } from './calls.ts';
import type { Clients } from './clients.ts';
import { nameOf, withoutRequest } from './failure.ts';
import type { AthenaOptions } from './options.ts';

export interface Described {
  readonly table: CatalogTable;
  readonly keys: readonly PartitionKey[];
  readonly projection: Projection | undefined;
  /** The Glue catalog that has it; undefined for the account's own. */
  readonly catalogId: string | undefined;
  /** Whether a registered table has a partition at all. */
  readonly isEmpty: boolean;
}

/** Partitions looked at to tell what the keys mean. */
const sample = 100;

/** Looks the table up. Throws AnswerError if it is not there. */
export async function describeTable({ athena, glue }: Clients, options: AthenaOptions): Promise<Described> {
  const catalogId = await glueCatalog(athena, options);
  const table = await getTable(glue, catalogId, options);
  const projection = projectionOf(table);
  const isRegistered = table.format !== 'view' && table.partitionKeys.length > 0 && !projection;
  const seen = isRegistered ? await firstPage(partitionPages(glue, options, catalogId, undefined, sample)) : [];
  return {
    table,
    projection,
    catalogId,
    isEmpty: isRegistered && seen.length === 0,
    keys: partitionKeys(
      table,
      projection,
      seen.map(({ Values = [] }) => Values),
    ),
  };
}

/** Athena's name of a data catalog stands for a Glue catalog, maybe another account's. */
async function glueCatalog(athena: AthenaClient, options: AthenaOptions): Promise<string | undefined> {
  const { catalog } = options;
  if (catalog === undefined || catalog.toLowerCase() === 'awsdatacatalog') return undefined;
  const { DataCatalog } = await caller(options)('athena:GetDataCatalog', () =>
    athena.send(new GetDataCatalogCommand({ Name: catalog })),
  );
  if (DataCatalog?.Type === 'GLUE') return DataCatalog.Parameters?.['catalog-id'];
  throw new AnswerError(
    `the data catalog ${catalog} is not a Glue Data Catalog (${DataCatalog?.Type ?? 'unknown'})`,
    'leave --catalog out, or name one of type GLUE',
  );
}

async function getTable(
  glue: GlueClient,
  catalogId: string | undefined,
  options: AthenaOptions,
): Promise<CatalogTable> {
  const { database, table } = options;
  const input = { DatabaseName: database, Name: table, ...(catalogId ? { CatalogId: catalogId } : {}) };
  try {
    const { Table } = await caller(options, ['EntityNotFoundException'])('glue:GetTable', (abortSignal) =>
      glue.send(new GetTableCommand(input), abortSignal ? { abortSignal } : {}),
    );
    return catalogTable({ Name: table, ...Table }, database);
  } catch (error) {
    if (nameOf(error) !== 'EntityNotFoundException') throw error;
    throw new AnswerError(
      `there is no table "${table}" in the database "${database}" of the Glue Data Catalog`,
      'name others with --database and --table, check --region, or make the table with flowlogs setup',
      withoutRequest(error),
    );
  }
}

/** The partitions, page by page: those that `expression` picks, if it is given. */
export async function* partitionPages(
  glue: GlueClient,
  options: AthenaOptions,
  catalogId: string | undefined,
  expression: string | undefined,
  pageSize?: number,
): AsyncGenerator<readonly Partition[]> {
  const call = caller(options);
  for (let token: string | undefined; ; ) {
    const page: GetPartitionsCommandOutput = await call('glue:GetPartitions', (abortSignal) =>
      glue.send(
        new GetPartitionsCommand({
          DatabaseName: options.database,
          TableName: options.table,
          ExcludeColumnSchema: true,
          ...(catalogId ? { CatalogId: catalogId } : {}),
          ...(expression ? { Expression: expression } : {}),
          ...(pageSize ? { MaxResults: pageSize } : {}),
          ...(token ? { NextToken: token } : {}),
        }),
        abortSignal ? { abortSignal } : {},
      ),
    );
    yield page.Partitions ?? [];
    token = page.NextToken;
    if (!token) return;
  }
}

async function firstPage<T>(pages: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  for await (const page of pages) if (page.length > 0) return page;
  return [];
}
