/** What the reader must read for questions. */
import { belowFlow, binColumn, loggedField } from '../../derived.ts';
import type { Plan } from '../../logs/plan.ts';
import { measures, type Question } from '../../query.ts';

/** What is read, and which columns of `flow` are made of it. */
export interface Reading extends Pick<Plan, 'columns' | 'rows'>, Partial<Pick<Plan, 'bin'>> {
  /** Columns that are made of addresses. */
  readonly derived: readonly string[];
}

/** Throws TypeError if the questions do not agree in what a row is, or how long a bin. */
export function planOf(questions: readonly Question[]): Reading {
  const [first] = questions;
  const reads = [...new Set(questions.flatMap((question) => question.reads))];
  const bins = questions.flatMap(({ bin }) => (bin ? [bin] : []));
  const [bin] = bins;
  if (!first || questions.some(({ rows }) => rows !== first.rows) || new Set(bins.map(lengthOf)).size > 1) {
    throw new TypeError('questions asked together agree in rows and bin');
  }
  const plan = {
    ...(bin && { bin: { length: bin.seconds * 1000, origin: bin.origin?.getTime() ?? 0 } }),
    derived: reads.filter((name) => belowFlow(name) !== undefined),
  };
  if (first.rows === 'records') return { ...plan, columns: readColumns([...reads, ...measures]), rows: 'records' };
  const isMeasure = (name: string) => (measures as readonly string[]).includes(name);
  const grouped = reads.filter((name) => !isMeasure(name)).map((name) => belowFlow(name)?.of ?? name);
  return { ...plan, columns: [...new Set(grouped)], rows: 'groups' };
}

function lengthOf({ seconds, origin }: NonNullable<Question['bin']>): string {
  return `${seconds} from ${origin?.getTime() ?? 0}`;
}

/** The fields that columns of `flow` are made of. Without any, one is read all the same: the rows are to be counted. */
export function readColumns(columns: readonly string[]): readonly string[] {
  const own = columns.map((column) => (column === binColumn ? column : loggedField(column)));
  const fields = [...new Set(own)].filter((name) => name !== undefined);
  return fields.length > 0 ? fields : ['protocol'];
}
