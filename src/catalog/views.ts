/** Views in the Glue Data Catalog: what is there, against what should be. */
import type { Table } from '@aws-sdk/client-glue';
import type { FieldName } from '../flow.ts';
import { identifier, type Sql, sql } from '../sql.ts';
import type { View, ViewSource } from '../view.ts';

/** A view as it should be in the catalog. */
export interface WantedView {
  readonly name: string;
  readonly summary: string;
  /** The SELECT; undefined where the table lacks the fields `lacks`. */
  readonly sql: Sql | undefined;
  readonly lacks: readonly FieldName[];
}

export function wantedViews(views: readonly View[], source: ViewSource, prefix: string): readonly WantedView[] {
  return views.map((view) => {
    const lacks = view.needs.filter((field) => !source.fields.includes(field));
    return {
      name: `${prefix}${view.name}`,
      summary: view.summary,
      lacks,
      sql: lacks.length > 0 ? undefined : view.sql(source),
    };
  });
}

/** The statement names no database: Athena puts the view into that of the query. */
export function createView(name: string, select: Sql): Sql {
  return sql`CREATE OR REPLACE VIEW ${identifier(name)} AS\n${select}`;
}

export function isView({ TableType, Parameters }: Table): boolean {
  return TableType === 'VIRTUAL_VIEW' || Parameters?.presto_view === 'true';
}

/** The SELECT that a view stands for; undefined if it is no view of Athena's. */
export function storedSelect({ ViewOriginalText }: Table): string | undefined {
  const encoded = /^\/\* Presto View: ([A-Za-z0-9+/=]+) \*\/$/.exec(ViewOriginalText ?? '')?.[1];
  if (encoded === undefined) return undefined;
  try {
    const stored: unknown = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
    if (typeof stored !== 'object' || stored === null || !('originalSql' in stored)) return undefined;
    return typeof stored.originalSql === 'string' ? stored.originalSql : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether two texts are the same SELECT. The catalog keeps a text in the form that Athena's formatter gives it: it sets
 * brackets, drops AS and quotes, changes case. None of these counts; all names, values and functions do.
 */
export function sameSelect(a: string, b: string): boolean {
  return essence(a) === essence(b);
}

function essence(text: string): string {
  const tokens = text.match(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[\w$]+|[^\s\w]/g) ?? [];
  return tokens
    .map((token) => (token.startsWith("'") ? token : token.replace(/^"(.*)"$/s, '$1').toLowerCase()))
    .filter((token) => token !== '(' && token !== ')' && token !== 'as')
    .join(' ');
}
