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

/** Where a table is in Glue: of a resource link, the table that it stands for. */
export interface Address {
  readonly CatalogId?: string;
  readonly DatabaseName: string;
  readonly Name: string;
}

export interface Described {
  readonly table: CatalogTable;
  readonly address: Address;
  readonly keys: readonly PartitionKey[];
  readonly projection: Projection | undefined;
  /** Whether a registered table has no partition at all. */
  readonly isEmpty: boolean;
}

/** Partitions looked at to tell what the keys mean. */
const sample = 100;

/** Looks the table up. Throws AnswerError if it is not there. */
export async function describeTable({ athena, glue }: Clients, options: AthenaOptions): Promise<Described> {
  const catalogId = await glueCatalog(athena, options);
  const named = { DatabaseName: options.database, Name: options.table, ...(catalogId ? { CatalogId: catalogId } : {}) };
  const { table, address } = await getTable(glue, named, options);
  const projection = projectionOf(table);
  const isRegistered = table.format !== 'view' && table.partitionKeys.length > 0 && !projection;
  const seen = isRegistered ? await firstPage(partitionPages(glue, options, address, undefined, sample)) : [];
  const values = seen.map(({ Values = [] }) => Values);
  return {
    // The statement names the table as the user does.
    table: { ...table, database: options.database, name: options.table },
    address,
    projection,
    isEmpty: isRegistered && seen.length === 0,
    keys: partitionKeys(table, projection, values),
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
  address: Address,
  options: AthenaOptions,
): Promise<{ readonly table: CatalogTable; readonly address: Address }> {
  try {
    const { Table } = await caller(options, ['EntityNotFoundException'])('glue:GetTable', (abortSignal) =>
      glue.send(new GetTableCommand(address), abortSignal ? { abortSignal } : {}),
    );
    const { CatalogId, DatabaseName, Name } = Table?.TargetTable ?? {};
    if (DatabaseName && Name) {
      return await getTable(glue, { DatabaseName, Name, ...(CatalogId ? { CatalogId } : {}) }, options);
    }
    return { table: catalogTable({ Name: undefined, ...Table }, address.DatabaseName), address };
  } catch (error) {
    if (nameOf(error) !== 'EntityNotFoundException') throw error;
    throw new AnswerError(
      `there is no table "${address.Name}" in the database "${address.DatabaseName}" of the Glue Data Catalog`,
      'name others with --database and --table, check --region, or make the table with flowlogs setup',
      withoutRequest(error),
    );
  }
}

/** The partitions, page by page: those that `expression` picks, if it is given. */
export async function* partitionPages(
  glue: GlueClient,
  options: AthenaOptions,
  { Name, ...rest }: Address,
  expression: string | undefined,
  pageSize?: number,
): AsyncGenerator<readonly Partition[]> {
  const call = caller(options, expression ? ['InvalidInputException'] : []);
  const input = {
    ...rest,
    TableName: Name,
    ExcludeColumnSchema: true,
    ...(expression ? { Expression: expression } : {}),
    ...(pageSize ? { MaxResults: pageSize } : {}),
  };
  for (let token: string | undefined; ; ) {
    const page: GetPartitionsCommandOutput = await call('glue:GetPartitions', (abortSignal) =>
      glue.send(
        new GetPartitionsCommand({ ...input, ...(token ? { NextToken: token } : {}) }),
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
