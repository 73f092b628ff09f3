/** JSON, as one array (`json`) or an object a line (`ndjson`). Whole numbers keep all their digits, times are RFC 3339 text. */
import type { Column, Row, Value } from '../result.ts';
import { jsonString } from './escape.ts';
import { type Format, pieces } from './format.ts';
import { instant } from './values.ts';

/** An array of objects, one object a line; `[]` if there is no row. */
export const json: Format = ({ columns, batches }) => {
  const object = objectOf(columns);
  let before = '[\n';
  const line = (row: Row) => {
    const text = before + object(row);
    before = ',\n';
    return text;
  };
  return pieces('', batches, line, () => (before === '[\n' ? '[]\n' : '\n]\n'));
};

/** An object a line. */
export const ndjson: Format = ({ columns, batches }) => {
  const object = objectOf(columns);
  return pieces('', batches, (row) => `${object(row)}\n`);
};

function objectOf(columns: readonly Column[]): (row: Row) => string {
  const keys = columns.map(({ name }, i) => `${i === 0 ? '{' : ','}${jsonString(name)}:`);
  return (row) => {
    let text = keys.length === 0 ? '{' : '';
    for (let i = 0; i < keys.length; i++) text += (keys[i] ?? '') + jsonValue(row[i] ?? null);
    return `${text}}`;
  };
}

/** JSON has no NaN, no infinity and no invalid time: they are null. */
function jsonValue(value: Value): string {
  if (typeof value === 'string') return jsonString(value);
  if (value === null) return 'null';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'null' : `"${instant(value)}"`;
  return String(value);
}
