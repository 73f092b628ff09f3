/** The engine for files: our reader and DuckDB together. */
import type { Condition } from '../../filter.ts';
import type { FileReport, Plan } from '../../logs/plan.ts';
import { scan } from '../../logs/scan.ts';
import { surveyFiles } from '../../logs/survey.ts';
import type { Question } from '../../query.ts';
import type { Result } from '../../result.ts';
import { sql } from '../../sql.ts';
import { vantageNeeds } from '../../vantage.ts';
import type { Window } from '../../window.ts';
import type { Engine, Request, Scope } from '../engine.ts';
import { answer, answers } from './answer.ts';
import { readCoverage } from './coverage.ts';
import { dedupe, toCompare, withVantage } from './dedupe.ts';
import { flowColumns, flowOf } from './flow-columns.ts';
import { absentNote, checkRecorded } from './needs.ts';
import type { FilesOptions } from './options.ts';
import { planOf, type Reading, readColumns } from './plan.ts';
import { Prepared } from './prepared.ts';
import { type FilesRead, readFiles } from './reading.ts';
import { checkSelect, confine, replaceFlow, resultColumns } from './select.ts';
import { type Open, Sessions, usualMemory } from './sessions.ts';
import { readSides } from './sides.ts';
import { statementOf } from './statement.ts';
import { parquetPaths, recordedFields, type Surveyed, surveyLogs } from './surveyed.ts';
import { lookFor, sampleNote, twiceNote } from './twice.ts';
import { usedColumns } from './used-columns.ts';

export interface FilesEngine extends Engine {
  /** Reads everything and reports on each file, in the order given. */
  inspect(window: Window, conditions: readonly Condition[]): Promise<readonly FileReport[]>;
}

/** Nothing is read or loaded before something is asked. */
export function openFiles(options: FilesOptions): FilesEngine {
  return new Files(options);
}

class Files implements FilesEngine {
  readonly #options: FilesOptions;
  readonly #sessions: Sessions;

  constructor(options: FilesOptions) {
    this.#options = options;
    this.#sessions = new Sessions(options);
  }

  async run({ question, ...asked }: Request): Promise<Result> {
    const [result] = await this.runAll([question], asked);
    return result as Result;
  }

  async runAll(questions: readonly Question[], asked: Scope): Promise<readonly Result[]> {
    const looks = lookFor(this.#options, questions, asked);
    const tellsCopies = asked.dedupe || looks === 'among all';
    const { derived, ...reading } = planOf(tellsCopies ? questions.map(withVantage) : questions);
    const plan = this.#plan(reading, asked);
    const open = this.#sessions.opener(usualMemory(questions, asked));
    const [read, sampled] = await Promise.all([
      this.#read(open, plan, derived),
      looks === 'in a sample' ? sampleNote(this.#options, asked) : [],
    ]);
    const sums = plan.rows === 'groups' ? ['packets', 'bytes'] : [];
    const needs = {
      ...asked,
      needs: [...questions.flatMap((question) => question.needs), ...(asked.dedupe ? vantageNeeds : [])],
      sums,
    };
    const whole = readCoverage(read.reports, this.#options.problems, asked.window, () =>
      checkRecorded(needs, read.reports),
    );
    const session = await open();
    const columns = flowColumns([...plan.columns, ...derived]);
    const flow = flowOf(read.parts, columns);
    const counted = asked.dedupe
      ? await dedupe(session, flow, columns, { questions, scope: asked, reports: read.reports })
      : { flow, flows: whole.flows, notes: [] };
    const texts = questions.map(({ sql: text }) => sql`WITH flow AS (\n${counted.flow}\n)\n${text}`.text);
    const twice = looks === 'among all' ? await twiceNote(session, flow, asked) : sampled;
    const { flows, notes } = counted;
    const coverage = { ...whole, flows, notes: [...whole.notes, ...notes], asides: twice };
    return answers(session, texts, questions, coverage);
  }

  async select(text: string, asked: Scope): Promise<Result> {
    const open = this.#sessions.opener();
    const [session, surveyed] = await Promise.all([open(), this.#survey(open)]);
    const recorded = recordedFields(surveyed);
    await confine(session, recorded, parquetPaths(surveyed));
    await checkSelect(session, text);
    const used = await usedColumns(session, text);
    const plan = this.#plan({ columns: readColumns(used), rows: 'records' }, asked);
    const read = await this.#read(open, plan);
    const coverage = readCoverage(read.reports, this.#options.problems, asked.window, () => [
      ...checkRecorded({ ...asked, needs: [], sums: [] }, read.reports),
      // Whoever says * does not ask for a field.
      ...(used.length < flowColumns(recorded).length ? absentNote(used, read.reports) : []),
    ]);
    await replaceFlow(session, flowOf(read.parts, flowColumns(recorded)));
    const prepared = await Prepared.of(session, text);
    return answer(session, prepared, resultColumns(session.duckdb, prepared.columns), coverage);
  }

  async inspect(window: Window, conditions: readonly Condition[]): Promise<readonly FileReport[]> {
    const plan = this.#plan({ columns: [], rows: 'counts' }, { window, conditions });
    return (await this.#read(this.#sessions.opener(), plan)).reports;
  }

  async recorded(): Promise<readonly string[]> {
    return recordedFields(await this.#survey(this.#sessions.opener()));
  }

  async statement({ question, ...asked }: Request): Promise<string> {
    const { derived, ...reading } = planOf([asked.dedupe ? withVantage(question) : question]);
    const plan = { ...this.#plan(reading, asked), derived };
    const open = this.#sessions.opener();
    const { before } = this.#options;
    const surveyed = await this.#survey(open);
    return statementOf(
      { question, ...asked },
      plan,
      before ? { ...surveyed, before: await this.#survey(open, before) } : surveyed,
    );
  }

  close(): Promise<void> {
    return this.#sessions.close();
  }

  #plan(what: Omit<Reading, 'derived'>, asked: Scope): Plan {
    const { format } = this.#options;
    return { ...what, ...toCompare(asked), ...(format ? { format } : {}) };
  }

  #read(open: Open, plan: Plan, derived: readonly string[] = []): Promise<FilesRead> {
    const { files, before, read } = this.#options;
    const readable = { files, plan, derived, read, scan: this.#options.scan ?? scan };
    return before ? readSides(readable, before, open) : readFiles(readable, open);
  }

  #survey(open: Open, files = this.#options.files): Promise<Surveyed> {
    const { format, read, survey = surveyFiles } = this.#options;
    return surveyLogs(survey(files, format, read.signal ? { signal: read.signal } : {}), open);
  }
}
