/** The table that fits what lies at a location: the input of Glue's CreateTable. */
import type { Column, TableInput } from '@aws-sdk/client-glue';
import { fieldNamed } from '../flow.ts';
import { s3Uri } from './bucket.ts';
import { type DataFormat, dataFormat } from './data-format.ts';
import type { Discovery } from './discover.ts';
import { type KeyPlan, planKeys, projectedCount, projection } from './keys.ts';

/** `projection`: Athena works the partitions out from the table's properties. `registered`: each is added to the catalog. */
export type Partitioning = 'projection' | 'registered';

export interface TablePlan {
  readonly discovery: Discovery;
  readonly format: DataFormat;
  readonly keys: KeyPlan;
  readonly input: TableInput;
  /** What the user should know of it (a sentence each). */
  readonly notes: readonly string[];
}

/** Plans the table `name`. Throws AnswerError if its objects cannot be read through one table. */
export function planTable(discovery: Discovery, name: string, partitioning: Partitioning, now: Date): TablePlan {
  const { bucket, tree, samples } = discovery;
  const { format, notes } = dataFormat(bucket, samples.samples);
  const columns = columnsOf(format);
  const keys = planKeys(
    discovery,
    columns.map((column) => column.Name ?? ''),
  );
  const location = s3Uri(bucket, keys.root);
  const projected = partitioning === 'projection' ? projection(keys, tree.streams, location, now) : {};
  const input: TableInput = {
    Name: name,
    Description: `VPC flow logs at ${location}`,
    TableType: 'EXTERNAL_TABLE',
    Parameters: { EXTERNAL: 'TRUE', ...propertiesOf(format), ...projected },
    PartitionKeys: keys.keys.map((key) => ({ Name: key.name, Type: 'string' })),
    StorageDescriptor: { Columns: columns, Location: location, Compressed: false, ...storageOf(format) },
  };
  return {
    discovery,
    format,
    keys,
    input,
    notes: [...notes, ...notesOn(discovery, partitioning === 'projection' ? projectedCount(keys, projected) : 0)],
  };
}

/** Numbers by AWS's own widths (VPC user guide, "Available fields", Parquet data types): a Parquet reader insists on them. */
function columnsOf(format: DataFormat): Column[] {
  if (format.is === 'parquet') return format.columns.map(({ name, type }) => ({ Name: name, Type: type }));
  return format.fields.map((name) => ({ Name: name, Type: glueType(name) }));
}

function glueType(name: string): string {
  const type = fieldNamed(name)?.type;
  if (type === 'integer') return 'int';
  return type === 'bigint' ? 'bigint' : 'string';
}

/** A crawler that meets the table compares these three with what it finds, and keeps off if they lack. */
function propertiesOf(format: DataFormat): Record<string, string> {
  if (format.is === 'parquet') return { classification: 'parquet', compressionType: 'none', typeOfData: 'file' };
  return {
    classification: 'csv',
    compressionType: format.gzip ? 'gzip' : 'none',
    typeOfData: 'file',
    delimiter: ' ',
    ...(format.header ? { 'skip.header.line.count': '1' } : {}),
  };
}

function storageOf(format: DataFormat) {
  if (format.is === 'parquet') {
    const parquet = 'org.apache.hadoop.hive.ql.io.parquet';
    return {
      InputFormat: `${parquet}.MapredParquetInputFormat`,
      OutputFormat: `${parquet}.MapredParquetOutputFormat`,
      SerdeInfo: {
        SerializationLibrary: `${parquet}.serde.ParquetHiveSerDe`,
        Parameters: { 'serialization.format': '1' },
      },
    };
  }
  return {
    InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
    OutputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
    SerdeInfo: {
      SerializationLibrary: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe',
      Parameters: { 'field.delim': ' ', 'serialization.format': ' ' },
    },
  };
}

/** Athena looks for thousands of folders in a second; a query of minutes is no surprise beyond this. */
const manyPartitions = 50_000;

function notesOn({ tree, samples, climbed }: Discovery, projected: number): string[] {
  const notes: string[] = [];
  if (climbed) notes.push('The location named a part of the days; the table begins above them.');
  if (samples.mixedHours)
    notes.push('Some days have folders for hours and some have not, so the partitions are days; both are read.');
  if (tree.levels.length === 0) notes.push('There are no folders for days: every question reads everything.');
  if (projected > manyPartitions) {
    notes.push(
      `A query that names no day makes Athena look for ${projected.toLocaleString('en-US')} folders; name days (flowlogs does), or use --partitioning registered.`,
    );
  }
  return notes;
}
