/** How a question wants the values of the columns of `flow`. */
import { belowFlow } from '../../derived.ts';
import { comparingOf, vantageFields } from '../../vantage.ts';
import type { Request } from '../engine.ts';
import { derivedColumns } from './derived.ts';
import type { Wanted } from './source.ts';

/** Records show addresses as logged; groups must not part by how an address is written. */
export const asLogged: Wanted = { canonical: [], wide: false, derived: [] };

/** How a question wants the values. */
export function wantedBy({ question }: Request): Wanted {
  if (question.rows !== 'grouped') return asLogged;
  return { canonical: canonicalFields(question.reads), wide: true, derived: derivedColumns(question) };
}

/** … of flows that are counted once. */
export function countedOnce(request: Request): Wanted {
  const { question, packetLevel } = request;
  const reads = [...question.reads, ...vantageFields];
  return {
    ...wantedBy({ ...request, question: { ...question, reads } }),
    compared: comparingOf([question], packetLevel),
  };
}

/** The addresses that are grouped by are grouped by their value. */
function canonicalFields(reads: readonly string[]): readonly string[] {
  return reads.map((name) => belowFlow(name)?.of ?? name);
}
