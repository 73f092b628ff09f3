/** Flow logs of text as DuckDB's read_csv reads them, for statements. */
import { closeSync, openSync, readSync } from 'node:fs';
import { inflateStart, isGzip } from '../../logs/inflate.ts';
import type { LogFile } from '../../logs/plan.ts';
import type { Survey } from '../../logs/survey.ts';
import { stepOf, TEXT } from '../../logs/value.ts';
import { identifier, join, type Sql, sql } from '../../sql.ts';
import type { SourceColumn } from './record-fields.ts';
import type { RecordSource } from './records.ts';

type Packing = 'none' | 'gzip';

/** Files of the same form and fields. */
interface Group {
  readonly container: 'text' | 'csv';
  readonly fields: readonly string[];
  readonly packing: Packing;
  readonly paths: string[];
}

export interface TextSources {
  readonly sources: readonly RecordSource[];
  /** Flow logs in a form that read_csv does not know. */
  readonly unreadable: readonly Survey[];
}

export function textSources(surveys: readonly Survey[]): TextSources {
  const groups = new Map<string, Group>();
  const unreadable: Survey[] = [];
  for (const survey of surveys.filter(({ container }) => container !== null)) {
    const form = formOf(survey);
    if (!form) {
      unreadable.push(survey);
      continue;
    }
    const key = JSON.stringify(form);
    const group = groups.get(key) ?? { ...form, paths: [] };
    groups.set(key, group);
    group.paths.push(survey.file.path);
  }
  return { sources: [...groups.values()].map(sourceOf), unreadable };
}

function formOf({ file, container, fields }: Survey): Omit<Group, 'paths'> | undefined {
  if ((container !== 'text' && container !== 'csv') || fields === null) return undefined;
  const packing = packingOf(file);
  return packing && { container, fields, packing };
}

/** Undefined for what is packed more than once. */
function packingOf({ path }: LogFile): Packing | undefined {
  const start = Buffer.alloc(4096);
  const descriptor = openSync(path, 'r');
  try {
    const bytes = start.subarray(0, readSync(descriptor, start, 0, start.length, 0));
    if (!isGzip(bytes)) return 'none';
    const inner = inflateStart(bytes);
    return inner && isGzip(inner) ? undefined : 'gzip';
  } finally {
    closeSync(descriptor);
  }
}

function sourceOf({ container, fields, packing, paths }: Group): RecordSource {
  const columns = fields.map((name) => sql`${identifier(name)}: 'VARCHAR'`);
  const quote = container === 'csv' ? '"' : '';
  const options = [
    sql`columns = {${join(columns)}}`,
    sql`delim = ${container === 'csv' ? ',' : ' '}, quote = ${quote}, escape = ${quote}, header = false, auto_detect = false`,
    sql`nullstr = ['-', ''], ignore_errors = true, hive_partitioning = false, compression = ${packing}`,
  ];
  const list = join(
    paths.map((path) => sql`${path}`),
    sql`,\n    `,
  );
  const scan = sql`read_csv([${list}],\n    ${join(options, sql`,\n    `)})`;
  return {
    fields: new Map(fields.map((name): [string, SourceColumn] => [name, { column: name, type: 'TEXT' }])),
    scan: sql`${scan}${withoutHeaders(fields)}`,
  };
}

/** The cells of a header line are no numbers, so that it is left out as bad lines are. Where no field is a number, its name tells it. */
function withoutHeaders(fields: readonly string[]): Sql {
  const [first] = fields;
  if (first === undefined || fields.some((name) => stepOf(name) !== TEXT)) return sql``;
  return sql`\n  WHERE replace(lower(${identifier(first)}), '-', '_') IS DISTINCT FROM ${first}`;
}
