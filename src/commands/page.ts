/** A page of several small answers: asked, put together, written. */
import type { Context } from '../context.ts';
import type { Scope } from '../engines/engine.ts';
import type { ExitCode } from '../errors.ts';
import type { Names } from '../names/names.ts';
import { type Page, rowsOfSection, type Section } from '../output/page.ts';
import type { Result } from '../result.ts';
import { rejects } from './alarm.ts';
import { type Answering, type AskRequest, answerBy, type Written } from './answer.ts';
import { writePage, writePlain } from './deliver.ts';
import { fullCoverage } from './full-coverage.ts';
import type { OutputRequest } from './output-request.ts';
import { askPage, lackingField, type PageAnswer } from './page-readings.ts';
import type { PageSpec, SectionSpec, Total } from './page-spec.ts';
import { pageStatements } from './page-statements.ts';
import type { Preview } from './preview.ts';

export interface PageRequest extends AskRequest {
  readonly preview: Preview;
  /** Rows of a section at most. */
  readonly limit: number;
}

export function answerPage(request: PageRequest, context: Context, spec: PageSpec): Promise<ExitCode> {
  return answerBy(request, context, async (answering) => {
    const { source, destination, context: stoppable } = answering;
    const scope: Scope = request.flows;
    const recorded = await source.engine.recorded(scope.window);
    if (request.preview !== undefined) {
      const text = await pageStatements(request.preview, spec, source, scope, recorded);
      source.stopProgress();
      await writePlain(text, stoppable, destination);
      return undefined;
    }
    const onLake = 'database' in request.source;
    const coverageOf = (first: Result) => fullCoverage(first, request.output, stoppable);
    const answer = await askPage(spec, source, { scope, recorded, together: onLake, coverageOf });
    return give(spec, answer, recorded, request, answering);
  });
}

async function give(
  spec: PageSpec,
  answer: PageAnswer,
  recorded: readonly string[],
  { output, alarm }: PageRequest,
  { source, destination, names, context }: Answering,
): Promise<Written | undefined> {
  const { coverage } = answer;
  const sections = spec.sections.map((section) => sectionOf(section, answer, recorded));
  const total = totalOf(sections);
  const [flows, rejected] = [total.get('flows'), total.get('rejected')];
  const about = spec.about?.(coverage) ?? [];
  const shown = flows === 0n && isForPeople(output.format) ? sections.filter(hasSomething) : sections;
  const page = { title: spec.title, lines: spec.lines(total), sections: [...shown, ...about] };
  const known = await names;
  const written = await writePage(
    known === undefined ? page : await named(page, known),
    output,
    context,
    destination,
    source.stopProgress,
  );
  if (written === 'closed') return undefined;
  const { found, pricePerTb } = source;
  return {
    coverage,
    rows: flows === 0n ? 0 : 1,
    most: rejects(alarm, typeof rejected === 'bigint' ? rejected : undefined),
    found,
    pricePerTb,
    remark: leftOut(sections, output.format),
    // What it cost is said in dollars.
    tellsRead: about.length > 0 && pricePerTb === undefined,
  };
}

/** Its rows, or why there cannot be any. */
function sectionOf(section: SectionSpec, { parts }: PageAnswer, recorded: readonly string[]): Section {
  const { label, parts: all, ...shown } = section;
  const columns = [...(label ? [label] : []), ...all[0].question.columns];
  const lacking = lackingField(all[0], recorded);
  if (lacking !== undefined) {
    return { ...shown, columns, remark: `${lacking.replaceAll('_', '-')} is not recorded in these logs` };
  }
  const rows = all.flatMap((part) => {
    const answered = parts.get(part)?.rows ?? [];
    return label ? answered.map((row) => [part.label ?? null, ...row]) : answered;
  });
  const remark = all.map((part) => parts.get(part)?.remark).find((said) => said !== undefined);
  return { ...shown, columns, rows, ...(remark === undefined ? {} : { remark }) };
}

function totalOf([first]: readonly Section[]): Total {
  return new Map(first?.columns.map(({ name }, i) => [name, first.rows?.[0]?.[i] ?? null]));
}

/** Ten times "none" say no more than once. */
function hasSomething({ rows }: Section): boolean {
  return rows === undefined || rows.length > 0;
}

function isForPeople(format: OutputRequest['format']): boolean {
  return format === 'table' || format === 'markdown';
}

/** Formats for programs have no place for it. */
function leftOut(sections: readonly Section[], format: OutputRequest['format']): string | undefined {
  if (isForPeople(format)) return undefined;
  const reasons = sections.flatMap(({ name, rows, remark }) => (rows === undefined ? [`${name}: ${remark}`] : []));
  return reasons.length === 0 ? undefined : `left out: ${reasons.join('; ')}`;
}

async function named(page: Page, names: Names): Promise<Page> {
  const { named } = await import('../names/named.ts');
  const sections = page.sections.map(async (section): Promise<Section> => {
    const { columns, batches } = named(rowsOfSection(section), names);
    const rows = [];
    for await (const batch of batches) rows.push(...batch);
    return { ...section, columns, ...(section.rows && { rows }) };
  });
  const name = names.of(page.title);
  const title = name === null ? page.title : `${page.title} (${name})`;
  return { ...page, title, sections: await Promise.all(sections) };
}
