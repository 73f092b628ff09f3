/** What the reader must read for a question. */
import type { Plan } from '../../logs/plan.ts';
import { measures, type Question } from '../../query.ts';
import { loggedField } from './flow-columns.ts';

export function planOf({ reads, rows }: Question): Pick<Plan, 'columns' | 'rows'> {
  if (rows === 'records') return { columns: readColumns([...reads, ...measures]), rows: 'records' };
  return { columns: reads.filter((name) => !(measures as readonly string[]).includes(name)), rows: 'groups' };
}

/** The fields that columns of `flow` are made of. Without any, one is read all the same: the rows are to be counted. */
export function readColumns(columns: readonly string[]): readonly string[] {
  const fields = [...new Set(columns.map(loggedField))].filter((name) => name !== undefined);
  return fields.length > 0 ? fields : ['protocol'];
}
