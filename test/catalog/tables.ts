/** Tables as Glue tells of them, for tests. */
import { type CatalogTable, catalogTable } from '../../src/catalog/table.ts';

const columnsOf = (text: string) =>
  text
    .split(' ')
    .filter(Boolean)
    .map((one) => ({ Name: one.split(':')[0], Type: one.split(':')[1] ?? 'string' }));

/** `keys` and `columns` as `year month:int`; parameters as Glue has them. */
export function tableWith(
  keys: string,
  parameters: Record<string, string> = {},
  columns = 'srcaddr start:bigint',
  TableType = 'EXTERNAL_TABLE',
): CatalogTable {
  return catalogTable(
    {
      Name: 't',
      TableType,
      PartitionKeys: columnsOf(keys),
      Parameters: parameters,
      StorageDescriptor: {
        Location: 's3://logs/root',
        InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
        Columns: columnsOf(columns),
      },
    },
    'db',
  );
}
