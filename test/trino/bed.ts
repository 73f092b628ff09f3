/** What tests do to the bed: objects, tables, partitions, faults. Every test file has a place of its own. */
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { AthenaClient, CreateWorkGroupCommand, type WorkGroupConfiguration } from '@aws-sdk/client-athena';
import {
  BatchCreatePartitionCommand,
  type Column,
  CreateDatabaseCommand,
  CreateTableCommand,
  GlueClient,
  type StorageDescriptor,
} from '@aws-sdk/client-glue';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { openClients } from '../../src/engines/athena/clients.ts';
import { type AthenaEngine, openAthena } from '../../src/engines/athena/engine.ts';
import { runQuery } from '../../src/engines/athena/execution.ts';
import type { AthenaOptions } from '../../src/engines/athena/options.ts';
import type { Scope } from '../../src/engines/engine.ts';
import type { Row } from '../../src/result.ts';

export const v2 =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';

/** The columns of AWS's documented table for version 2. */
export const v2Columns =
  'version:int account_id:string interface_id:string srcaddr:string dstaddr:string srcport:int dstport:int protocol:bigint packets:bigint bytes:bigint start:bigint end:bigint action:string log_status:string';

/** … and for all 29 fields of version 5. */
export const v5Columns = `${v2Columns} vpc_id:string subnet_id:string instance_id:string tcp_flags:int type:string pkt_srcaddr:string pkt_dstaddr:string region:string az_id:string sublocation_type:string sublocation_id:string pkt_src_aws_service:string pkt_dst_aws_service:string flow_direction:string traffic_path:int`;

export const glue = new GlueClient({});
const s3 = new S3Client({});

export async function control(body: object): Promise<void> {
  const answer = await fetch(`${process.env.AWS_ENDPOINT_URL}/_control`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

/** The calls made since the last reset, as `athena:GetQueryExecution`. */
export async function calls(): Promise<readonly string[]> {
  return ((await (await fetch(`${process.env.AWS_ENDPOINT_URL}/_control`)).json()) as { calls: string[] }).calls;
}

/** A bucket and a database that nobody else uses. */
export interface Place {
  readonly bucket: string;
  readonly database: string;
}

export async function makePlace(name: string): Promise<Place> {
  const unique = `${name}-${randomBytes(4).toString('hex')}`;
  const place = { bucket: unique, database: unique.replaceAll('-', '_') };
  const LocationConstraint = process.env.AWS_REGION as 'ap-southeast-1';
  await s3.send(new CreateBucketCommand({ Bucket: place.bucket, CreateBucketConfiguration: { LocationConstraint } }));
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: place.database } }));
  return place;
}

export async function put({ bucket }: Place, key: string, body: string | Uint8Array): Promise<number> {
  const bytes = key.endsWith('.gz') && typeof body === 'string' ? gzipSync(body) : Buffer.from(body);
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes }));
  return bytes.length;
}

function columns(text: string): Column[] {
  return text.split(' ').map((one) => ({ Name: one.split(':')[0] ?? '', Type: one.split(':')[1] ?? 'string' }));
}

export interface TableSpec {
  /** `AWSLogs/`: where the table's data lie in the bucket. */
  readonly folder: string;
  readonly columns?: string;
  readonly keys?: string;
  readonly parameters?: Record<string, string>;
  readonly format?: 'text' | 'parquet';
  readonly delimiter?: string;
}

function storage(
  bucket: string,
  { folder, columns: text = v2Columns, format = 'text', delimiter = ' ' }: TableSpec,
): StorageDescriptor {
  const parquet = 'org.apache.hadoop.hive.ql.io.parquet';
  return {
    Columns: columns(text),
    Location: `s3://${bucket}/${folder}`,
    ...(format === 'parquet'
      ? {
          InputFormat: `${parquet}.MapredParquetInputFormat`,
          OutputFormat: `${parquet}.MapredParquetOutputFormat`,
          SerdeInfo: { SerializationLibrary: `${parquet}.serde.ParquetHiveSerDe` },
        }
      : {
          InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
          OutputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
          SerdeInfo: {
            SerializationLibrary: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe',
            Parameters: { 'field.delim': delimiter, 'serialization.format': delimiter },
          },
        }),
  };
}

export async function makeTable({ bucket, database }: Place, name: string, spec: TableSpec): Promise<void> {
  const skip: Record<string, string> = spec.format === 'parquet' ? {} : { 'skip.header.line.count': '1' };
  await glue.send(
    new CreateTableCommand({
      DatabaseName: database,
      TableInput: {
        Name: name,
        TableType: 'EXTERNAL_TABLE',
        PartitionKeys: spec.keys ? columns(spec.keys) : [],
        Parameters: { EXTERNAL: 'TRUE', ...skip, ...spec.parameters },
        StorageDescriptor: storage(bucket, spec),
      },
    }),
  );
}

/** Registers partitions: their values, and their folders below the table's location. */
export async function addPartitions(
  { bucket, database }: Place,
  name: string,
  spec: TableSpec,
  partitions: readonly { readonly values: readonly string[]; readonly folder: string }[],
): Promise<void> {
  const { Errors = [] } = await glue.send(
    new BatchCreatePartitionCommand({
      DatabaseName: database,
      TableName: name,
      PartitionInputList: partitions.map(({ values, folder }) => ({
        Values: [...values],
        StorageDescriptor: storage(bucket, { ...spec, folder: `${spec.folder}${folder}/` }),
      })),
    }),
  );
  if (Errors.length > 0) throw new Error(JSON.stringify(Errors));
}

/** An engine over a table of the place; it tries again at once where it would wait. */
export function athena(place: Place, table: string, options: Partial<AthenaOptions> = {}): AthenaEngine {
  return openAthena({
    database: place.database,
    table,
    outputLocation: `s3://${place.bucket}/results/`,
    pricePerTb: 5,
    now: () => new Date(),
    ...options,
  });
}

/** A new workgroup; its name. */
export async function createWorkGroup(Configuration: WorkGroupConfiguration): Promise<string> {
  const Name = `group-${randomBytes(4).toString('hex')}`;
  await new AthenaClient({}).send(new CreateWorkGroupCommand({ Name, Configuration }));
  return Name;
}

/** Runs any statement, DDL too. */
export async function runStatement(place: Place, text: string): Promise<void> {
  const options = {
    ...place,
    table: '',
    pricePerTb: 5,
    now: () => new Date(),
    outputLocation: `s3://${place.bucket}/results/`,
  };
  await runQuery(openClients(options).athena, text, options);
}

/** The rows of the user's own SQL; whole numbers that a number can say are numbers. */
export async function ask(engine: AthenaEngine, text: string, scope: Partial<Scope> = {}): Promise<Row[]> {
  const rows = await rowsOf(await engine.select(text, { window: {}, conditions: [], ...scope }));
  const plain = (value: Row[number]) =>
    typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value;
  return rows.map((row) => row.map(plain));
}

export async function rowsOf(result: { readonly batches: AsyncIterable<readonly Row[]> }): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of result.batches) rows.push(...batch);
  return rows;
}
