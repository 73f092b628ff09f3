import type { Survey } from '../../logs/survey.ts';
import { measures } from '../../query.ts';
import { sql } from '../../sql.ts';
import type { Request } from '../engine.ts';
import { addressMacros } from './addresses.ts';
import { withFlow } from './dedupe.ts';
import { type FlowPart, flowOf } from './flow-columns.ts';
import { parquetSource } from './parquet-scan.ts';
import { numberMacro } from './record-fields.ts';
import { type Asked, recordsFlow } from './records.ts';
import { prelude } from './session.ts';
import { onSide } from './sides.ts';
import type { Surveyed } from './surveyed.ts';
import { textSources } from './text-source.ts';

/** `flow` has the columns that the question names, and no others. */
export function statementOf(request: Request, plan: Asked, surveyed: Surveyed): string {
  const now = readable(surveyed, plan);
  const before = surveyed.before && readable(surveyed.before, plan);
  const parts = before ? [...onSide('now', now.parts), ...onSide('before', before.parts)] : now.parts;
  const names = [...new Set([...plan.columns, ...plan.derived, ...measures])];
  const flow = flowOf(parts.length > 0 ? parts : [nothing], names);
  return [
    ...remarks(now.hasText || before?.hasText === true, [...now.unreadable, ...(before?.unreadable ?? [])]),
    prelude.text,
    ...macros(flow.text),
    `${withFlow(flow, request).text};`,
  ].join('\n');
}

interface Readable {
  readonly parts: readonly FlowPart[];
  readonly hasText: boolean;
  /** Logs in a form that DuckDB does not know. */
  readonly unreadable: readonly Survey[];
}

function readable({ others, parquet }: Surveyed, plan: Asked): Readable {
  const { sources, unreadable } = textSources(others);
  const all = [...sources, ...parquet.map((group) => parquetSource(group))];
  return { parts: all.map((source) => recordsFlow(source, plan)), hasText: sources.length > 0, unreadable };
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
