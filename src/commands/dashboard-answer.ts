/** Asks for all that the page shows: first what there is, then the sums of what is told apart. */
import type { Context } from '../context.ts';
import { binSeconds } from '../dashboard/axis.ts';
import { cellsQuestion } from '../dashboard/cells.ts';
import { actions, contractVersion } from '../dashboard/contract.ts';
import { dataOf, type Outline, outlineOf } from '../dashboard/data.ts';
import { levels } from '../dashboard/levels.ts';
import { overviewQuestions } from '../dashboard/overview.ts';
import { isTooLarge } from '../dashboard/pack.ts';
import { pageOf } from '../dashboard/page.ts';
import { noCells, readCells } from '../dashboard/read-cells.ts';
import { type Overview, readOverview } from '../dashboard/read-overview.ts';
import { conditionText, pageCoverage } from '../dashboard/scope.ts';
import type { Scope } from '../engines/engine.ts';
import { AnswerError } from '../errors.ts';
import type { Names } from '../names/names.ts';
import type { Bin, Question } from '../query.ts';
import type { Coverage, Result } from '../result.ts';
import { rejects } from './alarm.ts';
import type { AskRequest, Written } from './answer.ts';
import { callsOf, remarkOn } from './dashboard-words.ts';
import { fullCoverage } from './full-coverage.ts';
import { ended, type Preview, previewText } from './preview.ts';
import type { Source } from './source.ts';

/** A page that is wanted. */
export interface DashboardRequest extends AskRequest {
  readonly preview: Preview;
  /** In seconds. */
  readonly bin: number | undefined;
  readonly title: string | undefined;
  /** What was read, as the user named it. */
  readonly logs: readonly string[];
}

export interface DashboardAnswer {
  readonly text: string;
  /** Undefined if nothing was asked. */
  readonly told: Written | undefined;
}

export async function dashboardAnswer(
  request: DashboardRequest,
  source: Source,
  names: Promise<Names | undefined>,
  context: Context,
): Promise<DashboardAnswer> {
  const { flows: scope, bin, preview } = request;
  const base = { seconds: binSeconds(bin, scope.window) };
  const questions = overviewQuestions(base);
  if (preview !== undefined) {
    return { text: await statementsText(preview, questions, source, scope), told: undefined };
  }
  const seen = await source.engine.runAll(questions, scope);
  const overview = await readOverview(seen);
  const outline = outlineOf(overview, base.seconds, bin);
  const { data, coverage } = await summedUp(request, source, context, { seen, overview, outline, base });
  const most = rejects(request.alarm, rejectedIn(overview));
  const told = {
    coverage,
    rows: outline.flows === 0n ? 0 : 1,
    most,
    found: source.found,
    pricePerTb: source.pricePerTb,
  };
  const calls = callsOf(data, await names);
  return { text: await pageOf({ ...data, calls }), told: { ...told, remark: remarkOn(data) } };
}

/** Undefined if no flow has an action. */
function rejectedIn({ series }: Overview): bigint | undefined {
  if (series.length > 0 && series.every(({ action }) => actions[action] === '')) return undefined;
  return series.reduce((sum, { action, flows }) => (actions[action] === 'REJECT' ? sum + flows : sum), 0n);
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
  const [whole] = seen;
  if (!whole) throw new AnswerError('the engine gave no answer');
  const asked: [Coverage, ...Coverage[]] = [await fullCoverage(whole, request.output, context)];
  for (let { level } = outline; ; level++) {
    const question = cellsQuestion({ ...outline, level }, base);
    const [result] = outline.flows > 0n ? await source.engine.runAll([question], request.flows) : [];
    const cells = result ? await readCells(result) : noCells;
    if (result) asked.push(result.coverage());
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
  return previewText(preview, `${statements.map(ended).join('\n\n')}\n${more}`, source, scope);
}

/** Of all times that was asked. What lies in files is the same each time; scans add up. */
function coverageOf([first, ...others]: readonly [Coverage, ...Coverage[]]): Coverage {
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
      counting: [...(flows.packetLevel ? ['--packet-level'] : []), ...(flows.dedupe ? ['--dedupe'] : [])],
    },
    coverage: pageCoverage(coverage, !('database' in source)),
    calls: {},
  };
}
