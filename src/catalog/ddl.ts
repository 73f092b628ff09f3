/**
 * The CREATE TABLE statement that makes the same table as a Glue table input, for reading and for the Athena console.
 *
 * Athena's DDL is Hive's: names in backticks, texts in single quotes with a backslash before what would end them.
 */
import type { Column, TableInput } from '@aws-sdk/client-glue';

export function createTableDdl(database: string, { Name, ...input }: TableInput): string {
  const { Columns, Location, InputFormat, OutputFormat, SerdeInfo } = input.StorageDescriptor ?? {};
  const { EXTERNAL: _, ...properties } = input.Parameters ?? {};
  const keys = input.PartitionKeys ?? [];
  return [
    `CREATE EXTERNAL TABLE IF NOT EXISTS ${name(database)}.${name(Name ?? '')} (`,
    `${columns(Columns ?? [])}\n)`,
    ...(input.Description === undefined ? [] : [`COMMENT ${text(input.Description)}`]),
    ...(keys.length === 0 ? [] : [`PARTITIONED BY (\n${columns(keys)}\n)`]),
    `ROW FORMAT SERDE ${text(SerdeInfo?.SerializationLibrary ?? '')}`,
    `WITH SERDEPROPERTIES (\n${pairs(SerdeInfo?.Parameters ?? {})}\n)`,
    `STORED AS INPUTFORMAT ${text(InputFormat ?? '')}`,
    `OUTPUTFORMAT ${text(OutputFormat ?? '')}`,
    `LOCATION ${text(Location ?? '')}`,
    `TBLPROPERTIES (\n${pairs(properties)}\n)`,
  ].join('\n');
}

function columns(list: readonly Column[]): string {
  return list.map(({ Name, Type }) => `  ${name(Name ?? '')} ${Type}`).join(',\n');
}

function pairs(properties: Readonly<Record<string, string>>): string {
  return Object.entries(properties)
    .map(([key, value]) => `  ${text(key)} = ${text(value)}`)
    .join(',\n');
}

function name(of: string): string {
  return `\`${of.replaceAll('`', '``')}\``;
}

function text(of: string): string {
  return `'${of.replace(/[\\']/g, '\\$&')}'`;
}
