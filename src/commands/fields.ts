import { type Derived, derived } from '../derived.ts';
import { fieldNamed, fields as known } from '../flow.ts';
import type { FileReport } from '../logs/plan.ts';
import type { Column, Row } from '../result.ts';
import { command } from './command.ts';
import { withDestination, writeRows } from './deliver.ts';
import { type FilesRequest, withFiles } from './files-source.ts';
import { inspectionOutcome } from './inspection.ts';
import { type OutputRequest, outputRequest } from './output-request.ts';
import { filesRequest, readOptions } from './requests.ts';
import { rowsOf } from './rows.ts';

interface FieldsRequest {
  /** Without it, the dictionary alone. */
  readonly source: FilesRequest | undefined;
  readonly output: OutputRequest;
}

const columns: readonly Column[] = [
  { name: 'field', kind: 'text' },
  { name: 'type', kind: 'text' },
  { name: 'since', kind: 'integer' },
  { name: 'meaning', kind: 'text' },
];

const filesColumn: Column = { name: 'files', kind: 'count' };

export const fields = command({
  details:
    'The names are those of the columns of flow, for --by and for SQL; where they have _, header lines have -. Derived ones follow from others, and are for --by alone.',
  examples: ['flowlogs fields', 'flowlogs fields logs/'],
  needs: [],
  filters: false,
  options: readOptions,
  request: (given): FieldsRequest => ({
    source: given.args.length === 0 ? undefined : filesRequest(given.args, given),
    output: outputRequest(given),
  }),
  run: ({ source, output }, context) =>
    withDestination(output, context, async (destination) => {
      if (source === undefined) {
        await writeRows(
          rowsOf(columns, [...known.map(({ name }) => row(name)), ...derived.map(derivedRow)]),
          output,
          context,
          destination,
        );
        return 0;
      }
      const { reports, problems } = await withFiles(source, {}, context, async ({ engine, found }) => ({
        reports: await engine.inspect({}, []),
        problems: found.problems,
      }));
      await writeRows(rowsOf([...columns, filesColumn], counted(reports)), output, context, destination);
      return inspectionOutcome(reports, problems, output.maxBad);
    }),
});

/** Known fields in their order, then those that only these logs have. */
function counted(reports: readonly FileReport[]): readonly Row[] {
  const files = new Map<string, number>(known.map(({ name }) => [name, 0]));
  for (const { formats } of reports) {
    for (const name of new Set(formats.flatMap(({ fields }) => fields))) files.set(name, (files.get(name) ?? 0) + 1);
  }
  return [...files].map(([name, count]) => [...row(name), count]);
}

function derivedRow({ name, of, meaning }: Derived): Row {
  return [name, 'derived', Math.max(...of.map((field) => fieldNamed(field)?.since ?? 0)), meaning];
}

function row(name: string): Row {
  const field = fieldNamed(name);
  return field
    ? [name, field.type, field.since, field.meaning]
    : [name, 'text', null, 'not a field of AWS flow logs; kept as text'];
}
