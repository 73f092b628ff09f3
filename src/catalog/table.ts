/** A table of the Glue Data Catalog, as far as questions need it: its columns, its partition keys, where and how its data lie. */

/** A column as the catalog declares it. Names are lower case there, whatever was typed. */
export interface TableColumn {
  readonly name: string;
  /** A Hive type: `string`, `int`, `bigint`, `date` … */
  readonly type: string;
}

/**
 * How rows come out of the data. `text`: fields by position, a value that does not fit its type is NULL, and header or
 * blank lines are rows too. `typed`: Parquet and its like, columns by name. `view`: a stored query.
 */
type TableFormat = 'text' | 'typed' | 'view';

export interface CatalogTable {
  readonly database: string;
  readonly name: string;
  readonly columns: readonly TableColumn[];
  readonly partitionKeys: readonly TableColumn[];
  /** `s3://bucket/prefix/`; views have none. */
  readonly location: string | undefined;
  readonly format: TableFormat;
  /** What stands between two fields of a text table. */
  readonly delimiter: string;
  readonly parameters: Readonly<Record<string, string>>;
}

interface GlueColumn {
  readonly Name: string | undefined;
  readonly Type?: string | undefined;
}

/** The part of Glue's `Table` that is read. */
export interface GlueTable {
  readonly Name: string | undefined;
  readonly DatabaseName?: string | undefined;
  readonly TableType?: string | undefined;
  readonly PartitionKeys?: readonly GlueColumn[] | undefined;
  readonly Parameters?: Readonly<Record<string, string>> | undefined;
  readonly StorageDescriptor?:
    | {
        readonly Columns?: readonly GlueColumn[] | undefined;
        readonly Location?: string | undefined;
        readonly InputFormat?: string | undefined;
        readonly SerdeInfo?:
          | {
              readonly SerializationLibrary?: string | undefined;
              readonly Parameters?: Readonly<Record<string, string>> | undefined;
            }
          | undefined;
      }
    | undefined;
}

/** What Glue's answer to GetTable says. */
export function catalogTable(table: GlueTable, database: string): CatalogTable {
  const storage = table.StorageDescriptor;
  const serde = storage?.SerdeInfo;
  const format = formatOf(table);
  const columns = (storage?.Columns ?? []).map(columnOf);
  // A view has no partition keys, but what it takes from those of its table prunes just as well.
  const isKey = ({ name }: TableColumn) => format === 'view' && /^(year|month|day|date|hour)$/.test(name);
  return {
    database: table.DatabaseName ?? database,
    name: table.Name ?? '',
    columns: columns.filter((column) => !isKey(column)),
    partitionKeys: [...(table.PartitionKeys ?? []).map(columnOf), ...columns.filter(isKey)],
    location: storage?.Location || undefined,
    format,
    delimiter: serde?.Parameters?.['field.delim'] ?? serde?.Parameters?.separatorChar ?? ' ',
    parameters: table.Parameters ?? {},
  };
}

function columnOf(column: GlueColumn): TableColumn {
  return { name: (column.Name ?? '').toLowerCase(), type: (column.Type ?? 'string').toLowerCase() };
}

function formatOf(table: GlueTable): TableFormat {
  if (table.TableType === 'VIRTUAL_VIEW') return 'view';
  const { InputFormat = '', SerdeInfo } = table.StorageDescriptor ?? {};
  const library = SerdeInfo?.SerializationLibrary ?? '';
  // The SerDes that cut lines into fields: LazySimpleSerDe, OpenCSVSerde, RegexSerDe, GrokSerDe, all on TextInputFormat.
  return InputFormat.endsWith('.TextInputFormat') && !/json|avro/i.test(library) ? 'text' : 'typed';
}
