/** Brings a table of the catalog in line with its plan. Data in S3 are never touched. */
import type { Table, TableInput } from '@aws-sdk/client-glue';
import { isDeciding } from './drift.ts';
import type { Glue } from './glue.ts';

export async function createTable(glue: Glue, database: string, input: TableInput): Promise<void> {
  if ((await glue.database(database)) === undefined) await glue.createDatabase(database);
  await glue.createTable(database, input);
}

/**
 * Changes a table. One whose partition keys change is made anew, and its registered partitions, which have other values,
 * go; should that fail, the old table is put back.
 */
export async function replaceTable(glue: Glue, database: string, old: Table, input: TableInput): Promise<void> {
  if (keysOf(old) === keysOf(input)) return glue.updateTable(database, withProperties(old, input));
  await glue.deleteTable(database, input.Name ?? '');
  try {
    await glue.createTable(database, input);
  } catch (error) {
    await glue.createTable(database, inputOf(old));
    throw error;
  }
}

/** What a crawler or Athena noted on the table stays; what decides on its rows comes from the plan alone. */
function withProperties({ Parameters }: Table, input: TableInput): TableInput {
  const kept = Object.entries(Parameters ?? {}).filter(([name]) => !isDeciding(name));
  return { ...input, Parameters: { ...Object.fromEntries(kept), ...input.Parameters } };
}

function keysOf({ PartitionKeys = [] }: Table | TableInput): string {
  return JSON.stringify(PartitionKeys.map(({ Name, Type }) => [Name, Type]));
}

/** What GetTable tells and CreateTable takes. */
function inputOf(table: Table): TableInput {
  const { Name, Description, Owner, Retention, StorageDescriptor, PartitionKeys, TableType, Parameters } = table;
  const { ViewOriginalText, ViewExpandedText } = table;
  return {
    ...{ Name, Description, Owner, Retention, StorageDescriptor, PartitionKeys, TableType, Parameters },
    ...{ ViewOriginalText, ViewExpandedText },
  };
}
