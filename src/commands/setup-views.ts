import type { Context } from '../context.ts';
import type { ExitCode } from '../errors.ts';
import { flag } from '../option.ts';
import { checkOption, dryRunOption, prefixOption } from '../options/setup.ts';
import type { Destination } from '../output/destination.ts';
import type { Column, Row } from '../result.ts';
import { command } from './command.ts';
import { withDestination, writePlain } from './deliver.ts';
import { exclusive } from './exclusive.ts';
import { catalogOptions, type Lake, type LakeRequest, lakeRequest, withLake } from './lake.ts';
import { type OutputRequest, outputRequest } from './output-request.ts';
import { writeUncut } from './uncut.ts';
import { checkViews, dropViews, makeViews, type ViewOutcome, viewsOfTable } from './views-step.ts';

interface SetupViewsRequest {
  readonly lake: LakeRequest;
  readonly prefix: string;
  readonly output: OutputRequest;
  readonly mode: Mode;
}

export const setupViews = command({
  details:
    'Views that are there and right are kept; those that differ, or that Athena refuses since the table changed, are made anew. --check tells without changing, --dry-run prints the statements, --drop takes the views away.',
  examples: ['flowlogs setup-views', 'flowlogs setup-views --check', 'flowlogs setup-views --prefix prod_ --dry-run'],
  filters: false,
  options: {
    ...catalogOptions,
    ...prefixOption,
    ...dryRunOption,
    ...checkOption,
    drop: flag('--drop', 'Running', 'take the views away'),
  },
  request: (given): SetupViewsRequest => ({
    lake: lakeRequest(given),
    prefix: given.values.prefix,
    output: outputRequest(given),
    mode: modeOf(given.values),
  }),
  run: (request, context) =>
    withDestination(request.output, context, (destination) =>
      withLake(request.lake, context, (lake) => setUp(request, lake, context, destination)),
    ),
});

type Mode = 'print' | 'check' | 'make' | 'drop';

function modeOf({ dryRun, check, drop }: { dryRun: boolean; check: boolean; drop: boolean }): Mode {
  return exclusive<Mode>('make', {
    '--dry-run': { given: dryRun, mode: 'print' },
    '--check': { given: check, mode: 'check' },
    '--drop': { given: drop, mode: 'drop' },
  });
}

async function setUp(
  { prefix, output, mode }: SetupViewsRequest,
  lake: Lake,
  context: Context,
  destination: Destination,
): Promise<ExitCode> {
  const wanted = await viewsOfTable(lake, prefix);
  if (mode === 'print') {
    const { createView } = await import('../catalog/views.ts');
    const statements = wanted.flatMap(({ name, sql }) => (sql ? [`${createView(name, sql).text};\n`] : []));
    await writePlain(statements.join('\n'), context, destination);
    return 0;
  }
  if (mode === 'drop') {
    const dropped = await dropViews(wanted, lake);
    const rows = wanted.map(({ name }) => [name, dropped.includes(name) ? 'dropped' : 'not there', null]);
    await writeUncut(viewColumns, rows, output, context, destination);
    return 0;
  }
  const checked = await checkViews(wanted, lake);
  const outcomes = mode === 'check' ? checked : await makeViews(checked, lake);
  await writeUncut(viewColumns, viewRows(outcomes), output, context, destination);
  return outcomes.some(({ state }) => state === 'missing' || state === 'differs' || state === 'stale') ? 1 : 0;
}

const viewColumns: readonly Column[] = ['view', 'state', 'why'].map((name) => ({ name, kind: 'text' }));

function viewRows(outcomes: readonly ViewOutcome[]): readonly Row[] {
  return outcomes.map(({ view, state, why }) => [view.name, state, why]);
}
