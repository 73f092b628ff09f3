/** What the logs are, before they are read. */
import type { LogFile } from '../../logs/plan.ts';
import type { Survey, surveyFiles } from '../../logs/survey.ts';
import { flowColumns } from './flow-columns.ts';
import { type ParquetGroup, parquetSchemas } from './parquet-schema.ts';
import type { Session } from './session.ts';

export type SurveyFiles = typeof surveyFiles;

export interface Surveyed {
  /** Files that are not Parquet. */
  readonly others: readonly Survey[];
  readonly parquet: readonly ParquetGroup[];
  /** A second set of logs, told apart from these. */
  readonly before?: Surveyed;
}

/** Opens a session only if there is a Parquet file. */
export async function surveyLogs(surveys: Promise<readonly Survey[]>, open: () => Promise<Session>): Promise<Surveyed> {
  const all = await surveys;
  const parquet: LogFile[] = all.filter(({ container }) => container === 'parquet').map(({ file }) => file);
  const others = all.filter(({ container }) => container !== 'parquet');
  if (parquet.length === 0) return { others, parquet: [] };
  return { others, parquet: (await parquetSchemas(await open(), parquet)).groups };
}

/** The fields that some file has: known ones in the order of `flow`, then others by name. */
export function recordedFields({ others, parquet }: Surveyed): readonly string[] {
  const recorded = new Set(
    [...others.map(({ fields }) => fields ?? []), ...parquet.map(({ fields }) => [...fields.keys()])].flat(),
  );
  return flowColumns(recorded).filter((name) => recorded.has(name));
}

export function parquetPaths({ parquet }: Surveyed): readonly string[] {
  return parquet.flatMap(({ files }) => files.map(({ path }) => path));
}
