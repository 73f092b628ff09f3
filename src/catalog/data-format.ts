/** The one format that a table over some objects has, or why there is none. */
import { AnswerError } from '../errors.ts';
import { s3Uri } from './bucket.ts';
import { gather } from './gather.ts';
import type { ParquetColumn } from './parquet-schema.ts';
import type { Sample } from './samples.ts';
import type { FileFormat, TextFormat } from './sniff.ts';

export type DataFormat =
  | {
      readonly is: 'text';
      readonly gzip: boolean;
      /** Every object begins with a line of names. */
      readonly header: boolean;
      readonly fields: readonly string[];
    }
  | { readonly is: 'parquet'; readonly columns: readonly ParquetColumn[] };

export interface Decided {
  readonly format: DataFormat;
  /** What must be said of it although it works (a sentence each). */
  readonly notes: readonly string[];
}

/** Decides. Throws AnswerError if the objects cannot be read through one table: Athena takes text by position. */
export function dataFormat(bucket: string, samples: readonly Sample[]): Decided {
  const others = samples.filter(({ format }) => format.is === 'other');
  const notes = others.map(
    (sample) => `${s3Uri(bucket, sample.object.key)} ${whyOther(sample.format)}; Athena would read it as junk.`,
  );
  const texts = samples.filter(({ format }) => format.is === 'text');
  const parquets = samples.filter(({ format }) => format.is === 'parquet');
  if (texts.length + parquets.length === 0) throw noLogs(bucket, others);
  if (texts.length > 0 && parquets.length > 0) throw mixture(bucket, [...texts, ...parquets]);
  const decided = texts.length > 0 ? textFormat(bucket, texts) : parquetFormat(parquets);
  return { format: decided.format, notes: [...notes, ...decided.notes] };
}

function textFormat(bucket: string, samples: readonly Sample[]): Decided {
  const formats = samples.map(({ format }) => format as TextFormat);
  const widest = formats.reduce((a, b) => (b.fields.length > a.fields.length ? b : a));
  if (!formats.every(({ fields }) => fields.every((name, i) => name === widest.fields[i])))
    throw mixture(bucket, samples);
  const headers = formats.filter(({ header }) => header).length;
  const notes: string[] = [];
  if (formats.some(({ fields }) => fields.length < widest.fields.length)) {
    notes.push(
      `Some objects end after fewer fields than the ${widest.fields.length} of others; the missing ones read as NULL.`,
    );
  }
  if (headers > 0 && headers < formats.length) {
    notes.push('Some objects have no header line, so none is skipped; a header reads as a row whose version is NULL.');
  }
  const gzip = formats.some((format) => format.gzip);
  return { format: { is: 'text', gzip, header: headers === formats.length, fields: widest.fields }, notes };
}

/** Columns are found by name. The newest object, which comes first, says their order; others add to it. */
function parquetFormat(samples: readonly Sample[]): Decided {
  const all = samples.flatMap(({ format }) => (format as Extract<FileFormat, { is: 'parquet' }>).columns);
  const groups = [...gather(all, ({ name }) => name.toLowerCase()).values()];
  const columns = groups.map(([column]) => ({
    name: column?.name.toLowerCase() ?? '',
    type: column?.type ?? 'string',
  }));
  const notes = groups
    .map((group) => ({ name: group[0]?.name, types: [...new Set(group.map(({ type }) => type))] }))
    .filter(({ types }) => types.length > 1)
    .map(
      ({ name, types }) =>
        `Column ${name} is ${types.join(' in some objects, ')} in others; the table takes the newest, ${types[0]}.`,
    );
  return { format: { is: 'parquet', columns }, notes };
}

function whyOther(format: FileFormat): string {
  return format.is === 'other' ? format.why : '';
}

function noLogs(bucket: string, others: readonly Sample[]): AnswerError {
  const [example] = others;
  return new AnswerError(
    `no object looked at is a flow log that Athena can read: ${s3Uri(bucket, example?.object.key ?? '')} ${whyOther(example?.format ?? { is: 'other', why: '' })}`,
    'name the folder of the flow logs with --location; files of other forms can be read in place: flowlogs inspect s3://…',
  );
}

/** In what the user must see to decide: each format with its flow logs, places and days. */
function mixture(bucket: string, samples: readonly Sample[]): AnswerError {
  const groups = [...gather(samples, ({ format }) => describeFormat(format))].map(([format, members]) => ({
    format,
    members,
    first: members.map(({ first }) => first).sort()[0] ?? '',
    last:
      members
        .map(({ last }) => last)
        .sort()
        .at(-1) ?? '',
  }));
  groups.sort((a, b) => (a.first < b.first ? -1 : 1));
  const lines = groups.map(({ format, members, first, last }) => {
    const logs = [...new Set(members.map(({ flowLog }) => flowLog ?? 'objects without a flow-log id'))].join(', ');
    return `\n  ${first === '' ? '' : `${first} to ${last}: `}${logs}: ${format}`;
  });
  return new AnswerError(
    `${groups.length} formats lie together, and a table has one (Athena takes text by position, not by name):${lines.join('')}`,
    remedy(bucket, groups),
  );
}

function describeFormat(format: FileFormat): string {
  if (format.is === 'other') return format.why;
  if (format.is === 'parquet') return `Parquet, ${format.columns.length} columns`;
  return `text, ${format.fields.length} fields: ${format.fields.join(' ')}`;
}

interface Group {
  readonly format: string;
  readonly members: readonly Sample[];
  readonly first: string;
  readonly last: string;
}

function remedy(bucket: string, groups: readonly Group[]): string {
  const newest = groups.at(-1);
  const anyway = 'as files all of them can be read together, by their header lines: flowlogs top-rejects s3://…';
  if (newest && newest.first !== '' && groups.every((group) => group === newest || group.last < newest.first)) {
    return `make a table of the newest alone: --partitioning registered --since ${newest.first}; ${anyway}`;
  }
  const folders = groups.map(({ members }) => [...new Set(members.map(({ stream }) => stream.folder))]);
  if (new Set(folders.flat()).size === folders.flat().length) {
    const list = folders.flat().map((folder) => `\n  --location ${s3Uri(bucket, folder)}`);
    return `make a table for each folder:${list.join('')}`;
  }
  return `give each flow log a prefix of its own (its log destination), and make a table for each; ${anyway}`;
}
