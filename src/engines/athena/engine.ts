/** The engine on Amazon Athena: a table of the Glue Data Catalog is `flow`. It loads the AWS SDK, so import it when it is needed. */
import type { Question } from '../../query.ts';
import type { Column, Coverage } from '../../result.ts';
import type { Sql } from '../../sql.ts';
import { vantageNeeds } from '../../vantage.ts';
import type { Window } from '../../window.ts';
import type { Engine, Request, Scope } from '../engine.ts';
import { type AthenaResult, answerOf, together } from './answer.ts';
import { type Clients, openClients } from './clients.ts';
import { withCopies } from './copies.ts';
import { checkScan, type Estimate, estimateScan } from './estimate.ts';
import { finishedQuery, runQuery } from './execution.ts';
import { type Described, describeTable } from './lookup.ts';
import type { AthenaOptions } from './options.ts';
import { checkFields, flowText, partitionNotes, recordedFields, scopeOf } from './question.ts';
import type { Wanted } from './source.ts';
import { queryOf, statementOf, userError } from './statement.ts';
import { withTimeLimit } from './time-limit.ts';
import { asLogged, countedOnce, wantedBy } from './wanted.ts';

export interface AthenaEngine extends Engine {
  run(request: Request): Promise<AthenaResult>;
  select(text: string, scope: Scope): Promise<AthenaResult>;
  /** The whole statement of a SELECT of the user. */
  selectStatement(text: string, scope: Scope): Promise<string>;
  /** The answer of an earlier query, by its id. */
  fetch(queryExecutionId: string): Promise<AthenaResult>;
  /** What a question of that scope would scan. Asks Glue and S3, nothing of Athena. */
  estimate(scope: Asked): Promise<Estimate>;
}

export function openAthena(options: AthenaOptions): AthenaEngine {
  return new Athena(options);
}

/** A question, or the flows alone. */
type Asked = Scope & Partial<Pick<Request, 'question'>>;

/** Athena reads a table again each time that a statement names it. */
function readingsOf({ question }: Asked): number {
  return Math.max(1, question?.sql.text.match(/\b(?:FROM|JOIN) flow\b/g)?.length ?? 1);
}

class Athena implements AthenaEngine {
  readonly #options: AthenaOptions;
  readonly #clients: Clients;
  #looked: Promise<Described> | undefined;

  constructor(options: AthenaOptions) {
    this.#options = options;
    this.#clients = openClients(options);
  }

  async statement(request: Request): Promise<string> {
    const { question, dedupe } = request;
    const needs = dedupe ? [...question.needs, ...vantageNeeds] : question.needs;
    return this.#statement(question.sql.text, request, needs, dedupe ? countedOnce(request) : wantedBy(request));
  }

  async run(request: Request): Promise<AthenaResult> {
    const result = await this.#ask(await this.statement(request), request, request.question.columns);
    if (request.question.rows !== 'grouped') return result;
    return { ...result, fullCoverage: (forPeople) => this.#fullCoverage(result, request, forPeople) };
  }

  async runAll(questions: readonly Question[], scope: Scope): Promise<readonly AthenaResult[]> {
    const results = await Promise.all(questions.map((question) => this.run({ ...scope, question })));
    return together(results);
  }

  async recorded(_window: Window): Promise<readonly string[]> {
    return recordedFields(await this.#described());
  }

  async selectStatement(text: string, scope: Scope): Promise<string> {
    return this.#statement(queryOf(text), scope, [], asLogged);
  }

  async select(text: string, scope: Scope): Promise<AthenaResult> {
    const statement = await this.selectStatement(text, scope);
    const added = lineCount(statement) - lineCount(queryOf(text));
    return this.#ask(statement, scope).catch((error) => {
      throw userError(error, added);
    });
  }

  async fetch(queryExecutionId: string): Promise<AthenaResult> {
    const { athena } = this.#clients;
    return withTimeLimit(this.#options, async (limited) =>
      answerOf(athena, await finishedQuery(athena, queryExecutionId, limited), this.#options, []),
    );
  }

  async estimate(scope: Asked): Promise<Estimate> {
    const described = await this.#described();
    const { pruning, places } = scopeOf(described, scope, this.#options.now());
    return estimateScan(this.#clients, described, pruning, places, readingsOf(scope), this.#options);
  }

  async close(): Promise<void> {
    this.#clients.athena.destroy();
    this.#clients.glue.destroy();
  }

  /** A table that lacks the interfaces has nothing to tell copies by. */
  async #fullCoverage(result: AthenaResult, request: Request, forPeople: boolean): Promise<Coverage> {
    const recorded = recordedFields(await this.#described());
    const { dedupe = false } = request;
    if (!dedupe && !(forPeople && vantageNeeds.every((name) => recorded.includes(name)))) return result.coverage();
    const ask = async (query: Sql, columns: readonly Column[]) =>
      this.#ask(await this.#statement(query.text, request, vantageNeeds, countedOnce(request)), request, columns);
    const knowsGateways = recorded.includes('pkt_srcaddr');
    return withCopies(result, { dedupe, readings: readingsOf(request), knowsGateways, options: this.#options, ask });
  }

  #described(): Promise<Described> {
    this.#looked ??= describeTable(this.#clients, this.#options);
    return this.#looked;
  }

  async #statement(query: string, scope: Scope, needs: readonly string[], wanted: Wanted): Promise<string> {
    const described = await this.#described();
    checkFields(described, needs, scope);
    return statementOf(
      flowText(described, scopeOf(described, scope, this.#options.now()), scope, wanted, this.#options),
      query,
    );
  }

  async #ask(text: string, scope: Asked, columns?: readonly Column[]): Promise<AthenaResult> {
    const options = this.#options;
    const { athena } = this.#clients;
    if (options.maxScanBytes !== undefined) checkScan(await this.estimate(scope), options);
    const described = await this.#described();
    return withTimeLimit(options, async (limited) => {
      const { execution, notes } = await runQuery(athena, text, limited);
      const about = partitionNotes(
        described,
        scopeOf(described, scope, this.#options.now()),
        scope.window,
        options.now(),
      );
      return answerOf(athena, execution, options, [...about, ...notes], columns);
    });
  }
}

function lineCount(text: string): number {
  return text.split('\n').length;
}
