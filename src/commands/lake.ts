/** The data lake as commands on the catalog use it: Glue, S3 and Athena, opened together. */
import type { Bucket } from '../catalog/bucket.ts';
import type { Glue } from '../catalog/glue.ts';
import type { Context } from '../context.ts';
import type { Values } from '../option.ts';
import { lakeOptions } from '../options/lake.ts';
import { outputOptions } from '../options/output.ts';
import { runningOptions } from '../options/running.ts';
import type { Sql } from '../sql.ts';

export type LakeRequest = Values<typeof lakeOptions>;

/** The options of every command on the catalog. */
export const catalogOptions = { ...lakeOptions, ...outputOptions, ...runningOptions };

export function lakeRequest({ values }: { readonly values: LakeRequest }): LakeRequest {
  const { region, profile, database, table, workGroup, outputLocation } = values;
  return { region, profile, database, table, workGroup, outputLocation };
}

/** A statement's rows as text; the names of the columns are not among them. */
export type TextRows = readonly (readonly (string | null)[])[];

export interface Lake {
  readonly region: string;
  readonly database: string;
  readonly table: string;
  /** As messages name it. */
  readonly workGroup: string;
  readonly glue: Glue;
  bucket(name: string): Bucket;
  /** Runs a statement on Athena to its end. */
  run(statement: Sql): Promise<{ readonly columns: readonly string[]; readonly rows: TextRows }>;
}

/** Opens the lake for as long as `use` takes. */
export async function withLake<T>(request: LakeRequest, context: Context, use: (lake: Lake) => Promise<T>): Promise<T> {
  const [{ clientConfig, openClients }, { caller }, { openGlue }, { expectedErrors }] = await Promise.all([
    import('../engines/athena/clients.ts'),
    import('../engines/athena/calls.ts'),
    import('../catalog/glue-client.ts'),
    import('../catalog/glue.ts'),
  ]);
  const options = { ...request, table: request.table ?? '', pricePerTb: 0, signal: context.signal, now: context.now };
  const clients = openClients(options);
  const { openBucket, openS3 } = await import('../catalog/s3.ts');
  const s3 = openS3(clientConfig(options));
  const call = caller(options, expectedErrors);
  try {
    const region = await call('sts:AssumeRole', () => clients.glue.config.region());
    return await use({
      region,
      database: request.database,
      table: request.table ?? `flowlogs_${region.replaceAll('-', '_')}`,
      workGroup: request.workGroup ?? 'primary',
      glue: openGlue(clients.glue, call),
      bucket: (name) => openBucket(s3, call, name),
      run: async (statement) => {
        const { runQuery } = await import('../engines/athena/execution.ts');
        const { openAnswer } = await import('../engines/athena/pages.ts');
        const { execution } = await runQuery(clients.athena, statement.text, options);
        const answer = await openAnswer(clients.athena, execution, options);
        const columns = answer.infos.map(({ Name = '' }) => Name);
        const rows: (string | null)[][] = [];
        for await (const batch of answer.batches(columns.map((name) => ({ name, kind: 'text' }))))
          rows.push(...batch.map((row) => row.map((value) => (value === null ? null : String(value)))));
        return { columns, rows };
      },
    });
  } finally {
    for (const client of [clients.athena, clients.glue, s3]) client.destroy();
  }
}
