/** The data lake as commands on the catalog use it: Glue, S3 and Athena, opened together. */
import { setMaxListeners } from 'node:events';
import type { Bucket } from '../catalog/bucket.ts';
import type { Glue } from '../catalog/glue.ts';
import type { WorkGroup } from '../catalog/work-group.ts';
import type { Context } from '../context.ts';
import type { Clients } from '../engines/athena/clients.ts';
import type { AthenaOptions } from '../engines/athena/options.ts';
import { AnswerError } from '../errors.ts';
import type { Values } from '../option.ts';
import { lakeOptions } from '../options/lake.ts';
import { outputOptions } from '../options/output.ts';
import { runningOptions } from '../options/running.ts';
import type { Sql } from '../sql.ts';
import { withEnvironment } from './aws-environment.ts';

export type LakeRequest = Values<typeof lakeOptions>;

/** The options of every command on the catalog. */
export const catalogOptions = { ...lakeOptions, ...outputOptions, ...runningOptions };

export function lakeRequest({ values }: { readonly values: LakeRequest }): LakeRequest {
  const { region, profile, database, table, workGroup, outputLocation } = values;
  return { region, profile, database, table, workGroup, outputLocation };
}

/** A statement's rows as text; the names of the columns are not among them. */
export interface TextAnswer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

export interface Lake {
  readonly region: string;
  readonly database: string;
  readonly table: string;
  readonly workGroup: string;
  readonly glue: Glue;
  bucket(name: string): Bucket;
  readWorkGroup(): Promise<WorkGroup>;
  /** Whose the credentials are, as far as they tell: never a secret. */
  identity(): Promise<string>;
  /** Runs a statement on Athena to its end. */
  run(statement: Sql): Promise<TextAnswer>;
  /** The same, and in place of an error the reason why Athena failed at a statement that it took. */
  attempt(statement: Sql): Promise<TextAnswer | string>;
}

/** Opens the lake for as long as `use` takes. */
export async function withLake<T>(request: LakeRequest, context: Context, use: (lake: Lake) => Promise<T>): Promise<T> {
  const [{ clientConfig, openClients }, { usualTable }, { caller }, { openGlue }, { expectedErrors }, s3] =
    await Promise.all([
      import('../engines/athena/clients.ts'),
      import('../engines/athena/region.ts'),
      import('../engines/athena/calls.ts'),
      import('../catalog/glue-client.ts'),
      import('../catalog/glue.ts'),
      import('../catalog/s3.ts'),
    ]);
  const options = {
    ...withEnvironment(request, context),
    table: request.table ?? '',
    pricePerTb: 0,
    signal: context.signal,
    now: context.now,
  };
  // Each call under way listens to the signal, and there are many at a time.
  setMaxListeners(0, context.signal);
  const clients = openClients(options);
  const buckets = s3.openS3(clientConfig(options));
  const call = caller(options, expectedErrors);
  const workGroup = request.workGroup ?? 'primary';
  try {
    const region = await call('the region', () => clients.glue.config.region());
    return await use({
      region,
      database: request.database,
      table: request.table ?? usualTable(region),
      workGroup,
      glue: openGlue(clients.glue, call),
      bucket: (name) => s3.openBucket(buckets, call, name),
      readWorkGroup: async () =>
        (await import('../catalog/work-group.ts')).readWorkGroup(clients.athena, call, workGroup),
      identity: async () => {
        const { accessKeyId } = await call('the credentials', () => clients.glue.config.credentials());
        const whose = request.profile === undefined ? '' : ` of the profile ${request.profile}`;
        return `the access key${whose} that ends in ${accessKeyId.slice(-4)}`;
      },
      run: (statement) => textAnswer(statement, clients, options),
      attempt: (statement) => attempt(statement, clients, options),
    });
  } finally {
    for (const client of [clients.athena, clients.glue, buckets]) client.destroy();
  }
}

async function textAnswer({ text }: Sql, { athena }: Clients, options: AthenaOptions): Promise<TextAnswer> {
  const { runQuery } = await import('../engines/athena/execution.ts');
  const { openAnswer } = await import('../engines/athena/pages.ts');
  const { execution } = await runQuery(athena, text, options);
  const answer = await openAnswer(athena, execution, options);
  const columns = answer.infos.map(({ Name = '' }) => Name);
  const rows: (string | null)[][] = [];
  for await (const batch of answer.batches(columns.map((name) => ({ name, kind: 'text' })))) {
    rows.push(...batch.map((row) => row.map((value) => (value === null ? null : String(value)))));
  }
  return { columns, rows };
}

/** A query that was taken and failed says something of the statement; one that was not taken says something of the set-up. */
async function attempt(statement: Sql, clients: Clients, options: AthenaOptions): Promise<TextAnswer | string> {
  try {
    return await textAnswer(statement, clients, options);
  } catch (error) {
    if (error instanceof AnswerError && error.message.startsWith('the query failed')) return error.message;
    throw error;
  }
}
