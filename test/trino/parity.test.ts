/** The same question gets the same answer from files and from Athena: the same bytes of CSV. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnName } from '../../src/column-name.ts';
import { openFiles } from '../../src/engines/duckdb/engine.ts';
import type { Engine } from '../../src/engines/engine.ts';
import { FlowlogsError } from '../../src/errors.ts';
import type { Condition } from '../../src/filter.ts';
import { documentedOrders, fieldNamed, fields } from '../../src/flow.ts';
import { csv } from '../../src/output/csv.ts';
import { rankings } from '../../src/queries/index.ts';
import { recordsQuestion } from '../../src/queries/records.ts';
import type { Question, SortKey } from '../../src/query.ts';
import type { Window } from '../../src/window.ts';
import { athena, makePlace, makeTable, type Place, put, v5Columns } from './bed.ts';
import { recordsOf, writeParquet } from './parquet.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = (path: string) => join(root, path);

/** Logs that both can read: one order of fields, one blank between them. */
interface Logs {
  readonly name: string;
  readonly paths: readonly string[];
  readonly columns: string;
  readonly hasHeader: boolean;
  readonly format?: 'parquet';
}

function logsOf(name: string, paths: readonly string[]): Logs | undefined {
  const text = textOf(paths[0] ?? '');
  const words =
    text
      .replace(/^\uFEFF/, '')
      .split('\n')[0]
      ?.trim()
      .split(' ') ?? [];
  const hasHeader = words.every((word) => /^[A-Za-z]/.test(word)) && words.some((word) => fieldNamed(columnName(word)));
  const names = hasHeader ? words.map(columnName) : documentedOrders.get(words.length);
  return names && { name, paths, hasHeader, columns: names.map((one) => `${one}:${typeOf(one)}`).join(' ') };
}

function typeOf(name: string): string {
  return { integer: 'int', bigint: 'bigint', text: 'string', address: 'string' }[fieldNamed(name)?.type ?? 'text'];
}

function textOf(path: string): string {
  const bytes = readFileSync(path);
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString();
}

const filesBelow = (path: string) =>
  readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((file) => statSync(file).isFile())
    .sort();

const caseFolder = folder('test/fixtures/cases');
const cases = [
  'P01-header-first-and-middle',
  'P04-crlf',
  'P08-no-final-newline',
  'P11-still-being-written',
  'P12-two-gzip-members',
  'P15-over-2-31',
  'P16-over-2-53',
  'P17-over-2-63-sum',
  'P23-six-columns',
  'S01-nodata-skipdata',
  'S02-same-file-twice',
  'S04-nat-gateway',
  'S05-direction-by-flags',
  'S06-protocols',
  'S08-unknown-account-and-interface',
  'T01-midnight',
  'T03-three-layouts-one-tree',
  'T05-range-inside-one-hour',
].map((name) => logsOf(name, filesBelow(join(caseFolder, name, 'in'))));
const ordered = ['doc-order.log', 'alphabetical.log'].map((file) =>
  logsOf(file, [join(caseFolder, 'P02-two-orders-one-folder/in', file)]),
);

/** Files of the corpus on which the two must differ, and why: Athena cuts lines by position and types cells without a word. */
const different: Record<string, string> = {
  '02-repeated-header-v3.log': 'a header of other fields in the middle',
  '19-yml-v6-tgw-double-space.log': 'two blanks move the fields after them by one',
  '26-vpcflow-bad-values.log': 'what is no number in a column of numbers is NULL, not a bad line',
  '55-v2-extra-and-unknown.log': 'fields beyond the last column are ignored',
  '58-8532-alphabetical-skipdata.log': 'no header and no documented order: the files are refused',
  '65-too-few-fields.log': 'not one good line: the files are refused, Athena finds no rows',
};
const corpus = folder('../shared/corpus/files');
const corpora = existsSync(corpus)
  ? filesBelow(corpus)
      .filter((file) => /\.log(\.gz)?$/.test(file) && !(basename(file) in different))
      .map((file) => logsOf(basename(file), [file]))
  : [];

const examples: Logs = {
  name: 'the examples, version 2 and 5 below one table',
  paths: filesBelow(folder('examples/AWSLogs')),
  columns: v5Columns,
  hasHeader: true,
};

const temporaryFolder = await mkdtemp(join(tmpdir(), 'flowlogs-parity-'));

