import type { Context } from '../context.ts';
import type { FileReport } from '../logs/plan.ts';
import type { Destination } from '../output/destination.ts';
import type { Problem } from '../result.ts';
import { command } from './command.ts';
import { withDestination, writePlain, writeRows } from './deliver.ts';
import { type FilesRequest, withFiles } from './files-source.ts';
import { type Inspection, inspection, inspectionOutcome } from './inspection.ts';
import { fileRows, summaryOf } from './inspection-tables.ts';
import { jsonText } from './json-text.ts';
import { checkOut } from './out-among-logs.ts';
import { type OutputRequest, outputRequest } from './output-request.ts';
import { filesRequest, readOptions } from './requests.ts';

interface InspectRequest {
  readonly source: FilesRequest;
  readonly output: OutputRequest;
}

export const inspect = command({
  details: 'Formats, totals and problems; --json has them as one object; the other formats have a row for each file.',
  examples: ['flowlogs inspect logs/', 'flowlogs inspect --json logs/'],
  needs: [],
  filters: false,
  options: readOptions,
  request: (given): InspectRequest => ({
    source: filesRequest(given.args, given),
    output: outputRequest(given),
  }),
  run: ({ source, output }, context) =>
    withDestination(output, context, async (destination) => {
      const { reports, found } = await withFiles(source, {}, context, async ({ engine, found }) => {
        await checkOut(output.out, found.files, context.cwd);
        return { found, reports: await engine.inspect({}, []) };
      });
      const all = inspection(reports, found.problems);
      await write({ all, reports, found: found.problems }, output, context, destination);
      return inspectionOutcome(reports, found.problems, output.maxBad);
    }),
});

interface Inspected {
  readonly all: Inspection;
  readonly reports: readonly FileReport[];
  /** Met before any file was read. */
  readonly found: readonly Problem[];
}

async function write(
  { all, reports, found }: Inspected,
  output: OutputRequest,
  context: Context,
  destination: Destination,
): Promise<void> {
  if (output.format === 'json') {
    await writePlain(`${jsonText({ ...all })}\n`, context, destination);
  } else if (output.format !== 'table') {
    await writeRows(fileRows(reports, found), output, context, destination);
  } else {
    await writeSummary(all, output, context, destination);
  }
}

/** One part below the other, a blank line between them. */
async function writeSummary(
  all: Inspection,
  output: OutputRequest,
  context: Context,
  destination: Destination,
): Promise<void> {
  const width = output.out === undefined ? (context.stdout.width ?? null) : null;
  const { formats, totals, problems } = await summaryOf(all, output.bytes, width);
  if (formats !== '' && (await writePlain(`${formats}\n`, context, destination)) === 'closed') return;
  if ((await writeRows(totals, { ...output, header: false }, context, destination)) === 'closed') return;
  if (problems !== '') await writePlain(`\n${problems}`, context, destination);
}
