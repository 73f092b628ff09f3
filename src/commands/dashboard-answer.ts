/** Asks for all that the page shows: first what there is, then the sums of what is told apart. */
import type { Context } from '../context.ts';
import { binSeconds } from '../dashboard/axis.ts';
import { cellsQuestion, levels } from '../dashboard/cells.ts';
import { contractVersion, type DashboardData } from '../dashboard/contract.ts';
import { dataOf, type Outline, outlineOf } from '../dashboard/data.ts';
import { overviewQuestions } from '../dashboard/overview.ts';
import { isTooLarge } from '../dashboard/pack.ts';
import { pageOf } from '../dashboard/page.ts';
import { noCells, readCells } from '../dashboard/read-cells.ts';
import { type Overview, readOverview } from '../dashboard/read-overview.ts';
import { conditionText, pageCoverage } from '../dashboard/scope.ts';
import type { Scope } from '../engines/engine.ts';
import { AnswerError } from '../errors.ts';
import { grouped } from '../output/units.ts';
import type { Bin, Question } from '../query.ts';
import type { Coverage, Result } from '../result.ts';
import type { DashboardRequest } from './dashboard.ts';
import { type Preview, previewText } from './preview.ts';
import type { Told } from './say.ts';
import type { Source } from './source.ts';

export interface DashboardAnswer {
  readonly text: string;
  /** Undefined if nothing was asked. */
  readonly told?: Told & { readonly flows: bigint };
}

export async function dashboardAnswer(
  request: DashboardRequest,
  source: Source,
  context: Context,
): Promise<DashboardAnswer> {
  const { flows: scope, bin, preview } = request;
  const base = { seconds: binSeconds(bin, scope.window) };
  const questions = overviewQuestions(base);
  if (preview !== undefined) return { text: await statementsText(preview, questions, source, scope) };
  const seen = await source.engine.runAll(questions, scope);
  const overview = await readOverview(seen);
  const outline = outlineOf(overview, base.seconds, bin);
  const { data, coverage } = await summedUp(request, source, context, { seen, overview, outline, base });
  const { flows } = outline;
  const told = { coverage, rows: flows === 0n ? 0 : 1, flows, found: source.found, pricePerTb: source.pricePerTb };
  return { text: await pageOf(data), told: { ...told, remark: remarkOn(data) } };
}

interface Seen {
  readonly seen: readonly Result[];
  readonly overview: Overview;
  readonly outline: Outline;
  readonly base: Bin;
}

/** Asks for the cells; again for coarser ones as long as their sums are too long for a page, which few logs have. */
async function summedUp(request: DashboardRequest, source: Source, context: Context, first: Seen) {
  const { seen, overview, outline, base } = first;
  const asked = [...seen.slice(0, 1)];
  for (let { level } = outline; ; level++) {
    const question = cellsQuestion({ ...outline, level }, base);
    const [result] = outline.flows > 0n ? await source.engine.runAll([question], request.flows) : [];
    const cells = result ? await readCells(result) : noCells;
    if (result) asked.push(result);
    const coverage = coverageOf(asked);
    const data = dataOf(frameOf(request, coverage, context), overview, outline, cells);
    level = Math.max(level, cells.level);
    if (!isTooLarge(data) || level === levels.length - 1) return { data, coverage };
  }
}

/** The statements of the first look, as they can be pasted; the last one's text depends on what they find. */
async function statementsText(
  preview: NonNullable<Preview>,
  questions: readonly Question[],
  source: Source,
  scope: Scope,
): Promise<string> {
  const statements = await Promise.all(questions.map((question) => source.engine.statement({ ...scope, question })));
  const more = '-- one more adds up what these find to matter';
  return previewText(preview, `${statements.join(';\n\n')};\n${more}`, source, scope);
}

/** Of all times that was asked. What lies in files is the same each time; scans add up. */
function coverageOf(results: readonly Result[]): Coverage {
  const [first, ...others] = results.map((result) => result.coverage());
  if (!first) throw new AnswerError('the engine gave no answer');
  const notes = [...new Set([first, ...others].flatMap((coverage) => coverage.notes))];
  if (first.scannedBytes === undefined) return { ...first, notes };
  return {
    ...first,
    notes,
    scannedBytes: others.reduce((sum, { scannedBytes = 0n }) => sum + scannedBytes, first.scannedBytes),
  };
}

type Frame = Parameters<typeof dataOf>[0];

function frameOf({ title, logs, flows, source }: DashboardRequest, coverage: Coverage, context: Context): Frame {
  return {
    version: contractVersion,
    title: title ?? 'VPC flow logs',
    program: `flowlogs ${context.version}`,
    made: context.now().toISOString(),
    scope: {
      logs,
      from: flows.window.from?.toISOString() ?? null,
      to: flows.window.to?.toISOString() ?? null,
      filters: flows.conditions.map(conditionText),
      packetLevel: flows.packetLevel ?? false,
    },
    coverage: pageCoverage(coverage, !('database' in source)),
    calls: {},
  };
}

/** What the page does not tell apart, if anything. */
function remarkOn({ sizes, names }: DashboardData): string | undefined {
  const of = (count: number, all: number | null, noun: string) =>
    all !== null && all > count ? [`${grouped(count)} of ${grouped(all)} ${noun}`] : [];
  const cut = [
    ...of(names.srcaddr.length, sizes.srcaddr.groups, 'sources'),
    ...of(names.dstaddr.length, sizes.dstaddr.groups, 'destinations'),
    ...of(names.interface_id.length, sizes.interface_id.groups, 'interfaces'),
  ];
  return cut.length === 0 ? undefined : `the page tells ${cut.join(', ')} apart; all others are added up as "others"`;
}