/** The afternoon of the examples, which is in version 5, as Parquet; and the corpus's own Parquet files. */
const afternoon = join(temporaryFolder, 'afternoon.parquet');
await writeParquet(
  afternoon,
  recordsOf(
    examples.paths.filter((path) => /T(1[3-9]|2\d)\d\dZ/.test(path)),
    fields.slice(0, 29).map(({ name }) => name),
  ),
);
const parquet: readonly Logs[] = [
  afternoon,
  ...(existsSync(corpus) ? filesBelow(corpus).filter((file) => file.endsWith('.parquet')) : []),
].map((file) => ({
  name: basename(file),
  paths: [file],
  // The one without the last field; a table that has it shows it empty.
  columns: file.includes('drifted') ? v5Columns.replace(' traffic_path:int', '') : v5Columns,
  hasHeader: false,
  format: 'parquet',
}));

interface Asked {
  readonly name: string;
  readonly ask: (recorded: readonly string[]) => Question;
  readonly window: Window;
  readonly conditions: readonly Condition[];
}

const notHttps: Condition = {
  is: 'number',
  option: '--port',
  on: ['dstport', 'srcport'],
  not: true,
  ranges: [{ first: 443n, last: 443n }],
};
const day = { from: new Date('2024-08-08T00:00:00Z'), to: new Date('2024-08-09T00:00:00Z') };
const ranking = (by: readonly string[], sort: SortKey) => ({ by, sort, limit: 7 });

const asked: readonly Asked[] = [
  ...rankings.flatMap(({ name, defaults, ask }) =>
    (['flows', 'bytes'] as const).map((sort) => ({
      name: `${name} by ${sort}`,
      ask: () => ask(ranking(defaults.by ?? ['interface_id', 'dstport', 'protocol'], sort)),
      window: {},
      conditions: sort === 'bytes' ? [notHttps] : [],
    })),
  ),
  { name: 'the records', ask: (recorded) => recordsQuestion(recorded, 0), window: {}, conditions: [] },
  { name: 'the records of a day', ask: (recorded) => recordsQuestion(recorded, 0), window: day, conditions: [] },
];

/** What tells how a file is read. The larger logs, and those about time, are asked everything. */
const telling = asked.filter(({ name }) => ['top-rejects by flows', 'top by bytes', 'the records'].includes(name));

function questionsFor({ name, paths }: Logs): readonly Asked[] {
  return name === examples.name || paths[0] === afternoon || /^T\d/.test(name) ? asked : telling;
}

let place: Place;

beforeAll(async () => {
  place = await makePlace('parity');
});
afterAll(() => rm(temporaryFolder, { recursive: true }));

async function answer(engine: Engine, { ask, window, conditions }: Asked): Promise<string> {
  try {
    const question = ask(await engine.recorded({}));
    const result = await engine.run({ question, window, conditions });
    let text = '';
    const options = { header: true, bytes: 'raw', color: false, width: null, csvSafe: false } as const;
    for await (const piece of csv(result, options)) text += piece;
    return text;
  } catch (error) {
    if (error instanceof FlowlogsError) return `exit code ${error.exitCode}`;
    throw error;
  }
}

async function upload({ paths, columns, hasHeader, format }: Logs, name: string): Promise<void> {
  await Promise.all(paths.map((path, i) => put(place, `${name}/${i}-${basename(path)}`, readFileSync(path))));
  const skip: Record<string, string> = hasHeader || format ? {} : { 'skip.header.line.count': '0' };
  await makeTable(place, name, { folder: `${name}/`, columns, parameters: skip, ...(format ? { format } : {}) });
}

const all = [...cases, ...ordered, ...corpora, examples, ...parquet].filter((logs) => logs !== undefined);

describe.each(all.map((logs, i) => [logs.name, logs, `t${i}`] as const))('%s', (_, logs, name) => {
  it('has the same answers from files and from Athena', async () => {
    await upload(logs, name);
    const local = openFiles({
      files: logs.paths.map((path) => ({ name: path, path, size: statSync(path).size, named: false })),
      read: {},
      temporaryFolder,
    });
    const remote = athena(place, name);
    const answers = async (engine: Engine) =>
      Object.fromEntries(
        await Promise.all(questionsFor(logs).map(async (one) => [one.name, await answer(engine, one)])),
      );
    const [fromFiles, fromAthena] = await Promise.all([answers(local), answers(remote)]);
    await Promise.all([local.close(), remote.close()]);
    expect(fromAthena).toEqual(fromFiles);
  });
});
