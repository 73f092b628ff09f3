/** Values as programs read them: exact, the same whatever the machine's language and time zone. */
import type { Value } from '../result.ts';

/** RFC 3339 in UTC: `2025-08-14T10:20:30Z`, with milliseconds only when they are not zero. An invalid date is empty. */
export function instant(time: Date): string {
  const ms = time.getTime();
  if (Number.isNaN(ms)) return '';
  const text = time.toISOString();
  return ms % 1000 === 0 ? text.replace('.000Z', 'Z') : text;
}

/** The text of a value: all digits of whole numbers, the shortest text of a fraction that reads back the same; null is empty. */
export function machineText(value: Value): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  return value instanceof Date ? instant(value) : String(value);
}

/** What spreadsheets take for the start of a formula (OWASP, "CSV Injection"), full-width forms included. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** The text with `'` before it where a spreadsheet would run it. */
export function withoutFormula(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}
