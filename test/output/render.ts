import type { Format, FormatOptions } from '../../src/output/format.ts';
import type { Column, Kind, Row } from '../../src/result.ts';

export const plain: FormatOptions = { header: true, bytes: 'human', color: false, width: null, csvSafe: false };

/** Columns of the kinds given, by name. */
export function columnsOf(kinds: Record<string, Kind>): Column[] {
  return Object.entries(kinds).map(([name, kind]) => ({ name, kind }));
}

async function* inBatches(rows: readonly Row[], size = 2): AsyncGenerator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
}

/** The whole text of a format. */
export async function rendered(
  format: Format,
  kinds: Record<string, Kind> | readonly Column[],
  rows: readonly Row[],
  options: Partial<FormatOptions> = {},
): Promise<string> {
  const columns = Array.isArray(kinds) ? kinds : columnsOf(kinds as Record<string, Kind>);
  let text = '';
  for await (const piece of format({ columns, batches: inBatches(rows) }, { ...plain, ...options })) text += piece;
  return text;
}
