/** Asks for all that the page shows: first what there is, then the sums of what is told apart. */
import type { Context } from '../context.ts';
import { binSeconds } from '../dashboard/axis.ts';
import { cellsQuestion } from '../dashboard/cells.ts';
import { contractVersion, type DashboardData } from '../dashboard/contract.ts';
import { dataOf, outlineOf } from '../dashboard/data.ts';
import { overviewQuestion } from '../dashboard/overview.ts';
import { pageOf } from '../dashboard/page.ts';
import { type Cells, noCells, readCells } from '../dashboard/read-cells.ts';
import { readOverview } from '../dashboard/read-overview.ts';
import { conditionText, pageCoverage } from '../dashboard/scope.ts';
import type { Scope } from '../engines/engine.ts';
import { AnswerError } from '../errors.ts';
import type { Question } from '../query.ts';
import type { Coverage, Result } from '../result.ts';
import type { DashboardRequest } from './dashboard.ts';
import { previewText } from './preview.ts';
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
  const question = overviewQuestion(base);
  if (preview !== undefined) {
    const statement = await source.engine.statement({ ...scope, question });
    return {
      text: await previewText(
        preview,
        `${statement}\n-- a second statement adds up what this one finds`,
        source,
        scope,
      ),
    };
  }
  const asked = await ask(source, question, scope);
  const overview = await readOverview(asked);
  const outline = outlineOf(overview, base.seconds, bin);
  const flows = overview.series.reduce((sum, slice) => sum + slice.flows, 0n);
  let cells: Cells = noCells;
  let scanned = asked.coverage().scannedBytes;
  if (flows > 0n) {
    const summed = await ask(source, cellsQuestion(outline.names, outline.axis, base), scope);
    cells = await readCells(summed);
    const more = summed.coverage().scannedBytes;
    if (scanned !== undefined && more !== undefined) scanned += more;
  }
  const coverage = { ...asked.coverage(), ...(scanned === undefined ? {} : { scannedBytes: scanned }) };
  const data = dataOf(frameOf(request, coverage, context), overview, outline, cells);
  const remark = remarkOn(data);
  const told = {
    coverage,
    rows: flows === 0n ? 0 : 1,
    flows,
    found: source.found,
    pricePerTb: source.pricePerTb,
    remark,
  };
  return { text: await pageOf(data), told };
}

async function ask({ engine }: Source, question: Question, scope: Scope): Promise<Result> {
  const [result] = await engine.runAll([question], scope);
  if (!result) throw new AnswerError('the engine gave no answer');
  return result;
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
  const of = (count: number, all: number, noun: string) =>
    all > count ? [`${count.toLocaleString('en-US')} of ${all.toLocaleString('en-US')} ${noun}`] : [];
  const cut = [
    ...of(names.srcaddr.length, sizes.srcaddr.groups, 'sources'),
    ...of(names.dstaddr.length, sizes.dstaddr.groups, 'destinations'),
    ...of(names.interface_id.length, sizes.interface_id.groups, 'interfaces'),
  ];
  return cut.length === 0 ? undefined : `the page tells ${cut.join(', ')} apart; all others are added up as "others"`;
}
