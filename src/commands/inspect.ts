import type { Context } from '../context.ts';
import type { FileReport } from '../logs/plan.ts';
import type { Destination } from '../output/destination.ts';
import type { Rows } from '../output/format.ts';
import { command } from './command.ts';
import { withDestination, writePlain, writeRows } from './deliver.ts';
import { type FilesRequest, withFiles } from './files-source.ts';
import { type Inspection, inspection, inspectionOutcome } from './inspection.ts';
import { fileRows, summaryTables } from './inspection-tables.ts';
import { jsonText } from './json-text.ts';
import { filesRequest, type OutputRequest, outputRequest, readOptions } from './requests.ts';

interface InspectRequest {
  readonly source: FilesRequest;
  readonly output: OutputRequest;
}

export const inspect = command({
  name: 'inspect',
  arguments: '[paths...]',
  summary: 'what is there: formats, records, NODATA, SKIPDATA, bad lines with the reason, other files',
  purpose: 'Looking at logs',
  details:
    'A table shows the formats, the totals and the problems; --json has them as one object; the other formats have a row for each file.',
  examples: ['flowlogs inspect logs/', 'flowlogs inspect --json logs/'],
  filters: false,
  options: readOptions,
  request: (given): InspectRequest => ({
    source: filesRequest(given.args, given),
    output: outputRequest(given),
  }),
  run: ({ source, output }, context) =>
    withDestination(output, context, async (destination) => {
      const { reports, found } = await withFiles(source, {}, context, async ({ engine, found }) => ({
        found,
        reports: await engine.inspect({}, []),
      }));
      const all = inspection(reports, found.problems);
      await write(all, reports, output, context, destination);
      return inspectionOutcome(reports, found.problems, output.maxBad);
    }),
});

async function write(
  all: Inspection,
  reports: readonly FileReport[],
  output: OutputRequest,
  context: Context,
  destination: Destination,
): Promise<void> {
  if (output.format === 'json') {
    await writePlain(`${jsonText({ ...all })}\n`, context, destination);
  } else if (output.format !== 'table') {
    await writeRows(fileRows(reports), output, context, destination);
  } else {
    await writeTables(await summaryTables(all, output.bytes), output, context, destination);
  }
}

/** One below the other, a blank line between them. */
async function writeTables(
  tables: readonly { readonly rows: Rows; readonly header: boolean }[],
  output: OutputRequest,
  context: Context,
  destination: Destination,
): Promise<void> {
  for (const [i, { rows, header }] of tables.entries()) {
    if (i > 0 && (await writePlain('\n', context, destination)) === 'closed') return;
    const how = { ...output, header: header && output.header };
    if ((await writeRows(rows, how, context, destination)) === 'closed') return;
  }
}
