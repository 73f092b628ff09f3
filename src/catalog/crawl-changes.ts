/** What a crawl did to the catalog: its tables before and after. */
import type { Crawler, Table } from '@aws-sdk/client-glue';
import { parseS3Uri } from './bucket.ts';
import type { Glue } from './glue.ts';

/** What a crawl can change of a table. */
export interface TableState {
  readonly name: string;
  /** Names and types, as one text. */
  readonly columns: string;
  readonly partitions: number;
}

/** The tables of the database that the crawler looks after, with the number of their partitions. */
export async function crawledTables(glue: Glue, database: string, crawler: Crawler): Promise<readonly TableState[]> {
  const tables = (await glue.tables(database)).filter((table) => isTarget(crawler, table));
  return Promise.all(
    tables.map(async ({ Name = '', StorageDescriptor, PartitionKeys = [] }) => {
      let partitions = 0;
      if (PartitionKeys.length > 0) for await (const page of glue.partitions(database, Name)) partitions += page.length;
      const columns = [...(StorageDescriptor?.Columns ?? []), ...PartitionKeys];
      return { name: Name, columns: columns.map((column) => `${column.Name} ${column.Type}`).join(', '), partitions };
    }),
  );
}

function isTarget({ Targets }: Crawler, { Name = '', StorageDescriptor }: Table): boolean {
  const named = (Targets?.CatalogTargets ?? []).some(({ Tables }) => Tables?.includes(Name));
  const place = parseS3Uri(StorageDescriptor?.Location ?? '');
  return named || (place !== undefined && (Targets?.S3Targets ?? []).some(({ Path }) => isBelow(place, Path ?? '')));
}

function isBelow(place: { bucket: string; prefix: string }, path: string): boolean {
  const target = parseS3Uri(path);
  return target?.bucket === place.bucket && place.prefix.startsWith(target.prefix);
}

export interface TableChange {
  readonly name: string;
  readonly change: 'new' | 'columns changed' | 'partitions changed' | 'same' | 'gone';
  readonly before: number | null;
  readonly after: number | null;
}

export function tableChanges(before: readonly TableState[], after: readonly TableState[]): readonly TableChange[] {
  const names = [...new Set([...before, ...after].map(({ name }) => name))].sort();
  return names.map((name) => {
    const [was, is] = [before, after].map((tables) => tables.find((table) => table.name === name));
    return { name, change: changeOf(was, is), before: was?.partitions ?? null, after: is?.partitions ?? null };
  });
}

function changeOf(was: TableState | undefined, is: TableState | undefined): TableChange['change'] {
  if (was === undefined) return 'new';
  if (is === undefined) return 'gone';
  if (was.columns !== is.columns) return 'columns changed';
  return was.partitions === is.partitions ? 'same' : 'partitions changed';
}
