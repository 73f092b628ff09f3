/** What one JSON value says: the text of a message, or the values of a record. */

/** An object or array; undefined if the text is neither. */
export function parse(text: string): object | undefined {
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}

/** The values of a record as they would stand in a line, `-` for missing; undefined if a number is too large to be exact. */
export function cellsOf(value: object): string[] | undefined {
  const cells: string[] = [];
  for (const member of Object.values(value)) {
    if (typeof member === 'number' && Math.abs(member) > Number.MAX_SAFE_INTEGER) return undefined;
    cells.push(cell(member));
  }
  return cells;
}

/** The same from the text of the record, exact whatever the size of its numbers. */
export function exactCellsOf(text: string): string[] {
  const quoted = text.replace(stringOrLong, (match, long?: string) => (long === undefined ? match : `"${long}"`));
  return Object.values(JSON.parse(quoted) as object).map(cell);
}

const stringOrLong = /"(?:[^"\\]|\\.)*"|(?<![\d.])(-?\d{16,})(?:\.0+)?(?![\d.eE])/g;

function cell(member: unknown): string {
  if (member === null || member === '') return '-';
  return typeof member === 'object' ? JSON.stringify(member) : String(member);
}

/** Under these names a record comes as the text of a message. */
export const messageNames = ['message', '@message', 'body'];

/** The text of a message: a member of an object, or of the list of fields that is a row of Insights. */
export function messageOf(value: object): string | undefined {
  const members = Array.isArray(value) ? Object.fromEntries(value.map(fieldAndValue)) : value;
  for (const name of messageNames) {
    const text = (members as Record<string, unknown>)[name];
    if (typeof text === 'string') return text;
  }
  return undefined;
}

function fieldAndValue(member: unknown): [string, unknown] {
  const { field, value } = (member ?? {}) as { field?: unknown; value?: unknown };
  return [String(field), value];
}
