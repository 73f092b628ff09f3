import type { Survey } from '../../logs/survey.ts';
import { measures, type Question } from '../../query.ts';
import { sql } from '../../sql.ts';
import { addressMacros } from './addresses.ts';
import { type FlowPart, flowOf } from './flow-columns.ts';
import { parquetSource } from './parquet-scan.ts';
import { numberMacro } from './record-fields.ts';
import { type Asked, recordsFlow } from './records.ts';
import { prelude } from './session.ts';
import type { Surveyed } from './surveyed.ts';
import { textSources } from './text-source.ts';

/** `flow` has the columns that the question names, and no others. */
export function statementOf(question: Question, plan: Asked, { others, parquet }: Surveyed): string {
  const { sources, unreadable } = textSources(others);
  const parts = [...sources, ...parquet.map((group) => parquetSource(group))].map((source) =>
    recordsFlow(source, plan),
  );
  const names = [...new Set([...plan.columns, ...plan.derived, ...measures])];
  const flow = flowOf(parts.length > 0 ? parts : [nothing], names);
  return [
    ...remarks(sources.length > 0, unreadable),
    prelude.text,
    ...macros(flow.text),
    `WITH flow AS (\n${flow.text}\n)`,
    `${question.sql.text};`,
  ].join('\n');
}

const nothing: FlowPart = { columns: new Map(), from: sql`WHERE false` };

/** The macros that the text uses. */
function macros(text: string): readonly string[] {
  return [
    ...(text.includes('bad_number(') ? [numberMacro.text] : []),
    ...(/canonical_address\(|ipv[46]_\w+\(/.test(text) ? [addressMacros.text] : []),
  ];
}

/** So many files are named in a remark. */
const named = 5;

function remarks(hasText: boolean, unreadable: readonly Survey[]): readonly string[] {
  const files = unreadable.slice(0, named).map(({ file, container }) => `${printable(file.name)} (${container})`);
  const more = unreadable.length > named ? ` and ${unreadable.length - named} more` : '';
  return [
    '-- for DuckDB 1.3 or newer',
    ...(hasText ? ['-- lines that do not have each field once, with one blank between them, are left out'] : []),
    ...(files.length > 0
      ? [`-- not in this statement, as DuckDB cannot read their form: ${files.join(', ')}${more}`]
      : []),
  ];
}

/** A name that ends no comment. */
function printable(name: string): string {
  return name.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '?');
}
